import Records

/// Graphs, nodes and edges.
extension GraphMLCollector {
  mutating func beginGraph(_ attributes: XMLAttributeMemory, in parent: Frame) -> Frame {
    var graph = GraphMLGraph(
      values: GraphMLValues(line: UInt32(clamping: place.line)), isOutermost: parent.kind == .graphml)
    switch attributes.text(.edgeDefault) {
    case nil: break
    case "directed": graph.edgeDefault = .directed
    case "undirected": graph.edgeDefault = .undirected
    case let other?:
      report(.error, "edgedefault is '\(other.prefix(40))'", "write edgedefault=\"directed\" or \"undirected\"")
    }
    if graph.isOutermost {
      if sawGraph {
        report(
          .warning, "the file holds more than one graph", "they are read as one network: split the file if not so")
      }
    } else if parent.kind == .node {
      graph.node = parent.index
      warnOnce(
        "graphs stand inside nodes", "all are read as one network, and 'parent' names the node that each stood in")
    } else {
      warnOnce("graphs stand inside edges", "all are read as one network: write them as graphs of their own")
    }
    sawGraph = true
    contents.graphs.append(graph)
    return Frame(kind: .graph, index: Int32(contents.graphs.count - 1))
  }

  mutating func beginNode(_ attributes: XMLAttributeMemory) -> Frame {
    guard let id = unsafe attributes.bytes(.id), !id.isEmpty else {
      report(.error, "a node has no id", "give every node an id of its own")
      return Frame(kind: .ignored)
    }
    let number = unsafe contents.number(of: id)
    let index = Int32(contents.nodes.count)
    if let first = contents.node(number) {
      report(
        .error,
        "the node id '\(contents.ids.text(Int(number)).prefix(60))' is already used in line"
          + " \(contents.nodes[first].values.line)", "give every node an id of its own")
    } else {
      contents.nodeOfID[Int(number)] = index
    }
    var node = GraphMLNode(values: GraphMLValues(line: UInt32(clamping: place.line)), id: number)
    if let graph = frames.last?.index, graph > 0 { node.parent = contents.graphs[Int(graph)].node }
    contents.nodes.append(node)
    return Frame(kind: .node, index: index)
  }

  mutating func beginEdge(_ attributes: XMLAttributeMemory, in parent: Frame) -> Frame {
    guard let source = unsafe attributes.bytes(.source), let target = unsafe attributes.bytes(.target) else {
      let isSource = unsafe attributes.bytes(.source) == nil
      report(.error, "an edge has no \(isSource ? "source" : "target")", "write the ids of both its nodes")
      return Frame(kind: .ignored)
    }
    var edge = unsafe GraphMLEdge(
      values: GraphMLValues(line: UInt32(clamping: place.line)), source: contents.number(of: source),
      target: contents.number(of: target), graph: parent.index)
    if let id = unsafe attributes.bytes(.id) {
      edge.idStart = UInt32(contents.text.count)
      unsafe take(text: id)
      edge.idEnd = UInt32(contents.text.count)
    }
    if let directed = attributes.text(.directed) {
      switch directed {
      case "true", "1": edge.direction = .directed
      case "false", "0": edge.direction = .undirected
      default: report(.error, "directed is '\(directed.prefix(40))'", "write directed=\"true\" or \"false\"")
      }
    }
    contents.edges.append(edge)
    return Frame(kind: .edge, index: Int32(contents.edges.count - 1))
  }
}
