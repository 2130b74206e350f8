import Records

/// Takes a GEXF file's elements as the parser comes to them and keeps what they say as GraphML would have said it:
/// what stands in attributes of a node or an edge becomes a value under that name.
struct GEXFCollector {
  static let format = "GEXF"
  /// The most values that edges with several spells may be given, together, for each spell to be a tie.
  static let mostCopies = 1 << 22

  private(set) var contents: GraphMLContents
  private(set) var problems: ProblemList
  private(set) var isStopped = false
  private(set) var isTakingText = false

  private var attributes = GEXFAttributes()
  private var frames: [Frame] = []
  /// The nodes and edges that have begun and not ended.
  private var open: [GEXFOpenElement] = []
  private var keysByID: [GEXFKeyName: Int32] = [:]
  private var keysByName: [GEXFKeyName: Int32] = [:]
  private var isDynamic: [Bool] = []
  private var textStart = 0
  private var copies = 0
  /// What was said once.
  private var said: Set<String> = []
  /// What Ripple wrote about the whole.
  private var instruction: [String: String] = [:]
  /// What stands in `<meta>`.
  private var meta: [(name: String, text: String)] = []

  /// An element that has begun and not ended.
  private struct Frame {
    var element: GEXFElement
    /// For declared attributes: which kind of element they are for, whether they change over time, which key they are.
    var domain: GraphMLDomain?
    var isDynamic = false
    var key: Int32 = -1
  }

  init(file: String, problemLimit: Int) {
    contents = GraphMLContents(file: file)
    problems = ProblemList(limit: problemLimit)
    _ = key(.node, named: GraphMLNames.label)
  }

  /// True for a file that Ripple wrote in the `full` view.
  private var isOwn: Bool { instruction[GraphMLNames.view] == View.full.rawValue }

  mutating func report(_ severity: Problem.Severity, line: Int, _ message: String, _ remedy: String) {
    problems.add(contents.problem(severity, line: line, message, remedy))
  }

  mutating func stop(line: Int, _ message: String, _ remedy: String) {
    report(.error, line: line, message, remedy)
    isStopped = true
  }

  /// Warns, the first time only.
  private mutating func warnOnce(line: Int, _ message: String, _ remedy: String) {
    if said.insert(message).inserted { report(.warning, line: line, message, remedy) }
  }

  // MARK: Beginnings

  private mutating func begin(_ element: GEXFElement, line: Int) {
    guard frames.count < GraphMLCollector.deepest else {
      return stop(
        line: line, "elements stand more than \(GraphMLCollector.deepest) deep in one another",
        "flatten the hierarchy: nodes can stand about \(GraphMLCollector.deepest / 2) deep in one another")
    }
    guard let parent = frames.last else {
      guard element == .gexf else {
        return stop(
          line: line, "this is not GEXF: the outermost element is not <gexf>",
          "export the network as GEXF or GraphML, or give a folder of tables or a CSV edge list")
      }
      return frames.append(Frame(element: .gexf))
    }
    isTakingText = false
    frames.append(frame(element, in: parent, line))
  }

  private mutating func frame(_ element: GEXFElement, in parent: Frame, _ line: Int) -> Frame {
    let nothing = Frame(element: .other)
    switch (element, parent.element) {
    case (_, .other): return nothing
    case (.graph, .gexf): return beginGraph(line)
    case (.meta, .gexf), (.nodes, .graph), (.nodes, .node), (.edges, .graph), (.edges, .node), (.attvalues, .node),
      (.attvalues, .edge), (.spells, .node), (.spells, .edge), (.parents, .node):
      return Frame(element: element)
    case (.creator, .meta), (.description, .meta), (.keywords, .meta):
      beginText()
      return Frame(element: element)
    case (.attributes, .graph): return beginAttributes(line)
    case (.attribute, .attributes): return beginAttribute(in: parent, line)
    case (.defaultValue, .attribute):
      beginText()
      return Frame(element: element, key: parent.key)
    case (.node, .nodes): return beginNode(line) ? Frame(element: .node) : nothing
    case (.edge, .edges): return beginEdge(line) ? Frame(element: .edge) : nothing
    case (.attvalue, .attvalues):
      takeValue(line)
      return nothing
    case (.spell, .spells):
      if let last = open.indices.last { open[last].spells += spells() }
      return nothing
    case (.parent, .parents):
      if let id = attributes[.forAttribute], let last = open.indices.last { open[last].parents.append(id) }
      return nothing
    case (.drawing, _):
      warnOnce(line: line, "how it is drawn (viz: colours, sizes, positions) is not kept", "write it as attributes")
      return nothing
    case (.node, _), (.edge, _), (.graph, _), (.attvalue, _), (.gexf, _):
      report(
        .error, line: line, "a <\(element)> stands where none can",
        "put nodes into <nodes>, edges into <edges>, both into one <graph>, and values into <attvalues>")
      return nothing
    default: return nothing
    }
  }

