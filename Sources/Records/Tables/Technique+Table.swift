extension Technique: TableRow {
  /// The columns of `techniques.csv`.
  public enum Column: Int, TableColumn {
    case id, name, category, aliases
    /// Header and type.
    public var info: ColumnInfo {
      switch self {
      case .id: ColumnInfo("id", required: true)
      case .name: ColumnInfo("name")
      case .category: ColumnInfo("category")
      case .aliases: ColumnInfo("aliases", .list)
      }
    }
  }

  public static let table = TableName.techniques

  public init(reading cells: inout Cells<Column>) {
    self.init()
    id = cells.identity(.id, of: .techniques)
    name = cells.text(.name)
    category = cells.word(.category)
    aliases = cells.list(.aliases)
  }

  public func cell(_ column: Column, in network: Network) -> String {
    switch column {
    case .id: id
    case .name: name
    case .category: category
    case .aliases: aliases.joined(separator: ";")
    }
  }
}
