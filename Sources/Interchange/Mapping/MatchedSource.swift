import Records

/// A source of a mapping beside the table it is about.
struct MatchedSource {
  let mapping: Mapping.Source
  let table: SourceTable
  /// For each column of the table what the mapping says of it, if anything.
  let columns: [Mapping.Column?]
  /// The columns that must say something for a row to be read, and what.
  private let conditions: [(column: Int, texts: Set<String>)]

  /// Pairs the columns of a mapping with those of a file, reporting what does not go together.
  init(_ mapping: Mapping.Source, _ table: SourceTable, mappingFile: String, _ problems: inout ProblemList) {
    self.mapping = mapping
    self.table = table
    var columns = [Mapping.Column?](repeating: nil, count: table.columns.count)
    for column in mapping.columns {
      let places = table.columns.indices.filter { table.columns[$0] == column.name }
      if column.occurrence >= 1, column.occurrence <= places.count {
        columns[places[column.occurrence - 1]] = column
        continue
      }
      let near = nearest(to: column.name, among: table.columns)
      let hint = near.isEmpty ? "" : " (nearest: \(near.joined(separator: ", ")))"
      problems.add(
        Problem(
          .error, file: mappingFile, line: 1, column: column.name,
          message: places.isEmpty
            ? "\(table.name) has no column '\(column.name)'"
            : "\(table.name) has \(places.count) columns '\(column.name)', not \(column.occurrence)",
          remedy: "correct the header in the mapping, or take the entry out\(hint)"))
    }
    conditions = mapping.conditions.compactMap { condition -> (column: Int, texts: Set<String>)? in
      if let place = table.columns.firstIndex(of: condition.column) { return (place, Set(condition.texts)) }
      problems.add(
        Problem(
          .error, file: mappingFile, line: 1, column: condition.column,
          message: "\(table.name) has no column '\(condition.column)'",
          remedy: "correct the header in the mapping's \"where\""))
      return nil
    }
    for column in columns.indices
    where columns[column] == nil && !mapping.conditions.contains(where: { $0.column == table.columns[column] }) {
      guard table.values(column, from: mapping.skip).contains(where: { !$0.isEmpty }) else { continue }
      problems.add(
        table.problem(
          .warning, row: -1, column: column, "the mapping does not mention this column, so it was not read",
          "add it to the mapping as \"attribute\" to keep it, or as \"nothing\""))
    }
    self.columns = columns
  }

  /// True for a row that is data, and that the mapping asks for.
  func reads(_ row: Int) -> Bool {
    row >= mapping.skip && conditions.allSatisfy { $0.texts.contains(table.cell(row, $0.column)) }
  }

  /// Everything that makes rows of this source.
  func makers(_ index: Int, mappingFile: String, _ problems: inout ProblemList) -> [RowMaker] {
    var makers: [TableName: RowMaker] = [:]
    var further: [RowMaker] = []
    func maker(_ table: TableName) -> RowMaker {
      makers[table] ?? RowMaker(source: index, table: table, isMain: table == mapping.table)
    }
    makers[mapping.table] = maker(mapping.table)
    for (place, column) in columns.enumerated() {
      guard let column else { continue }
      switch column.meaning {
      case .nothing, .nomination, .use: continue
      case .attribute:
        makers[mapping.table]?.attributes.append((table.columns[place], place))
      case .cells(let targets):
        for target in targets {
          var made = maker(target.table)
          if case .columns(let before)? = made.recipes[target.column] {
            made.recipes[target.column] = .columns(before + [place])
          } else {
            made.recipes[target.column] = .columns([place])
          }
          if let separator = column.separator, target.info?.type != .list, target.refersTo != nil {
            made.repeated = (target.column, separator)
          }
          if column.adds { made.adds.insert(target.column) }
          makers[target.table] = made
        }
      }
    }
    for (table, maker) in makers {
      var maker = maker
      for (column, recipe) in maker.recipes {
        guard case .columns(let places) = recipe else { continue }
        maker.recipes[column] = .columns(places.sorted { (columns[$0]?.part ?? 0, $0) < (columns[$1]?.part ?? 0, $1) })
      }
      makers[table] = maker
    }
    for constant in mapping.constants {
      var made = maker(constant.target.table)
      made.recipes[constant.target.column] = .constant(constant.value)
      makers[constant.target.table] = made
    }
    for (place, column) in columns.enumerated() {
      guard let column else { continue }
      switch column.meaning {
      case .nomination:
        var made = maker(.ties)
        made.recipes["to_id"] = .columns([place])
        if !column.kind.isEmpty { made.recipes["kind"] = .constant(column.kind) }
        if let influence = column.influence { made.recipes["influence"] = .constant(influence.rawValue) }
        if let separator = column.separator { made.repeated = ("to_id", separator) }
        made.adds.insert("to_id")
        further.append(made)
      case .use(let technique):
        var made = maker(.uses)
        made.recipes["technique_id"] = .constant(technique)
        made.condition = place
        made.adds.insert("technique_id")
        further.append(made)
      default: continue
      }
    }
    // What a nomination or a use shares with the others of its table makes no row of its own.
    func isWhole(_ maker: RowMaker) -> Bool {
      if maker.table == mapping.table { return true }
      if maker.table == .ties, further.contains(where: { $0.table == .ties }), maker.recipes["to_id"] == nil {
        return false
      }
      if maker.table == .uses, further.contains(where: { $0.table == .uses }), maker.recipes["technique_id"] == nil {
        return false
      }
      return maker.hasColumns
    }
    var all = TableName.allCases.compactMap { makers[$0] }.filter(isWhole) + further
    // Where the source's own table has nothing of its own, as when all columns are nominations, it makes no rows.
    all.removeAll { $0.table == mapping.table && !$0.hasColumns && !further.contains { $0.table == mapping.table } }
    let made = Set(all.filter { $0.table.isNamed }.map(\.table))
    let main = makers[mapping.table]
    for place in all.indices {
      link(&all[place], made, main, mappingFile, &problems)
      all[place].arrange()
    }
    return all
  }

