extension Transfer: TableRow {
  /// The columns of `transfers.csv`.
  public enum Column: Int, TableColumn {
    case id, fromID, toID, techniqueID, date, evidence, fidelity, note
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id")
      case .fromID: ColumnInfo("from_id", .reference(.people), required: true)
      case .toID: ColumnInfo("to_id", .reference(.people), required: true)
      case .techniqueID: ColumnInfo("technique_id", .reference(.techniques), required: true)
      case .date: ColumnInfo("date", .time)
      case .evidence: ColumnInfo("evidence")
      case .fidelity: ColumnInfo("fidelity", .decimal)
      case .note: ColumnInfo("note")
      }
    }
  }

  public static let table = TableName.transfers

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .transfers, required: false)
    from = cells.required(.fromID, Person.self)
    to = cells.required(.toID, Person.self)
    technique = cells.required(.techniqueID, Technique.self)
    date = cells.stamp(.date)
    evidence = cells.choice(.evidence, Evidence.self)
    fidelity = cells.decimal(.fidelity)
    if let fidelity, !(0...1).contains(fidelity) {
      cells.report(
        "the fidelity \(Decimal.text(fidelity)) is not between 0 and 1", "write a share such as 0.8", at: .fidelity)
    }
    if from == to { cells.reportSelf("transfer", at: .toID) }
    note = cells.text(.note)
  }

  public func cell(_ column: Column, in network: Network) -> String {
    switch column {
    case .id: id
    case .fromID: network.people[from].id
    case .toID: network.people[to].id
    case .techniqueID: network.techniques[technique].id
    case .date: date?.text(network.scale) ?? ""
    case .evidence: evidence?.rawValue ?? ""
    case .fidelity: fidelity.map(Decimal.text) ?? ""
    case .note: note
    }
  }
}
