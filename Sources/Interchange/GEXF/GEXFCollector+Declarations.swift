import Records

/// The graph, and the attributes it declares.
extension GEXFCollector {
  mutating func beginGraph() -> Frame {
    if !contents.graphs.isEmpty {
      report(
        .warning, "the file holds more than one graph",
        "they are read as one network: split the file if not so")
    }
    var graph = GraphMLGraph(values: GraphMLValues(line: UInt32(clamping: place.line)), isOutermost: true)
    // The standard's own default.
    graph.edgeDefault = direction(attributes[.edgeDefault], "defaultedgetype") ?? .undirected
    contents.graphs.append(graph)
    let values = instruction.isEmpty ? meta : instruction.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    for (name, text) in values where contents.graphs.count == 1 {
      contents.graphs[0].values = append(key(.graph, named: name), text, to: contents.graphs[0].values)
    }
    return Frame(element: .graph)
  }

  mutating func direction(_ text: String?, _ name: String) -> GraphMLEdge.Direction? {
    switch text?.lowercased() {
    case nil, "": return nil
    case "directed": return .directed
    // An edge that goes both ways can carry influence both ways.
    case "undirected", "mutual": return .undirected
    default:
      report(
        .error, "\(name) is '\((text ?? "").prefix(40))'", "write directed, undirected or mutual")
      return .undirected
    }
  }

  mutating func beginAttributes() -> Frame {
    // Before 1.1 the mode was called type.
    let mode = (attributes[.mode] ?? attributes[.type] ?? "").lowercased()
    switch attributes[.category]?.lowercased() {
    case "node": return Frame(element: .attributes, domain: .node, isDynamic: mode == "dynamic")
    case "edge": return Frame(element: .attributes, domain: .edge, isDynamic: mode == "dynamic")
    default:
      report(
        .error, "<attributes> does not say what they are of", "write class=\"node\" or class=\"edge\"")
      return Frame(element: .other)
    }
  }

  mutating func beginAttribute(in parent: Frame) -> Frame {
    guard let domain = parent.domain, let id = attributes[.id] else {
      report(.error, "an <attribute> has no id", "give it one")
      return Frame(element: .other)
    }
    guard keysByID[GEXFKeyName(domain, id)] == nil else {
      report(
        .error, "the attribute '\(id.prefix(60))' is declared twice",
        "give every attribute an id of its own")
      return Frame(element: .other)
    }
    let title = attributes[.title].flatMap { $0.isEmpty ? nil : $0 } ?? id
    // A node's label has a place of its own.
    let name = domain == .node && title == GraphMLNames.label ? title + "_" : title
    var type = ForeignType.gexf(attributes[.type])
    if type == nil {
      report(
        .warning, "'\((attributes[.type] ?? "").prefix(40))' is no type that GEXF has",
        "its values are kept as text: write string, integer, double, boolean or another of its types")
      type = "string"
    }
    let key = addKey(domain, id, name, isDynamic: parent.isDynamic)
    contents.keys[Int(key)].type = parent.isDynamic ? "string" : type ?? "string"
    contents.keys[Int(key)].isDeclared = true
    return Frame(element: .attribute, key: key)
  }

  mutating func addKey(
    _ domain: GraphMLDomain, _ id: String, _ name: String, isDynamic: Bool = false
  ) -> Int32 {
    let key = Int32(contents.keys.count)
    contents.keys.append(
      GraphMLKey(id: id, idBytes: Array(id.utf8), domain: domain, name: name, line: place.line, isDeclared: false))
    self.isDynamic.append(isDynamic)
    keysByID[GEXFKeyName(domain, id)] = key
    if keysByName[GEXFKeyName(domain, name)] == nil { keysByName[GEXFKeyName(domain, name)] = key }
    return key
  }

  /// The key for what stands in an attribute of an element: a declared one of that name, or one that is made.
  mutating func key(_ domain: GraphMLDomain, named name: String) -> Int32 {
    if let known = keysByName[GEXFKeyName(domain, name)] { return known }
    let key = Int32(contents.keys.count)
    contents.keys.append(
      GraphMLKey(
        id: name, idBytes: Array(name.utf8), domain: domain, name: name, type: "string", line: 1, isDeclared: true))
    isDynamic.append(false)
    keysByName[GEXFKeyName(domain, name)] = key
    return key
  }

  mutating func takeValue() {
    guard let last = open.indices.last else { return }
    guard let id = attributes[.forAttribute] ?? attributes[.id], let value = attributes[.value] else {
      return report(
        .error, "an <attvalue> lacks \(attributes[.value] == nil ? "its value" : "the attribute it is for")",
        "write for=\"...\" and value=\"...\"")
    }
    let domain: GraphMLDomain = open[last].isEdge ? .edge : .node
    let key: Int32
    if let known = keysByID[GEXFKeyName(domain, id)] {
      key = known
    } else {
      report(
        .warning, "the attribute '\(id.prefix(60))' is not declared for \(domain)s",
        "its values are kept under that name: declare it with <attribute>")
      key = addKey(domain, id, id)
      contents.keys[Int(key)].isDeclared = true
    }
    guard isDynamic[Int(key)] else { return append(key, value, to: open[last]) }
    if isOwn, contents.keys[Int(key)].name == GEXFNames.adopted { return }
    open[last].add(value, spells(), to: key)
  }
}
