import Records

/// What is known only at the end of a graph or of the file.
extension DOTCollector {
  /// Keeps for each node the innermost box it is drawn in.
  mutating func keepClusters() {
    let name = Array("cluster".utf8)
    guard keyTables[GraphMLDomain.node.rawValue].row(of: name.span) == nil else { return }
    for subgraph in subgraphs where subgraph.isCluster && !subgraph.members.isEmpty {
      let key = key(name, .node, 1)
      let range = store(subgraph.label.isEmpty ? subgraph.name : subgraph.label)
      for node in subgraph.members.sorted() { put(key, range, .node, Int(node)) }
    }
  }

  /// Looks after what is known only at the end.
  mutating func finish() {
    if contents.graphs.isEmpty {
      report(.error, line: 1, "the file holds no graph", "write one, such as: digraph { ann -> bob }")
    }
    if ofSubgraphs.count > 0, !isOwn {
      report(
        .warning, line: ofSubgraphs.line,
        "\(ofSubgraphs.count == 1 ? "an attribute of a subgraph is" : "\(ofSubgraphs.count) attributes of subgraphs are") not kept",
        "write it as an attribute of nodes or edges to keep it")
    }
    if isOwn {
      nameByLabels()
      dropLegend()
    } else {
      checkWeights()
    }
  }

  /// Graphviz takes any text for a weight and reads what is no number as none.
  private mutating func checkWeights() {
    for key in contents.keys.indices
    where contents.keys[key].domain == .edge && contents.keys[key].name.lowercased() == "weight" {
      let bad = contents.data.first { datum in
        guard datum.key == Int32(key) else { return false }
        let range = contents.trimmed(datum.range)
        let number = Decimal.parse(contents.text.span.extracting(range))
        return !range.isEmpty && !(number.map { $0 >= 0 } ?? false)
      }
      guard let bad else { continue }
      report(
        .warning, line: contents.keys[key].line, column: contents.keys[key].name,
        "'\(contents.string(bad.range).prefix(40))' is no strength of 0 or more",
        "the weights are kept as text: correct it to have them count")
      contents.keys[key].name += "_"
    }
  }

  /// Ripple writes a name once, as what is shown, and reads it as a name.
  private mutating func nameByLabels() {
    let label = key(Array(GraphMLNames.label.utf8), .node, 1)
    let name = key(Array(GraphMLNames.name.utf8), .node, 1)
    for node in contents.nodes.indices {
      var range: Range<Int>?
      contents.each(contents.nodes[node].values) { if $0.key == Int32(label) { range = $0.range } }
      if let range { put(name, range, .node, node) }
    }
  }

  /// Leaves out what Ripple draws beside people: a legend, an axis.
  private mutating func dropLegend() {
    let isPart = contents.keys.map { $0.domain == .node && $0.name == DOTNames.part }
    guard isPart.contains(true) else { return }
    var kept: [GraphMLNode] = []
    for node in contents.nodes {
      var isLegend = false
      contents.each(node.values) { if isPart[Int($0.key)] { isLegend = true } }
      contents.nodeOfID[Int(node.id)] = isLegend ? -1 : Int32(kept.count)
      if !isLegend { kept.append(node) }
    }
    contents.nodes = kept
    let found = contents
    contents.edges = found.edges.filter { found.node($0.source) != nil && found.node($0.target) != nil }
  }
}
