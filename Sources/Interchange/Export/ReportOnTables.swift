import Graph
public import Records

/// What an export of tables holds: nodes and edges as in the `full` view, and every column that has a value.
///
/// - Parameter network: What ``writeTables(_:to:)`` wrote.
/// - Complexity: O(cells).
public func reportOnTables(_ network: Network) -> ExportReport {
  var entries: [DictionaryEntry] = []
  for table in TableName.allCases {
    let cells = network.cells(of: table)
    for (place, column) in table.columns.enumerated() {
      let filled = (0..<cells.count).count { !cells.cell($0, place).isEmpty }
      if filled == 0 { continue }
      let domain: GraphMLDomain = GraphMLNames.shape(of: table) == nil ? .node : .edge
      let known = GraphMLMeanings.meaning(domain, GraphMLNames.attribute(table, column.name))
      entries.append(
        DictionaryEntry(
          column: column.name, on: table.rawValue, type: column.type.name(network.scale),
          meaning: known.isEmpty
            ? "the column '\(column.name)' of \(table.file), as written" : known, filled: filled))
    }
    for (place, name) in cells.further.enumerated() {
      let filled = (0..<cells.count).count { !cells.cell($0, table.columns.count + place).isEmpty }
      entries.append(
        DictionaryEntry(
          column: name, on: table.rawValue, type: "string",
          meaning: "the column '\(name)' of \(table.file), as written", filled: filled))
    }
  }
  return ExportReport(
    format: "tables", nodes: network.space.count, edges: network.edges(of: .full).count, losses: [],
    remarks: [],
    dictionary: entries)
}

extension ColumnType {
  /// What a data dictionary calls it.
  func name(_ scale: TimeScale) -> String {
    switch self {
    case .whole: "int"
    case .decimal: "double"
    case .flag: "boolean"
    case .time: scale == .integer ? "int" : "date"
    case .text, .reference, .list: "string"
    }
  }
}
