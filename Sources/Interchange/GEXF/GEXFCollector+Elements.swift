import Records

/// Nodes, edges and their values.
extension GEXFCollector {
  /// The number of an id, which is given one when it is new.
  mutating func number(_ id: String) -> Int32 {
    var id = id
    return id.withUTF8 { unsafe contents.number(of: $0) }
  }

  mutating func beginNode() -> Bool {
    guard let id = attributes[.id], !id.isEmpty else {
      report(.error, "a node has no id", "give every node an id of its own")
      return false
    }
    let number = number(id)
    if let first = contents.node(number) {
      let earlier = contents.nodes[first].values.line
      report(
        .error, "the node id '\(id.prefix(60))' is already used in line \(earlier)",
        "give every node an id of its own")
    } else {
      contents.nodeOfID[Int(number)] = Int32(contents.nodes.count)
    }
    var element = GEXFOpenElement(isEdge: false, index: contents.nodes.count, spells: spells())
    if let parent = attributes[.parent] { element.parents.append(parent) }
    if frames.last(where: { $0.element != .nodes })?.element == .node, let around = open.last {
      element.parents.append(contents.ids.text(Int(contents.nodes[around.index].id)))
    }
    contents.nodes.append(GraphMLNode(values: GraphMLValues(line: UInt32(clamping: place.line)), id: number))
    open.append(element)
    if let label = attributes[.label], !label.isEmpty {
      append(key(.node, named: GraphMLNames.label), label, to: element)
      if isOwn { append(key(.node, named: GraphMLNames.name), label, to: element) }
    }
    return true
  }

  mutating func beginEdge() -> Bool {
    guard let source = attributes[.source], let target = attributes[.target] else {
      report(
        .error, "an edge has no \(attributes[.source] == nil ? "source" : "target")",
        "write the ids of both its nodes")
      return false
    }
    var edge = GraphMLEdge(
      values: GraphMLValues(line: UInt32(clamping: place.line)), source: number(source), target: number(target),
      graph: Int32(contents.graphs.count - 1))
    edge.direction = direction(attributes[.type], "type") ?? .unsaid
    if let id = attributes[.id], hasRoom(for: id.utf8.count) {
      edge.idStart = UInt32(contents.text.count)
      contents.text.append(contentsOf: id.utf8)
      edge.idEnd = UInt32(contents.text.count)
    }
    var element = GEXFOpenElement(isEdge: true, index: contents.edges.count, spells: spells())
    element.label = attributes[.label] ?? ""
    element.kind = attributes[.kind] ?? ""
    element.weight = attributes[.weight] ?? ""
    contents.edges.append(edge)
    open.append(element)
    return true
  }

  /// The spells that attributes of the element say.
  func spells() -> [GEXFSpell] { GEXFSpell.spells(attributes) }

  /// Adds a value at the end of a chain and gives the chain.
  mutating func append(_ key: Int32, _ text: String, to values: GraphMLValues) -> GraphMLValues {
    guard hasRoom(for: text.utf8.count) else { return values }
    let start = UInt32(contents.text.count)
    contents.text.append(contentsOf: text.utf8)
    return append(GraphMLDatum(key: key, start: start, end: UInt32(contents.text.count)), to: values)
  }

  mutating func append(_ datum: GraphMLDatum, to values: GraphMLValues) -> GraphMLValues {
    var values = values
    let place = Int32(contents.data.count)
    contents.data.append(datum)
    if values.first < 0 { values.first = place } else { contents.data[Int(values.last)].next = place }
    values.last = place
    return values
  }

  mutating func append(_ key: Int32, _ text: String, to element: GEXFOpenElement) {
    if element.isEdge {
      contents.edges[element.index].values = append(key, text, to: contents.edges[element.index].values)
    } else {
      contents.nodes[element.index].values = append(key, text, to: contents.nodes[element.index].values)
    }
  }

  /// Adds what an attribute of the element says, unless a declared attribute of that name has said it.
  mutating func addUnlessSaid(_ name: String, _ text: String, to element: GEXFOpenElement) {
    guard !text.isEmpty else { return }
    let key = key(element.isEdge ? .edge : .node, named: name)
    var isSaid = false
    let values = element.isEdge ? contents.edges[element.index].values : contents.nodes[element.index].values
    contents.each(values) { if $0.key == key { isSaid = true } }
    if !isSaid { append(key, text, to: element) }
  }
}