  /// Fills in who or what a row is about from what else the same row of the source says.
  private func link(
    _ maker: inout RowMaker, _ made: Set<TableName>, _ main: RowMaker?, _ mappingFile: String,
    _ problems: inout ProblemList
  ) {
    for info in maker.table.columns where maker.recipes[info.name] == nil {
      let linked: TableName? =
        switch info.name {
        case "person_id" where maker.table != .events, "from_id": .people
        case "team_id": .teams
        case "organisation_id": .organisations
        case "cohort_id": .cohorts
        case "technique_id": .techniques
        default: nil
        }
      if let linked, linked != maker.table, made.contains(linked) {
        maker.recipes[info.name] = .link(linked)
      } else if maker.table != mapping.table, linked != nil {
        if let own = main?.recipes[info.name] {
          maker.recipes[info.name] = own
        } else if linked == .people, let own = main?.recipes["from_id"] ?? main?.recipes["person_id"] {
          maker.recipes[info.name] = own
        }
      }
      if info.isRequired, maker.recipes[info.name] == nil, !(maker.table.isNamed && maker.recipes["name"] != nil) {
        let target = Mapping.Target(maker.table, info.name)
        problems.add(
          Problem(
            .error, file: mappingFile, line: 1, column: nil, message: "nothing in \(table.name) becomes \(target)",
            remedy: "let a column become it, or a constant"))
      }
    }
  }

  /// The text of a column in a row: translated, its times written as Ripple writes them.
  func text(_ row: Int, _ place: Int, _ type: ColumnType, _ problems: inout ProblemList) -> String {
    let text = table.cell(row, place)
    guard let column = columns[place], !text.isEmpty else { return text }
    let trimmed = text.trimmedOfSpace
    if let translated = column.values[text] ?? column.values[trimmed] { return translated }
    switch type {
    case .time: return time(trimmed, row, place, column, &problems)
    case .list:
      guard let separator = column.separator, separator != ";" else { return text }
      return text.entries(separator).joined(separator: ";")
    case .whole, .decimal, .flag, .reference: return trimmed
    case .text: return text
    }
  }

  private func time(
    _ text: String, _ row: Int, _ place: Int, _ column: Mapping.Column, _ problems: inout ProblemList
  ) -> String {
    let patterns = column.dates.isEmpty ? mapping.dates : column.dates
    if text.isEmpty || patterns.isEmpty { return text }
    for pattern in patterns {
      if let time = pattern.time(text) { return time }
    }
    // Cells that a workbook holds as dates are written as Ripple writes them, whatever the others are.
    if table.isSheet, (try? Stamp.parse(text, .calendar)) != nil { return text }
    problems.add(
      table.problem(
        .error, row: row, column: place,
        "'\(text.prefix(60))' is no day there is, written as \(patterns.map(\.text).joined(separator: " or "))",
        "correct it, or the way dates are written in the mapping"))
    return ""
  }
}
