import FoundationEssentials
import Graph
import Records

/// A file that Ripple wrote in the `full` view, whichever tool saved it since: every table cell by cell.
///
/// Attributes go by their names, not by their keys, which other tools change. Edges that only repeat a reference are
/// skipped; attributes that someone added become unknown columns. Reckoned attributes, which are answers and no records, are
/// left behind.
struct OwnGraphML {
  private let contents: GraphMLContents
  private var problems: [Problem] = []
  /// Table of each node and of each edge; -1 for edges that are no records.
  private var nodeTables: [Int8] = []
  private var edgeTables: [Int8] = []
  /// Where the id of each node's record lies in the text.
  private var recordIDs: [Range<Int>] = []

  init(_ contents: GraphMLContents) { self.contents = contents }

  /// Reads the network; `found` was found in the file before.
  consuming func read(
    _ found: ProblemList, limit: Int
  ) throws(InvalidInput) -> (network: Network, problems: ProblemList) {
    let values = contents.graphValues()
    let about = about(values)
    let columns = decoded([String: [GraphMLColumn]].self, values[GraphMLNames.columns]) ?? [:]
    classifyNodes()
    classifyEdges()
    var builder = NetworkBuilder(about: about, found, limit: limit)
    for problem in problems { builder.report(problem) }
    let reckoned = Set(decoded([String].self, values[GraphMLNames.reckoned]) ?? [])
    let tables = OwnTables(contents, nodeTables, edgeTables, recordIDs, columns, leavingOut: reckoned, about.time)
    for problem in tables.warnings + tables.errors { builder.report(problem) }
    guard tables.errors.isEmpty else { return try builder.finish() }
    for table in TableName.allCases {
      if let rows = tables.rows(of: table) { builder.read(table, from: rows) }
    }
    return try builder.finish()
  }

  private mutating func about(_ values: [String: (text: String, line: Int)]) -> About {
    var about = About()
    about.title = values["title"]?.text ?? ""
    about.description = values["description"]?.text ?? ""
    about.citation = values["citation"]?.text ?? ""
    about.licence = values["licence"]?.text ?? ""
    if let time = values["time"] {
      if let scale = TimeScale(rawValue: time.text) {
        about.time = scale
      } else {
        report(time.line, "the graph's 'time' is '\(time.text.prefix(40))'", "write date or integer")
      }
    }
    about.further = decoded([String: String].self, values[GraphMLNames.further]) ?? [:]
    return about
  }

  private mutating func decoded<Value: Decodable>(_: Value.Type, _ value: (text: String, line: Int)?) -> Value? {
    guard let value else { return nil }
    if let decoded = try? JSONDecoder().decode(Value.self, from: Data(value.text.utf8)) { return decoded }
    report(value.line, "the JSON that Ripple wrote about the graph is broken", "export the network again")
    return nil
  }

  private mutating func report(_ line: Int, _ message: String, _ remedy: String) {
    problems.append(contents.problem(.error, line: line, message, remedy))
  }

  private mutating func classifyNodes() {
    let kinds = NodeKind.allCases.map { (Array("\($0)".utf8), Int8(GraphMLNames.table(of: $0).ordinal)) }
    let isKind = contents.keys.map { $0.name == GraphMLNames.kind }
    let isID = contents.keys.map { $0.name == GraphMLNames.record }
    nodeTables.reserveCapacity(contents.nodes.count)
    for node in contents.nodes {
      var table: Int8 = -1
      var id = 0..<0
      contents.each(node.values) { datum in
        if isKind[Int(datum.key)] {
          table = kinds.first { contents.text[datum.range].elementsEqual($0.0) }?.1 ?? -1
        } else if isID[Int(datum.key)] {
          id = datum.range
        }
      }
      if table < 0 {
        report(
          Int(node.values.line),
          "the node '\(contents.ids.text(Int(node.id)).prefix(60))' has no kind that Ripple knows",
          "write one of \(NodeKind.allCases.map { "\($0)" }.joined(separator: ", "))")
      }
      nodeTables.append(table)
      recordIDs.append(id)
    }
  }

  private mutating func classifyEdges() {
    let relations = EdgeKind.allCases.map { kind in
      (
        Array(kind.relation.utf8),
        TableName.allCases.first { GraphMLNames.shape(of: $0)?.kind == kind }
      )
    }
    let isRelation = contents.keys.map { $0.name == GraphMLNames.relation }
    edgeTables.reserveCapacity(contents.edges.count)
    for edge in contents.edges {
      var table: TableName?
      var isKnown = false
      contents.each(edge.values) { datum in
        guard isRelation[Int(datum.key)] else { return }
        if let known = relations.first(where: { contents.text[datum.range].elementsEqual($0.0) }) {
          isKnown = true
          table = known.1
        }
      }
      let line = Int(edge.values.line)
      if !isKnown {
        report(
          line, "an edge has no relation that Ripple knows",
          "write one of \(relations.map { String(decoding: $0.0, as: UTF8.self) }.joined(separator: ", "))")
      }
      var place = table.map { Int8($0.ordinal) } ?? -1
      for (id, isTail) in [(edge.source, true), (edge.target, false)] {
        guard let node = contents.node(id) else {
          report(
            line, "an edge names the node '\(contents.ids.text(Int(id)).prefix(60))', which is not in the file",
            "add the node or correct the edge")
          place = -1
          continue
        }
        guard let table, let shape = GraphMLNames.shape(of: table) else { continue }
        let kind = isTail ? shape.tail.kind : shape.head.kind
        if nodeTables[node] >= 0, nodeTables[node] != GraphMLNames.table(of: kind).ordinal {
          report(
            line, "a \(shape.kind.relation) \(isTail ? "leaves" : "enters") a node that is no \(kind)",
            "correct the edge")
          place = -1
        }
      }
      edgeTables.append(place)
    }
  }
}
