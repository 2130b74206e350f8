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

  public static func content(_ column: Column, _ row: Int, of rows: Span<Transfer>, in network: Network) -> CellContent
  {
    switch column {
    case .id: .text(rows[row].id)
    case .fromID: .text(network.people[rows[row].from].id)
    case .toID: .text(network.people[rows[row].to].id)
    case .techniqueID: .text(network.techniques[rows[row].technique].id)
    case .date: .time(rows[row].date)
    case .evidence: .text(rows[row].evidence?.rawValue ?? "")
    case .fidelity: .decimal(rows[row].fidelity)
    case .note: .text(rows[row].note)
    }
  }
}
