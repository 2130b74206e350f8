import Records

/// Makes the rows of one table from the rows of one source.
struct RowMaker {
  /// Where a cell comes from.
  enum Recipe {
    /// Columns of the source, in the order in which their texts are joined.
    case columns([Int])
    /// The mapping itself.
    case constant(String)
    /// The id of the row that the same row of the source makes in another table.
    case link(TableName)
  }

  let source: Int
  let table: TableName
  /// For each known column that is made, how.
  var recipes: [String: Recipe] = [:]
  /// The columns that are kept under their own names, and those names.
  var attributes: [(name: String, column: Int)] = []
  /// The column that must say yes for a row to be made.
  var condition: Int?
  /// The known column whose cells may name several, each of which makes a row.
  var repeated: (column: String, separator: String)?
  /// True where names that are not in their table yet are added to it.
  var adds: Set<String> = []
  /// Whether it is the source's own table.
  let isMain: Bool
  /// The cells that are made, in the table's order, once all recipes are known.
  private(set) var cells: [Cell] = []

  /// A cell, what it holds, and where it comes from.
  struct Cell {
    let column: String
    let type: ColumnType
    /// The table whose rows it names, by name or by id.
    let refersTo: TableName?
    let recipe: Recipe
    /// True where it makes a record by itself.
    let isTelling: Bool
  }

  init(source: Int, table: TableName, isMain: Bool) {
    self.source = source
    self.table = table
    self.isMain = isMain
  }

  /// Puts the recipes in the order of the table.
  mutating func arrange() {
    cells = table.columns.compactMap { info in
      guard let recipe = recipes[info.name] else { return nil }
      let target = Mapping.Target(table, info.name)
      let wanted = target.refersTo.flatMap { $0.isNamed ? $0 : nil }
      return Cell(
        column: info.name, type: info.type, refersTo: wanted, recipe: recipe,
        isTelling: isMain || Self.isTelling(target))
    }
  }

  /// True for columns that make a record by themselves, in a table that is not the source's own.
  private static func isTelling(_ target: Mapping.Target) -> Bool {
    switch target.table {
    case .memberships, .engagements: target.column == "team_id"
    case .enrolments: target.column == "cohort_id"
    case .uses, .transfers: target.column == "technique_id"
    case .ties: target.column == "to_id"
    case .outcomes: target.column == "value" || target.column == "measure"
    default: true
    }
  }

  /// The first column of the source that a cell comes from.
  func origin(of column: String) -> Int? {
    if let attribute = attributes.first(where: { $0.name == column }) { return attribute.column }
    guard case .columns(let columns)? = recipes[column] else { return nil }
    return columns.first
  }

  /// True when the rows of the source say anything of the table: not only what is the same in all, or another table's id.
  var hasColumns: Bool {
    recipes.values.contains { if case .columns = $0 { true } else { false } } || condition != nil
  }
}
