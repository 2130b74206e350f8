/// Builds a network from tables of cells, whatever file they come from, and lists every problem on the way.
///
/// Tables are given in the order of ``TableName``, so that what a row refers to is there before it.
///
/// - Complexity: O(bytes) expected, in memory of the network plus about 20 bytes an id.
public struct NetworkBuilder {
  /// What is built so far.
  public private(set) var network = Network()
  /// What was wrong so far.
  public private(set) var problems: ProblemList
  private var ids = IDTables()
  private var lastTable = -1
  private var isPart = false

  /// A builder for a network of which `about` speaks; keeps at most `limit` problems of each severity.
  public init(about: About, limit: Int = 100) {
    network.about = about
    problems = ProblemList(limit: limit)
  }

  /// A builder of a few rows that refer to those of a network there is: their source names these by their places, except
  /// techniques, which stand in lists.
  package init(revising known: Network) {
    self.init(about: known.about)
    for (row, technique) in known.techniques.rows.enumerated() {
      _ = ids[.techniques].insert(technique.id.utf8.span, row: row)
    }
  }

  /// A builder of a part of a network there is, to whose rows those of the part may refer; or of one that stands by itself.
  ///
  /// The rows of `known` that can be referred to come first in their tables. A row of the part that has the id of one of
  /// them stands for it from then on. Which columns the part does not have stands in its tables.
  ///
  /// - Parameters:
  ///   - known: The network there is; `nil` for what is no part of one.
  ///   - about: What the part says about itself; where that is nothing, what `known` does.
  ///   - limit: How many problems of each severity to keep.
  public init(partOf known: Network?, about: About, limit: Int = 100) {
    self.init(about: about, limit: limit)
    guard let known else { return }
    if about == About() { network.about = known.about }
    isPart = true
    func lend<Row: TableRow>(_ table: Table<Row>, _ id: (Row) -> String) -> Table<Row> {
      for (row, lent) in table.rows.enumerated() where !id(lent).isEmpty {
        _ = ids[Row.table].insert(id(lent).utf8.span, row: row)
      }
      var table = table
      table.lines = [UInt32](repeating: 0, count: table.count)
      return table
    }
    network.organisations = lend(known.organisations, \.id)
    network.people = lend(known.people, \.id)
    network.teams = lend(known.teams, \.id)
    network.techniques = lend(known.techniques, \.id)
    network.cohorts = lend(known.cohorts, \.id)
    network.engagements = lend(known.engagements, \.id)
  }

  /// Adds a problem found outside the tables.
  public mutating func report(_ problem: Problem) { problems.add(problem) }

  /// Adds people of whom only a name is known, which is their id too: the ends of an edge list.
  ///
  /// The names must be different from each other, and are not checked, since the edges that name them are.
  public mutating func addPeople(named names: [String]) {
    precondition(network.people.count == 0, "people are added once")
    for (row, name) in names.enumerated() {
      var person = Person()
      person.id = name
      person.name = name
      _ = ids[.people].insert(Array(name.utf8).span, row: row)
      network.people.rows.append(person)
    }
  }

  /// The network, unless anything was wrong.
  ///
  /// - Throws: ``InvalidInput`` with every problem.
  public consuming func finish() throws(InvalidInput) -> (network: Network, problems: ProblemList) {
    guard problems.errors == 0 else { throw InvalidInput(problems) }
    return (network, problems)
  }

  /// Reads the table called `name`.
  ///
  /// One call a row goes through the source's protocol; what is done with its cells is made for each table.
  public mutating func read(_ name: TableName, from source: any RowSource) {
    precondition(name.ordinal > lastTable, "tables are read in the order of TableName")
    lastTable = name.ordinal
    switch name {
    case .organisations:
      network.organisations = table(source, after: network.organisations, finishing: { $0.resolveParents(&$1) })
    case .people: network.people = table(source, after: network.people)
    case .teams: network.teams = table(source, after: network.teams)
    case .memberships: network.memberships = table(source)
    case .techniques: network.techniques = table(source, after: network.techniques)
    case .cohorts: network.cohorts = table(source, after: network.cohorts)
    case .enrolments: network.enrolments = table(source)
    case .events: network.events = table(source)
    case .uses: network.uses = table(source)
    case .engagements: network.engagements = table(source, after: network.engagements)
    case .transfers: network.transfers = table(source)
    case .ties: network.ties = table(source)
    case .outcomes: network.outcomes = table(source)
    }
  }

  private mutating func table<Row: TableRow>(
    _ rows: any RowSource, after lent: Table<Row> = Table(),
    finishing: (inout TableReading<Row>, inout Cells<Row.Column>) -> Void = { _, _ in }
  ) -> Table<Row> {
    var source = rows
    var header = CellRow()
    let before = problems.errors
    guard source.next(&header, &problems) else {
      if problems.errors == before { reportEmpty(source.file, Row.self) }
      return lent
    }
    guard let layout = Layout<Row.Column>(header, file: source.file, problems: &problems) else { return lent }
    var reading = TableReading<Row>(layout, after: lent, expecting: source.expectedCount)
    var cells = Cells<Row.Column>(
      file: source.file, scale: network.scale, positions: layout.positions, ids: IDTables(),
      problems: ProblemList())
    cells.lent = lent.count
    cells.isPart = isPart
    swap(&cells.ids, &ids)
    swap(&cells.problems, &problems)
    if Row.table.isReferredTo { cells.ids[Row.table].reserve(lent.count + source.expectedCount) }
    while source.next(&cells.row, &cells.problems) {
      reading.take(&cells)
    }
    finishing(&reading, &cells)
    swap(&cells.ids, &ids)
    swap(&cells.problems, &problems)
    return reading.table
  }

  private mutating func reportEmpty<Row: TableRow>(_ file: String, _: Row.Type) {
    let columns = Row.Column.allCases.map(\.info.name).joined(separator: ",")
    problems.add(
      Problem(
        .error, file: file, line: 1, message: "the file is empty",
        remedy: "begin it with a header row such as \(columns), or remove it"))
  }
}
