/// The cells of one table by position, whatever its rows are: what is written where rows are told apart by their text.
public struct TableCells {
  /// Which table.
  public let table: TableName
  /// Headers of the columns Ripple does not know, which come after those it does.
  public let further: [String]
  /// Number of rows.
  public let count: Int
  /// Line of each row in the file it was read from; empty for rows that were not read.
  public let lines: [UInt32]
  /// Places of the columns that the file did not have; of tables that were read.
  public let absent: [Int]
  private let read: (_ row: Int, _ column: Int) -> String

  init<Row: TableRow>(_ table: Table<Row>, of network: Network) {
    self.table = Row.table
    further = table.extraColumns.map(\.name)
    count = table.count
    lines = table.lines
    absent = table.absentColumns
    let columns = Array(Row.Column.allCases)
    read = { row, column in
      column < columns.count
        ? Row.content(columns[column], row, of: table.rows.span, in: network).text(network.scale)
        : table.extraColumns[column - columns.count].values[row]
    }
  }

  /// The text of a cell; empty where there is nothing. Columns are numbered as in ``TableName/columns``, and on through
  /// ``further``.
  public func cell(_ row: Int, _ column: Int) -> String { read(row, column) }
}

extension Network {
  /// The rows of a table as cells.
  public func cells(of table: TableName) -> TableCells {
    switch table {
    case .organisations: TableCells(organisations, of: self)
    case .people: TableCells(people, of: self)
    case .teams: TableCells(teams, of: self)
    case .memberships: TableCells(memberships, of: self)
    case .techniques: TableCells(techniques, of: self)
    case .cohorts: TableCells(cohorts, of: self)
    case .enrolments: TableCells(enrolments, of: self)
    case .events: TableCells(events, of: self)
    case .uses: TableCells(uses, of: self)
    case .engagements: TableCells(engagements, of: self)
    case .transfers: TableCells(transfers, of: self)
    case .ties: TableCells(ties, of: self)
    case .outcomes: TableCells(outcomes, of: self)
    }
  }
}

extension TableName {
  /// The columns of the table, in order.
  public var columns: [ColumnInfo] {
    func infos<Row: TableRow>(_: Row.Type) -> [ColumnInfo] { Row.Column.allCases.map(\.info) }
    return switch self {
    case .organisations: infos(Organisation.self)
    case .people: infos(Person.self)
    case .teams: infos(Team.self)
    case .memberships: infos(Membership.self)
    case .techniques: infos(Technique.self)
    case .cohorts: infos(Cohort.self)
    case .enrolments: infos(Enrolment.self)
    case .events: infos(Event.self)
    case .uses: infos(Use.self)
    case .engagements: infos(Engagement.self)
    case .transfers: infos(Transfer.self)
    case .ties: infos(Tie.self)
    case .outcomes: infos(Outcome.self)
    }
  }
}
