extension Tie: TableRow {
  /// The columns of `ties.csv`.
  public enum Column: Int, TableColumn {
    case id, fromID, toID, kind, start, end, weight, influence
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id")
      case .fromID: ColumnInfo("from_id", .reference(.people), required: true)
      case .toID: ColumnInfo("to_id", .reference(.people), required: true)
      case .kind: ColumnInfo("kind")
      case .start: ColumnInfo("start", .time)
      case .end: ColumnInfo("end", .time)
      case .weight: ColumnInfo("weight", .decimal)
      case .influence: ColumnInfo("influence")
      }
    }
  }

  public static let table = TableName.ties

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .ties, required: false)
    from = cells.required(.fromID, Person.self)
    to = cells.required(.toID, Person.self)
    kind = cells.word(.kind)
    spell = cells.spell(.start, .end)
    // Where a table has no end column at all, a start is the date of a single meeting.
    if !cells.has(.end), let start = spell.start { spell = Spell(start: start, end: start) }
    weight = cells.decimal(.weight)
    if let weight, weight < 0 {
      cells.report(
        "the weight \(Decimal.text(weight)) is below 0", "a weight is a strength: write 0 or more", at: .weight)
    }
    influence = cells.choice(.influence, Influence.self)
    if from == to { cells.reportSelf("tie", at: .toID) }
  }

  public static func content(_ column: Column, _ row: Int, of rows: Span<Tie>, in network: Network) -> CellContent {
    switch column {
    case .id: .text(rows[row].id)
    case .fromID: .text(network.people[rows[row].from].id)
    case .toID: .text(network.people[rows[row].to].id)
    case .kind: .text(rows[row].kind)
    case .start: .time(rows[row].spell.start)
    case .end: .time(rows[row].spell.end)
    case .weight: .decimal(rows[row].weight)
    case .influence: .text(rows[row].influence?.rawValue ?? "")
    }
  }
}
