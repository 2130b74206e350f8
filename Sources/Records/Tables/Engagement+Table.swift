extension Engagement: TableRow {
  /// The columns of `engagements.csv`.
  public enum Column: Int, TableColumn {
    case id, personID, teamID, techniques, start, end, timing, evidence, note
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id")
      case .personID: ColumnInfo("person_id", .reference(.people), required: true)
      case .teamID: ColumnInfo("team_id", .reference(.teams), required: true)
      case .techniques: ColumnInfo("techniques", .list)
      case .start: ColumnInfo("start", .time)
      case .end: ColumnInfo("end", .time)
      case .timing: ColumnInfo("timing")
      case .evidence: ColumnInfo("evidence")
      case .note: ColumnInfo("note")
      }
    }
  }

  public static let table = TableName.engagements

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .engagements, required: false)
    person = cells.required(.personID, Person.self)
    team = cells.required(.teamID, Team.self)
    techniques = cells.references(.techniques, Technique.self)
    spell = cells.spell(.start, .end)
    timing = cells.choice(.timing, Timing.self)
    evidence = cells.choice(.evidence, Evidence.self)
    note = cells.text(.note)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Engagement>, in network: Network)
    -> CellContent
  {
    switch column {
    case .id: .text(rows[row].id)
    case .personID: .text(network.people[rows[row].person].id)
    case .teamID: .text(network.teams[rows[row].team].id)
    case .techniques: .text(rows[row].techniques.map { network.techniques[$0].id }.joined(separator: ";"))
    case .start: .time(rows[row].spell.start)
    case .end: .time(rows[row].spell.end)
    case .timing: .text(rows[row].timing?.rawValue ?? "")
    case .evidence: .text(rows[row].evidence?.rawValue ?? "")
    case .note: .text(rows[row].note)
    }
  }
}