  private mutating func beginText() {
    textStart = contents.text.count
    isTakingText = true
  }

  private mutating func beginGraph(_ line: Int) -> Frame {
    if !contents.graphs.isEmpty {
      report(
        .warning, line: line, "the file holds more than one graph",
        "they are read as one network: split the file if not so")
    }
    var graph = GraphMLGraph(values: GraphMLValues(line: UInt32(clamping: line)), isOutermost: true)
    // The standard's own default.
    graph.edgeDefault = direction(attributes[.edgeDefault], "defaultedgetype", line) ?? .undirected
    contents.graphs.append(graph)
    let values = instruction.isEmpty ? meta : instruction.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    for (name, text) in values where contents.graphs.count == 1 {
      contents.graphs[0].values = append(key(.graph, named: name), text, to: contents.graphs[0].values)
    }
    return Frame(element: .graph)
  }

  private mutating func direction(_ text: String?, _ name: String, _ line: Int) -> GraphMLEdge.Direction? {
    switch text?.lowercased() {
    case nil, "": return nil
    case "directed": return .directed
    // An edge that goes both ways can carry influence both ways.
    case "undirected", "mutual": return .undirected
    default:
      report(
        .error, line: line, "\(name) is '\((text ?? "").prefix(40))'", "write directed, undirected or mutual")
      return .undirected
    }
  }

  // MARK: Attributes

  private mutating func beginAttributes(_ line: Int) -> Frame {
    // Before 1.1 the mode was called type.
    let mode = (attributes[.mode] ?? attributes[.type] ?? "").lowercased()
    switch attributes[.category]?.lowercased() {
    case "node": return Frame(element: .attributes, domain: .node, isDynamic: mode == "dynamic")
    case "edge": return Frame(element: .attributes, domain: .edge, isDynamic: mode == "dynamic")
    default:
      report(
        .error, line: line, "<attributes> does not say what they are of", "write class=\"node\" or class=\"edge\"")
      return Frame(element: .other)
    }
  }

  private mutating func beginAttribute(in parent: Frame, _ line: Int) -> Frame {
    guard let domain = parent.domain, let id = attributes[.id] else {
      report(.error, line: line, "an <attribute> has no id", "give it one")
      return Frame(element: .other)
    }
    guard keysByID[GEXFKeyName(domain, id)] == nil else {
      report(
        .error, line: line, "the attribute '\(id.prefix(60))' is declared twice",
        "give every attribute an id of its own")
      return Frame(element: .other)
    }
    let title = attributes[.title].flatMap { $0.isEmpty ? nil : $0 } ?? id
    // A node's label has a place of its own.
    let name = domain == .node && title == GraphMLNames.label ? title + "_" : title
    var type = ForeignType.gexf(attributes[.type])
    if type == nil {
      report(
        .warning, line: line, "'\((attributes[.type] ?? "").prefix(40))' is no type that GEXF has",
        "its values are kept as text: write string, integer, double, boolean or another of its types")
      type = "string"
    }
    let key = addKey(domain, id, name, line, isDynamic: parent.isDynamic)
    contents.keys[Int(key)].type = parent.isDynamic ? "string" : type ?? "string"
    contents.keys[Int(key)].isDeclared = true
    return Frame(element: .attribute, key: key)
  }

  private mutating func addKey(
    _ domain: GraphMLDomain, _ id: String, _ name: String, _ line: Int, isDynamic: Bool = false
  ) -> Int32 {
    let key = Int32(contents.keys.count)
    contents.keys.append(
      GraphMLKey(id: id, idBytes: Array(id.utf8), domain: domain, name: name, line: line, isDeclared: false))
    self.isDynamic.append(isDynamic)
    keysByID[GEXFKeyName(domain, id)] = key
    if keysByName[GEXFKeyName(domain, name)] == nil { keysByName[GEXFKeyName(domain, name)] = key }
    return key
  }

  /// The key for what stands in an attribute of an element: a declared one of that name, or one that is made.
  private mutating func key(_ domain: GraphMLDomain, named name: String) -> Int32 {
    if let known = keysByName[GEXFKeyName(domain, name)] { return known }
    let key = Int32(contents.keys.count)
    contents.keys.append(
      GraphMLKey(
        id: name, idBytes: Array(name.utf8), domain: domain, name: name, type: "string", line: 1, isDeclared: true))
    isDynamic.append(false)
    keysByName[GEXFKeyName(domain, name)] = key
    return key
  }

