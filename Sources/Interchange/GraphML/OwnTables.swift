import Records

/// The tables in a file of Ripple's own: which element is a row of which, and which attribute is which column.
struct OwnTables {
  private let contents: GraphMLContents
  private let recordIDs: [Range<Int>]
  /// For each table its rows, as nodes or edges.
  private var rows = [[Int32]](repeating: [], count: TableName.allCases.count)
  private var plans: [OwnTablePlan] = []
  /// What was found on the way that is worth a word.
  private(set) var warnings: [Problem] = []
  /// What makes the tables impossible to read.
  private(set) var errors: [Problem] = []

  init(
    _ contents: GraphMLContents, _ nodeTables: [Int8], _ edgeTables: [Int8], _ recordIDs: [Range<Int>],
    _ columns: [String: [GraphMLColumn]], leavingOut reckoned: Set<String>, _ scale: TimeScale
  ) {
    self.contents = contents
    self.recordIDs = recordIDs
    // For each table the attributes that its rows have, and the line of the first.
    var used = [[UInt32]](
      repeating: [UInt32](repeating: 0, count: contents.keys.count), count: TableName.allCases.count)
    func note(_ values: GraphMLValues, _ table: Int8, _ element: Int) {
      guard table >= 0 else { return }
      rows[Int(table)].append(Int32(element))
      contents.each(values) { datum in
        if used[Int(table)][Int(datum.key)] == 0, !contents.isFiller(datum.range) {
          used[Int(table)][Int(datum.key)] = max(1, values.line)
        }
      }
    }
    for (element, table) in nodeTables.enumerated() { note(contents.nodes[element].values, table, element) }
    for (element, table) in edgeTables.enumerated() { note(contents.edges[element].values, table, element) }

    for table in TableName.allCases {
      let isEdge = GraphMLNames.shape(of: table) != nil
      // What belongs to another table stands here only because some tools give every element every attribute.
      var elsewhere = GraphMLNames.reserved(isEdge ? .edge : .node)
      for other in TableName.allCases where (GraphMLNames.shape(of: other) != nil) == isEdge {
        for column in columns[other.rawValue] ?? [] { elsewhere.insert(column.name) }
      }
      var plan = OwnTablePlan(table, columns[table.rawValue] ?? [], scale)
      for (key, declared) in contents.keys.enumerated() where declared.domain == (isEdge ? .edge : .node) {
        if !isEdge, reckoned.contains(declared.name) { continue }
        let line = used[table.ordinal][key]
        if plan.bind(key, declared.name) || line == 0 { continue }
        if !elsewhere.contains(declared.name) {
          plan.add(key, declared)
        } else if !OwnTablePlan.isSilent(declared.name) {
          warnings.append(
            contents.problem(
              .warning, line: Int(line), column: declared.name,
              "the attribute belongs to other records than the \(table) it stands on", "it is not read there"))
        }
      }
      let size = GraphMLTableSize(columns: plan.extraCount, rows: rows[table.ordinal].count)
      if let message = size.excess(in: contents) {
        errors.append(contents.problem(.error, line: 1, "\(table): \(message)", GraphMLTableSize.remedy))
      }
      plans.append(plan)
    }
  }

  /// The rows of a table, to be read as from a file of its own; `nil` where the file says nothing of it.
  func rows(of table: TableName) -> PlayedRows? {
    let plan = plans[table.ordinal]
    let elements = rows[table.ordinal]
    guard !elements.isEmpty || plan.extraCount > 0 else { return nil }
    let shape = GraphMLNames.shape(of: table)
    let contents = contents
    let recordIDs = recordIDs
    var ranges = [Range<Int>](repeating: 0..<0, count: plan.columns.count)
    var slots = [Int32](repeating: -1, count: contents.keys.count)
    for (key, slot) in plan.slots { slots[key] = Int32(slot) }
    let header = plan.columns.map(\.header)

    return PlayedRows(file: contents.file, header: header, count: elements.count) { index, row in
      for slot in ranges.indices { ranges[slot] = 0..<0 }
      var label = 0..<0
      var kept = 0..<0
      var values: GraphMLValues
      if shape != nil {
        let edge = contents.edges[Int(elements[index])]
        values = edge.values
        if let tail = contents.node(edge.source) { ranges[plan.tailSlot] = recordIDs[tail] }
        if let head = contents.node(edge.target) { ranges[plan.headSlot] = recordIDs[head] }
      } else {
        values = contents.nodes[Int(elements[index])].values
      }
      row.line = Int(values.line)
      contents.each(values) { datum in
        let slot = slots[Int(datum.key)]
        if slot >= 0 {
          ranges[Int(slot)] = datum.range
        } else if slot == OwnTablePlan.labelSlot {
          label = datum.range
        } else if slot == OwnTablePlan.keptSlot {
          kept = datum.range
        }
      }
      let overrides = kept.isEmpty ? [] : OwnTablePlan.entries(contents.string(kept))
      for (slot, column) in plan.columns.enumerated() {
        let range = ranges[slot]
        if overrides.isEmpty, column.isText || range.isEmpty {
          row.append(cell: contents.text.span.extracting(range))
          continue
        }
        var cell = range.isEmpty ? "" : contents.string(range)
        if !column.isText, !range.isEmpty { cell = column.rule.cell(cell) }
        if !overrides.isEmpty, let kept = overrides.first(where: { $0.name == column.attribute })?.text {
          switch column.rule {
          // The node goes by another name than it did when its own was found empty: that is its name now.
          case .text: if contents.equal(range, label) { cell = kept }
          case .flag: if cell == "no" { cell = kept }
          default: if cell.isEmpty { cell = kept }
          }
        }
        row.append(cell: cell)
      }
    }
  }
}

