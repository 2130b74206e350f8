extension Person: TableRow {
  /// The columns of `people.csv`.
  public enum Column: Int, TableColumn {
    case id, name, role, staffGroup, organisationID, email, listed, introduces, capacity, availableFrom, availableUntil
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id", required: true)
      case .name: ColumnInfo("name")
      case .role: ColumnInfo("role")
      case .staffGroup: ColumnInfo("staff_group")
      case .organisationID: ColumnInfo("organisation_id", .reference(.organisations))
      case .email: ColumnInfo("email")
      case .listed: ColumnInfo("listed", .flag)
      case .introduces: ColumnInfo("introduces", .flag)
      case .capacity: ColumnInfo("capacity", .whole)
      case .availableFrom: ColumnInfo("available_from", .time)
      case .availableUntil: ColumnInfo("available_until", .time)
      }
    }
  }

  public static let table = TableName.people

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .people)
    name = cells.text(.name)
    role = cells.word(.role)
    staffGroup = cells.word(.staffGroup)
    organisation = cells.reference(.organisationID, Organisation.self)
    email = cells.text(.email)
    listed = cells.flag(.listed)
    introduces = cells.flag(.introduces)
    capacity = cells.whole(.capacity)
    available = cells.spell(.availableFrom, .availableUntil)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Person>, in network: Network) -> CellContent {
    switch column {
    case .id: .text(rows[row].id)
    case .name: .text(rows[row].name)
    case .role: .text(rows[row].role)
    case .staffGroup: .text(rows[row].staffGroup)
    case .organisationID: .text(rows[row].organisation.map { network.organisations[$0].id } ?? "")
    case .email: .text(rows[row].email)
    case .listed: .flag(rows[row].listed)
    case .introduces: .flag(rows[row].introduces)
    case .capacity: .whole(rows[row].capacity)
    case .availableFrom: .time(rows[row].available.start)
    case .availableUntil: .time(rows[row].available.end)
    }
  }
}