  private mutating func takeValue(_ line: Int) {
    guard let last = open.indices.last else { return }
    guard let id = attributes[.forAttribute] ?? attributes[.id], let value = attributes[.value] else {
      return report(
        .error, line: line,
        "an <attvalue> lacks \(attributes[.value] == nil ? "its value" : "the attribute it is for")",
        "write for=\"...\" and value=\"...\"")
    }
    let domain: GraphMLDomain = open[last].isEdge ? .edge : .node
    let key: Int32
    if let known = keysByID[GEXFKeyName(domain, id)] {
      key = known
    } else {
      report(
        .warning, line: line, "the attribute '\(id.prefix(60))' is not declared for \(domain)s",
        "its values are kept under that name: declare it with <attribute>")
      key = addKey(domain, id, id, line)
      contents.keys[Int(key)].isDeclared = true
    }
    guard isDynamic[Int(key)] else { return append(key, value, to: open[last]) }
    if isOwn, contents.keys[Int(key)].name == GEXFNames.adopted { return }
    open[last].add(value, spells(), to: key)
  }

  // MARK: Nodes and edges

  /// The number of an id, which is given one when it is new.
  private mutating func number(_ id: String) -> Int32 {
    let bytes = Array(id.utf8)
    let (number, isNew) = contents.ids.insert(bytes.span)
    if isNew { contents.nodeOfID.append(-1) }
    return Int32(number)
  }

  private mutating func beginNode(_ line: Int) -> Bool {
    guard let id = attributes[.id], !id.isEmpty else {
      report(.error, line: line, "a node has no id", "give every node an id of its own")
      return false
    }
    let number = number(id)
    if let first = contents.node(number) {
      let earlier = contents.nodes[first].values.line
      report(
        .error, line: line, "the node id '\(id.prefix(60))' is already used in line \(earlier)",
        "give every node an id of its own")
    } else {
      contents.nodeOfID[Int(number)] = Int32(contents.nodes.count)
    }
    var element = GEXFOpenElement(isEdge: false, index: contents.nodes.count, spells: spells())
    if let parent = attributes[.parent] { element.parents.append(parent) }
    if frames.last(where: { $0.element != .nodes })?.element == .node, let around = open.last {
      element.parents.append(contents.ids.text(Int(contents.nodes[around.index].id)))
    }
    contents.nodes.append(GraphMLNode(values: GraphMLValues(line: UInt32(clamping: line)), id: number))
    open.append(element)
    if let label = attributes[.label], !label.isEmpty {
      append(key(.node, named: GraphMLNames.label), label, to: element)
      if isOwn { append(key(.node, named: GraphMLNames.name), label, to: element) }
    }
    return true
  }

