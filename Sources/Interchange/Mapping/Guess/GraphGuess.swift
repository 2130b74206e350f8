import Records

/// Takes networks of several kinds of node apart: people, teams and techniques become tables of their own, and edges what
/// joins them.
struct GraphGuess {
  /// Of one table: which rows of the source it takes, and which columns are settled by that.
  struct Piece {
    let rows: SourceTable
    let table: TableName
    let conditions: [Mapping.Condition]
    let settled: [Int: Mapping.Meaning]
  }

  let pieces: [Piece]
  let problems: [Problem]

  /// The pieces of a table of nodes or edges whose nodes say what they stand for; `nil` for any other table.
  init?(_ table: SourceTable) {
    if table.part == "nodes", let kind = Self.kindColumn(table, of: table.columns.indices.map { $0 }) {
      self.init(nodes: table, kind)
    } else if table.part == "edges", table.columns.count > 4, table.columns[0] == "source",
      let (source, target) = Self.kindColumns(table)
    {
      self.init(edges: table, source, target)
    } else {
      return nil
    }
  }

  private init(nodes table: SourceTable, _ column: Int) {
    var texts: [TableName: Set<String>] = [:]
    for value in Set(table.values(column)) {
      if let kind = Self.table(value) { texts[kind, default: []].insert(value) }
    }
    pieces = TableName.allCases.compactMap { name in
      guard let texts = texts[name] else { return nil }
      return Piece(
        rows: Self.rows(of: table) { texts.contains(table.cell($0, column)) }, table: name,
        conditions: [Mapping.Condition(table.columns[column], texts.sorted())], settled: [column: .nothing])
    }
    problems = []
  }

  private init(edges table: SourceTable, _ source: Int, _ target: Int) {
    struct Ends: Hashable {
      let from: TableName?
      let to: TableName?
    }
    var texts: [Ends: (from: Set<String>, to: Set<String>)] = [:]
    var strangers = 0
    var pieces: [Piece] = []
    for row in 0..<table.rowCount {
      let (from, to) = (table.cell(row, source), table.cell(row, target))
      let ends = Ends(from: Self.table(from), to: Self.table(to))
      guard Self.joined(ends.from, ends.to) != nil else {
        strangers += 1
        continue
      }
      texts[ends, default: ([], [])].from.insert(from)
      texts[ends, default: ([], [])].to.insert(to)
    }
    for from in TableName.allCases {
      for to in TableName.allCases {
        let ends = Ends(from: from, to: to)
        guard let found = texts[ends], let (name, first, second) = Self.joined(from, to) else { continue }
        var settled: [Int: Mapping.Meaning] = [
          0: .cells([Mapping.Target(name, first)]), 1: .cells([Mapping.Target(name, second)]), source: .nothing,
          target: .nothing,
        ]
        if name != .ties { settled[2] = .nothing }
        pieces.append(
          Piece(
            rows: Self.rows(of: table) {
              found.from.contains(table.cell($0, source)) && found.to.contains(table.cell($0, target))
            },
            table: name,
            conditions: [
              Mapping.Condition(table.columns[source], found.from.sorted()),
              Mapping.Condition(table.columns[target], found.to.sorted()),
            ], settled: settled))
      }
    }
    self.pieces = pieces
    problems =
      strangers == 0
      ? []
      : [
        table.problem(
          .warning, row: -1, column: nil,
          "\(strangers) edges join what no table of Ripple's joins, so the mapping leaves them out",
          "add a source for them if they are records of practice")
      ]
  }

  /// The table of what joins two kinds of node, with the columns of the first end and the second.
  private static func joined(_ from: TableName?, _ to: TableName?) -> (TableName, String, String)? {
    switch (from, to) {
    case (.people, .people): (.ties, "from_id", "to_id")
    case (.people, .teams): (.memberships, "person_id", "team_id")
    case (.teams, .people): (.memberships, "team_id", "person_id")
    case (.people, .techniques): (.uses, "person_id", "technique_id")
    case (.techniques, .people): (.uses, "technique_id", "person_id")
    case (.people, .cohorts): (.enrolments, "person_id", "cohort_id")
    case (.cohorts, .people): (.enrolments, "cohort_id", "person_id")
    default: nil
    }
  }

  /// The column that says what a node stands for: one of few words, all of which are known.
  private static func kindColumn(_ table: SourceTable, of columns: [Int]) -> Int? {
    columns.first { column in
      let values = Set(table.values(column))
      return values.count > 1 && values.count <= 12 && values.allSatisfy { Self.table($0) != nil }
        && Set(values.compactMap(Self.table)).count > 1
    }
  }

  private static func kindColumns(_ table: SourceTable) -> (Int, Int)? {
    for (source, name) in table.columns.enumerated() where name.hasPrefix("source ") {
      guard let target = table.columns.firstIndex(of: "target " + name.dropFirst(7)) else { continue }
      let kinds = Set((table.values(source) + table.values(target)).map(Self.table))
      if !kinds.contains(nil), kinds.count > 1 { return (source, target) }
    }
    return nil
  }

  private static func rows(of table: SourceTable, where isWanted: (Int) -> Bool) -> SourceTable {
    var part = SourceTable(file: table.file, part: table.part, header: table.columns, line: table.line(-1))
    for row in 0..<table.rowCount where isWanted(row) {
      part.append(table.columns.indices.map { table.cell(row, $0) }, line: table.line(row))
    }
    return part
  }

  /// The table that a word for a kind of node means.
  private static func table(_ word: String) -> TableName? {
    let words = HeaderWords(word)
    func has(_ concept: Concept) -> Bool { concept.phrases.contains { words.fit($0) >= 1 } }
    if words.hasAny("person", "people", "human", "individual") { return .people }
    if has(.person) { return .people }
    if has(.team) { return .teams }
    if has(.organisation) { return .organisations }
    if has(.cohort) { return .cohorts }
    return has(.technique) ? .techniques : nil
  }
}