extension GraphMLContents {
  /// True for what tools write where there is nothing.
  func isFiller(_ range: Range<Int>) -> Bool {
    guard range.count <= 5 else { return false }
    let value = text[range]
    return value.isEmpty || ["NaN", "nan", "false", "False", "0", "0.0"].contains { value.elementsEqual($0.utf8) }
  }
}

/// Which attribute of a file of Ripple's own is which column of a table.
struct OwnTablePlan {
  /// How a value becomes a cell.
  enum Rule: Equatable {
    case text, flag, whole, decimal
    case extra(GraphMLColumnType)

    /// The cell for a value as any tool may write it.
    func cell(_ text: String) -> String {
      switch self {
      case .text: return text
      case .flag:
        switch text.lowercased() {
        case "true", "1": return "yes"
        case "false", "0": return "no"
        default: return text
        }
      case .whole: return Self.isNotANumber(text) ? "" : GraphMLColumnType.whole.normal(text)
      // However a number is written, it is the same one.
      case .decimal: return Self.isNotANumber(text) ? "" : text
      case .extra(let type):
        if type == .whole || type == .decimal, Self.isNotANumber(text) { return "" }
        return type.normal(text)
      }
    }

    /// True for what R writes where a number is missing.
    private static func isNotANumber(_ text: String) -> Bool { text.utf8.count == 3 && text.lowercased() == "nan" }
  }

  /// A column of the table.
  struct Column {
    let header: String
    let attribute: String
    let rule: Rule
    let isText: Bool

    init(header: String, attribute: String, rule: Rule) {
      self.header = header
      self.attribute = attribute
      self.rule = rule
      isText = rule == .text || rule == .extra(.text)
    }
  }

  /// In place of a column: the element's label, and what is kept beside it.
  static let labelSlot: Int32 = -2
  static let keptSlot: Int32 = -3

  private(set) var columns: [Column] = []
  /// Key and column, or one of the two above.
  private(set) var slots: [(key: Int, slot: Int)] = []
  private(set) var tailSlot = 0
  private(set) var headSlot = 0
  private let known: Int

  private var slotOfAttribute: [String: Int] = [:]
  private var headers: Set<String> = []

  /// Number of unknown columns.
  var extraCount: Int { columns.count - known }

  /// The known columns of `table`, and the unknown ones that the file remembers.
  init(_ table: TableName, _ extras: [GraphMLColumn], _ scale: TimeScale) {
    let shape = GraphMLNames.shape(of: table)
    for info in table.columns {
      if info.name == shape?.tail.column { tailSlot = columns.count }
      if info.name == shape?.head.column { headSlot = columns.count }
      let isEnd = info.name == shape?.tail.column || info.name == shape?.head.column
      let rule: Rule =
        switch info.type {
        case .flag: .flag
        case .whole: .whole
        case .decimal: .decimal
        case .time where scale == .integer: .whole
        default: .text
        }
      // The ends of an edge are its nodes, whatever attributes say.
      columns.append(
        Column(header: info.name, attribute: isEnd ? "" : GraphMLNames.attribute(table, info.name), rule: rule))
    }
    known = columns.count
    for extra in extras {
      columns.append(Column(header: extra.header, attribute: extra.name, rule: .extra(extra.type)))
    }
    for (slot, column) in columns.enumerated() {
      headers.insert(column.header)
      if !column.attribute.isEmpty, slotOfAttribute[column.attribute] == nil {
        slotOfAttribute[column.attribute] = slot
      }
    }
  }

  /// Takes a key for the column, if any, that has the attribute; false where the table has none.
  mutating func bind(_ key: Int, _ name: String) -> Bool {
    if name == GraphMLNames.kept {
      slots.append((key, Int(Self.keptSlot)))
    } else if name == GraphMLNames.label {
      slots.append((key, Int(Self.labelSlot)))
    } else if let slot = slotOfAttribute[name] {
      slots.append((key, slot))
    } else {
      return false
    }
    return true
  }

  /// Makes an unknown column of an attribute that somebody added.
  mutating func add(_ key: Int, _ declared: GraphMLKey) {
    var header = declared.name
    while headers.contains(header) { header += "_" }
    headers.insert(header)
    // Another key may carry the same attribute.
    slotOfAttribute[declared.name] = columns.count
    slots.append((key, columns.count))
    columns.append(Column(header: header, attribute: declared.name, rule: .extra(.text)))
  }

  /// True for attributes that repeat what is known otherwise.
  static func isSilent(_ name: String) -> Bool {
    [
      GraphMLNames.name, GraphMLNames.kind, GraphMLNames.record, GraphMLNames.edge, GraphMLNames.relation,
      GraphMLNames.interaction, GraphMLNames.undirected, "id",
    ].contains(name)
  }

  /// The entries of a `kept` attribute.
  static func entries(_ text: String) -> [(name: String, text: String)] {
    text.split(separator: ";").compactMap { entry in
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
  }
}