  private mutating func beginEdge(_ line: Int) -> Bool {
    guard let source = attributes[.source], let target = attributes[.target] else {
      report(
        .error, line: line, "an edge has no \(attributes[.source] == nil ? "source" : "target")",
        "write the ids of both its nodes")
      return false
    }
    var edge = GraphMLEdge(
      values: GraphMLValues(line: UInt32(clamping: line)), source: number(source), target: number(target),
      graph: Int32(contents.graphs.count - 1))
    edge.direction = direction(attributes[.type], "type", line) ?? .unsaid
    if let id = attributes[.id] {
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
  private func spells() -> [GEXFSpell] { GEXFSpell.spells(attributes) }

  // MARK: Values

  /// Adds a value at the end of a chain and gives the chain.
  private mutating func append(_ key: Int32, _ text: String, to values: GraphMLValues) -> GraphMLValues {
    let start = UInt32(contents.text.count)
    contents.text.append(contentsOf: text.utf8)
    return append(GraphMLDatum(key: key, start: start, end: UInt32(contents.text.count)), to: values)
  }

  private mutating func append(_ datum: GraphMLDatum, to values: GraphMLValues) -> GraphMLValues {
    var values = values
    let place = Int32(contents.data.count)
    contents.data.append(datum)
    if values.first < 0 { values.first = place } else { contents.data[Int(values.last)].next = place }
    values.last = place
    return values
  }

  private mutating func append(_ key: Int32, _ text: String, to element: GEXFOpenElement) {
    if element.isEdge {
      contents.edges[element.index].values = append(key, text, to: contents.edges[element.index].values)
    } else {
      contents.nodes[element.index].values = append(key, text, to: contents.nodes[element.index].values)
    }
  }

  /// Adds what an attribute of the element says, unless a declared attribute of that name has said it.
  private mutating func addUnlessSaid(_ name: String, _ text: String, to element: GEXFOpenElement) {
    guard !text.isEmpty else { return }
    let key = key(element.isEdge ? .edge : .node, named: name)
    var isSaid = false
    let values = element.isEdge ? contents.edges[element.index].values : contents.nodes[element.index].values
    contents.each(values) { if $0.key == key { isSaid = true } }
    if !isSaid { append(key, text, to: element) }
  }

  // MARK: Ends

  mutating func end() {
    guard let frame = frames.popLast() else { return }
    switch frame.element {
    case .creator, .description, .keywords:
      isTakingText = false
      let text = contents.string(contents.trimmed(textStart..<contents.text.count))
      if !text.isEmpty { meta.append(("\(frame.element)", text)) }
    case .defaultValue:
      isTakingText = false
      if frame.key >= 0 { contents.keys[Int(frame.key)].defaultValue = textStart..<contents.text.count }
    case .node, .edge:
      if let element = open.popLast() { finish(element) }
    default: break
    }
  }

  private mutating func finish(_ element: GEXFOpenElement) {
    let line = Int(
      element.isEdge ? contents.edges[element.index].values.line : contents.nodes[element.index].values.line)
    for (key, pieces) in element.dynamics {
      let name = contents.keys[Int(key)].name
      guard element.isEdge, name.lowercased() == GraphMLNames.weight else {
        append(key, GEXFSpell.text(pieces), to: element)
        continue
      }
      warnOnce(
        line: line, "weights change over time, which those of ties do not", "the last is kept: write a tie for each")
      if element.weight.isEmpty, let last = pieces.last { append(key, last.value, to: element) }
    }
    if element.isEdge, !element.weight.isEmpty { addUnlessSaid(GraphMLNames.weight, element.weight, to: element) }
    // A file of Ripple's own says the rest once more in attributes of its own.
    if isOwn { return }
    guard element.isEdge else {
      if !element.parents.isEmpty { addUnlessSaid("parent", element.parents.joined(separator: ";"), to: element) }
      if element.spells.count == 1 {
        addUnlessSaid("start", element.spells[0].start, to: element)
        addUnlessSaid("end", element.spells[0].end, to: element)
      } else if element.spells.count > 1 {
        addUnlessSaid("spells", element.spells.map(\.text).joined(separator: ";"), to: element)
      }
      return
    }
    addUnlessSaid("kind", element.kind, to: element)
    addUnlessSaid("label", element.label, to: element)
    guard let first = element.spells.first else { return }
    // Both columns, so that an absent end is an open one.
    _ = (key(.edge, named: "start"), key(.edge, named: "end"))
    let values = contents.edges[element.index].values
    add(first, to: element)
    for spell in element.spells.dropFirst() { repeatEdge(element, values, spell, line) }
  }

  private mutating func add(_ spell: GEXFSpell, to element: GEXFOpenElement) {
    let bounds = spell.inclusive
    addUnlessSaid("start", bounds.start, to: element)
    addUnlessSaid("end", bounds.end, to: element)
  }

  /// Makes a tie of its own for a further spell of an edge, without the id, which belongs to the first.
  private mutating func repeatEdge(
    _ element: GEXFOpenElement, _ values: GraphMLValues, _ spell: GEXFSpell, _ line: Int
  ) {
    guard !isStopped else { return }
    warnOnce(line: line, "an edge has several spells", "each becomes a tie of its own")
    var copy = contents.edges[element.index]
    copy.idStart = 0
    copy.idEnd = 0
    copy.values = GraphMLValues(line: values.line)
    var next = values.first
    while next >= 0 {
      var datum = contents.data[Int(next)]
      // The chain went on to the first spell's bounds.
      let isLast = next == values.last
      next = isLast ? -1 : datum.next
      datum.next = -1
      copies += 1
      guard copies <= Self.mostCopies else {
        return stop(line: line, "edges with several spells have too many values", "write an edge for each spell")
      }
      copy.values = append(datum, to: copy.values)
    }
    contents.edges.append(copy)
    add(spell, to: GEXFOpenElement(isEdge: true, index: contents.edges.count - 1, spells: []))
  }

  /// Looks after what is known only at the end.
  mutating func finish() {
    if contents.graphs.isEmpty { report(.error, line: 1, "the file has no <graph>", "export the network again") }
  }
}

extension GEXFCollector: XMLCollector {
  static func isOwn(_ namespace: String) -> Bool {
    (namespace.hasPrefix("http://gexf.net/") || namespace.hasPrefix("http://www.gexf.net/"))
      && !namespace.hasSuffix("viz")
  }

  mutating func begin(_ start: XMLStart, line: Int) {
    attributes.clear()
    unsafe start.eachAttribute { name, value in
      if let known = GEXFAttribute(name) { unsafe attributes.set(known, Array(value)) }
    }
    begin(GEXFElement(start.name, isGEXF: start.isOwn), line: line)
  }

  mutating func take(text: UnsafeBufferPointer<UInt8>) { unsafe contents.text.append(contentsOf: text) }

  mutating func take(instruction: String, text: String, line: Int) {
    guard instruction == GEXFNames.instruction, contents.graphs.isEmpty else { return }
    if let values = GEXFNames.values(inInstruction: text) {
      self.instruction = values
    } else {
      report(.warning, line: line, "what Ripple wrote about the file is broken", "export the network again")
    }
  }
}
