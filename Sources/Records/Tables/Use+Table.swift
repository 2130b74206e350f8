extension Use: TableRow {
  /// The columns of `uses.csv`.
  public enum Column: Int, TableColumn {
    case id, personID, techniqueID, start, end, learnedFrom, evidence, reasonStopped
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id")
      case .personID: ColumnInfo("person_id", .reference(.people), required: true)
      case .techniqueID: ColumnInfo("technique_id", .reference(.techniques), required: true)
      case .start: ColumnInfo("start", .time)
      case .end: ColumnInfo("end", .time)
      case .learnedFrom: ColumnInfo("learned_from", .reference(.people))
      case .evidence: ColumnInfo("evidence")
      case .reasonStopped: ColumnInfo("reason_stopped")
      }
    }
  }

  public static let table = TableName.uses

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .uses, required: false)
    person = cells.required(.personID, Person.self)
    technique = cells.required(.techniqueID, Technique.self)
    spell = cells.spell(.start, .end)
    learnedFrom = cells.reference(.learnedFrom, Person.self)
    if learnedFrom == person { cells.reportSelf("use", at: .learnedFrom) }
    evidence = cells.choice(.evidence, Evidence.self)
    reasonStopped = cells.word(.reasonStopped)
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Use>, in network: Network) -> CellContent {
    switch column {
    case .id: .text(rows[row].id)
    case .personID: .text(network.people[rows[row].person].id)
    case .techniqueID: .text(network.techniques[rows[row].technique].id)
    case .start: .time(rows[row].spell.start)
    case .end: .time(rows[row].spell.end)
    case .learnedFrom: .text(rows[row].learnedFrom.map { network.people[$0].id } ?? "")
    case .evidence: .text(rows[row].evidence?.rawValue ?? "")
    case .reasonStopped: .text(rows[row].reasonStopped)
    }
  }
}
