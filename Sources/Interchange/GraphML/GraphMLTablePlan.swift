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
    /// Where `<data key="...">` lies among the openings.
    let opening: Range<Int>
  }

  private(set) var cells: [Cell] = []
  /// What stands before the value of each cell, one after another.
  private(set) var openings: [UInt8] = []
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

  /// What is written for cell `index`; what goes beside it is added to `kept`, what changes is counted.
  @inline(__always)
  func content(
    of index: Int, _ row: Int, in table: Table<Row>, of network: Network, _ notes: inout GraphMLNotes,
    _ kept: inout String
  ) -> CellContent {
    // Looked at where they lie: copying the cell and the row would take longer than writing them.
    let cells = cells.span
    let content: CellContent =
      if let column = cells[index].column {
        Row.content(column, row, of: table.rows.span, in: network)
      } else {
        .text(table.extraColumns[cells[index].extra].values[row])
      }
    switch (cells[index].rule, content) {
    case (.masked, .text(let text)):
      guard let masked = EmailAddresses.removed(from: text) else { return content }
      notes.addresses += 1
      return .text(masked)
    case (.flag, .flag(let flag)):
      if flag == nil {
        notes.flags += 1
        kept += kept.isEmpty ? "\(cells[index].name)=" : ";\(cells[index].name)="
      }
      return .text(flag == true ? "true" : "false")
    case (.weight, .decimal(let weight?)) where weight == 0:
      notes.weights += 1
      kept += kept.isEmpty ? "" : ";"
      kept += "\(cells[index].name)=\(Decimal.text(weight))"
      return .text("")
    default: return content
    }
  }

  private mutating func add(
    _ column: Row.Column?, extra: Int = 0, rule: Rule, _ key: Int, _ domain: GraphMLDomain, _ name: String
  ) {
    let start = openings.count
    openings += "<data key=\"\(GraphMLKeys.Key.id(domain, name))\">".utf8
    cells.append(
      Cell(column: column, extra: extra, rule: rule, key: key, name: name, opening: start..<openings.count))
  }

  /// The type of a known column's attribute; `nil` where no cell has anything in it.
  private static func type(of column: Row.Column, in table: Table<Row>, _ network: Network) -> GraphMLType? {
    let type = column.info.type
    let isWhole = type == .whole || (type == .time && network.scale == .integer)
    // Looked at where they lie, since copying half a million rows takes a while.
    let rows = table.rows.span
    if isWhole {
      var narrowest: GraphMLType?
      for row in rows.indices {
        let cell = Row.content(column, row, of: rows, in: network).text(network.scale)
        if !cell.isEmpty, narrowest != .long { narrowest = Int32(cell) == nil ? .long : .int }
      }
      return narrowest
    }
    for row in rows.indices where !Row.content(column, row, of: rows, in: network).isEmpty {
      return switch type {
      case .flag: .boolean
      case .decimal: .double
      default: .string
      }
    }
    return nil
  }

  private static func wholeType(_ values: some Sequence<String>) -> GraphMLType {
    values.allSatisfy { $0.isEmpty || Int32($0) != nil } ? .int : .long
  }
}
