import Records

/// The rows as the reader of tables takes them, and its problems as those of the sources.
extension MappedTables {
  /// Begins the names under which tables are read, which no file has, so that their problems are known.
  private static let mark = "\u{0}"

  /// The columns of a table: known ones that any row has, then attributes.
  private func header(_ table: TableName) -> (known: [String], attributes: [(name: String, header: String)]) {
    var made: Set<String> = []
    for maker in makers where maker.table == table { made.formUnion(maker.recipes.keys) }
    if table.isNamed { made.formUnion(["id", "name"]) }
    let columns = table.columns.map(\.name)
    let known = columns.filter(made.contains)
    var taken = Set(columns)
    var attributes: [(name: String, header: String)] = []
    for maker in makers where maker.table == table && maker.isMain {
      for attribute in maker.attributes where !attributes.contains(where: { $0.name == attribute.name }) {
        var header = attribute.name
        while taken.contains(header) { header += "_" }
        taken.insert(header)
        attributes.append((attribute.name, header))
      }
    }
    return (known, attributes)
  }

  /// Gives every table to the reader of tables, and says of its problems where they stand in the sources.
  ///
  /// - Parameter known: The network that they are a part of.
  consuming func read(_ about: About, partOf known: Network?, limit: Int) throws(InvalidInput) -> (
    network: Network, problems: ProblemList
  ) {
    guard problems.errors == 0 else { throw InvalidInput(problems) }
    var builder = NetworkBuilder(partOf: known, about: about, problems, limit: limit)
    for table in TableName.allCases where !rows[table.ordinal].isEmpty {
      let (known, attributes) = header(table)
      let rows = rows[table.ordinal]
      let source = PlayedRows(
        file: Self.mark + table.rawValue, header: known + attributes.map(\.header), count: rows.count
      ) { index, row in
        row.line = index + 2
        for column in known { row.append(cell: rows[index].cells[column] ?? stays(column, of: rows[index], table)) }
        for attribute in attributes {
          let own = rows[index].attributes.first { $0.name == attribute.name }?.value
          row.append(cell: own ?? stays(attribute.header, of: rows[index], table))
        }
      }
      builder.read(table, from: source)
    }
    do {
      var (network, problems) = try builder.finish()
      network.locate(place)
      return (network, problems.relocated(located))
    } catch {
      throw InvalidInput(error.problems.relocated(located))
    }
  }

  /// A problem of one of Ripple's tables as one of the file its row came from.
  private func located(_ problem: Problem) -> Problem {
    guard problem.file.hasPrefix(Self.mark),
      let table = TableName(rawValue: String(problem.file.dropFirst(Self.mark.count)))
    else { return problem }
    let rows = rows[table.ordinal]
    guard let first = rows.first else { return problem }
    let place = problem.line - 2
    let origin = place >= 0 && place < rows.count ? rows[place].origin : first.origin
    let row = place >= 0 && place < rows.count ? origin.row : -1
    let column =
      origin.maker < 0 ? origin.column : problem.column.flatMap { makers[origin.maker].origin(of: $0) }
    var message = problem.message
    if let name = problem.column, column == nil { message = "\(table.rawValue).\(name): \(message)" }
    var moved = sources[origin.source].table.problem(
      problem.severity, row: row, column: column, renamed(message), renamed(problem.remedy))
    if column == nil, problem.column == nil || origin.maker < 0 { moved.column = problem.column }
    return moved
  }

  /// A sentence with the sources' files in place of Ripple's.
  private func renamed(_ sentence: String) -> String {
    var sentence = sentence
    for table in TableName.allCases where sentence.contains(table.file) {
      let maker = makers.first { $0.table == table && $0.isMain } ?? makers.first { $0.table == table }
      sentence.replace(table.file, with: maker.map { sources[$0.source].table.name } ?? table.rawValue)
    }
    return sentence
  }

  /// Where the rows of a table came from; no lines where several files made it.
  private func place(_ table: TableName) -> (file: String?, lines: [Int])? {
    let origins = rows[table.ordinal].map(\.origin)
    guard let first = origins.first else { return nil }
    let name = sources[first.source].table.name
    guard origins.allSatisfy({ sources[$0.source].table.name == name }) else { return (nil, []) }
    return (name, origins.map { sources[$0.source].table.line($0.row) })
  }
}
