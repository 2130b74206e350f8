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

  public func cell(_ column: Column, in network: Network) -> String {
    switch column {
    case .id: id
    case .personID: network.people[person].id
    case .techniqueID: network.techniques[technique].id
    case .start: spell.start?.text(network.scale) ?? ""
    case .end: spell.end?.text(network.scale) ?? ""
    case .learnedFrom: learnedFrom.map { network.people[$0].id } ?? ""
    case .evidence: evidence?.rawValue ?? ""
    case .reasonStopped: reasonStopped
    }
  }
}
