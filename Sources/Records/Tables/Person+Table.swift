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

  public func cell(_ column: Column, in network: Network) -> String {
    switch column {
    case .id: id
    case .name: name
    case .role: role
    case .staffGroup: staffGroup
    case .organisationID: organisation.map { network.organisations[$0].id } ?? ""
    case .email: email
    case .listed: listed.map { $0 ? "yes" : "no" } ?? ""
    case .introduces: introduces.map { $0 ? "yes" : "no" } ?? ""
    case .capacity: capacity.map { String($0) } ?? ""
    case .availableFrom: available.start?.text(network.scale) ?? ""
    case .availableUntil: available.end?.text(network.scale) ?? ""
    }
  }
}
