import Graph
import Records

/// How the rows of one table are written: which cells, under which keys, by which rules.
struct GraphMLTablePlan<Row: TableRow> {
  /// How a cell becomes a value.
  enum Rule {
    /// As it is.
    case plain
    /// As it is, but for e-mail addresses.
    case masked
    /// `yes` and `no` as true and false, nothing as false, remembered beside it.
    case flag
    /// As it is; 0, which some readers take as no edge at all, beside it.
    case weight
  }

  /// A column that is written.
  struct Cell {
    /// The known column, or `nil`.
    let column: Row.Column?
    /// Position among the unknown columns.
    let extra: Int
    let rule: Rule
    /// Place of its key.
    let key: Int
    /// The attribute's name.
    let name: String
    /// `<data key="...">`.
    let opening: [UInt8]
  }

  private(set) var cells: [Cell] = []
  /// What a graph remembers of the unknown columns.
  private(set) var extras: [GraphMLColumn] = []
  /// True where the table has a column for names.
  let hasNames: Bool

  /// Plans a table and declares the attributes it needs.
  init(_ table: Table<Row>, of network: Network, withContact: Bool, _ keys: inout GraphMLKeys) {
    let shape = GraphMLNames.shape(of: Row.table)
    let domain: GraphMLDomain = shape == nil ? .node : .edge
    hasNames = shape == nil && Row.Column.allCases.contains { $0.info.name == "name" }
    var left = Set([shape?.tail.column, shape?.head.column].compactMap { $0 })
    if shape == nil { left.formUnion(["id", "name"]) }
    if !withContact, Row.table == .people { left.insert("email") }

    for column in Row.Column.allCases where !left.contains(column.info.name) {
      let info = column.info
      guard let type = Self.type(of: column, in: table, network) else { continue }
      let name = GraphMLNames.attribute(Row.table, info.name)
      let isTime = info.type == .time && network.scale == .calendar
      let key = keys.declare(domain, name, type, isTime: isTime)
      let rule: Rule =
        switch info.type {
        case .flag: .flag
        case .decimal where shape != nil && name == GraphMLNames.weight: .weight
        case .text where !withContact && info.name != "id", .list where !withContact && info.name == "aliases": .masked
        default: .plain
        }
      add(column, rule: rule, key, domain, name)
    }
    for (position, extra) in table.extraColumns.enumerated() {
      let kind = GraphMLColumnType(of: extra.values)
      let type: GraphMLType =
        switch kind {
        case .whole: Self.wholeType(extra.values)
        case .decimal: .double
        case .flag: .boolean
        case .text: .string
        }
      let (name, key) = keys.declare(domain, column: extra.name, of: Row.table, kind, type)
      extras.append(GraphMLColumn(header: extra.name, name: name, type: kind))
      add(nil, extra: position, rule: kind == .text && !withContact ? .masked : .plain, key, domain, name)
    }
  }

  private mutating func add(
    _ column: Row.Column?, extra: Int = 0, rule: Rule, _ key: Int, _ domain: GraphMLDomain, _ name: String
  ) {
    cells.append(
      Cell(
        column: column, extra: extra, rule: rule, key: key, name: name,
        opening: Array("<data key=\"\(GraphMLKeys.Key.id(domain, name))\">".utf8)))
  }

  /// The type of a known column's attribute; `nil` where no cell has anything in it.
  private static func type(of column: Row.Column, in table: Table<Row>, _ network: Network) -> GraphMLType? {
    let isWhole = column.info.type == .whole || (column.info.type == .time && network.scale == .integer)
    if isWhole {
      let values = table.rows.lazy.map { $0.cell(column, in: network) }
      return values.allSatisfy(\.isEmpty) ? nil : wholeType(values)
    }
    guard table.rows.contains(where: { !$0.cell(column, in: network).isEmpty }) else { return nil }
    return switch column.info.type {
    case .flag: .boolean
    case .decimal: .double
    default: .string
    }
  }

  private static func wholeType(_ values: some Sequence<String>) -> GraphMLType {
    values.allSatisfy { $0.isEmpty || Int32($0) != nil } ? .int : .long
  }
}
