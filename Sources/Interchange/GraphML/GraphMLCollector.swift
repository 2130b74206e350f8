import Records

/// Takes a file's elements as the parser comes to them and keeps what they say.
struct GraphMLCollector {
  var contents: GraphMLContents
  private(set) var problems: ProblemList
  /// True when the rest of the file need not be looked at.
  private(set) var isStopped = false
  /// True while text belongs to a value; the parser then hands it to ``take(text:)``.
  private(set) var isTakingText = false
  /// The keys met so far.
  var keys = GraphMLKeysRead()
  /// Where the element stands that begins.
  private(set) var place = XMLPlace(line: 1)
  private(set) var frames: [Frame] = []
  /// Where the text of the open value begins.
  private var valueStart = 0
  private var labelStart = 0
  private var openKeys: [Int] = []
  /// What was said once.
  private var said: Set<String> = []
  var sawGraph = false

  /// An element that has begun and not ended.
  struct Frame {
    enum Kind { case graphml, graph, node, edge, key, defaultValue, data, drawing, label, ignored }
    var kind: Kind
    /// Its place among those of its kind, or -1.
    var index: Int32 = -1
    /// For a value: its key, and whether elements stand in it.
    var key: Int32 = -1
    var isComplex = false
  }

  init(file: String, problemLimit: Int) {
    contents = GraphMLContents(file: file)
    problems = ProblemList(limit: problemLimit)
  }

  mutating func report(_ severity: Problem.Severity, at place: XMLPlace, _ message: String, _ remedy: String) {
    problems.add(contents.problem(severity, line: place.line, column: place.column, message, remedy))
  }

  /// Reports something about the element that begins.
  mutating func report(_ severity: Problem.Severity, _ message: String, _ remedy: String) {
    report(severity, at: place, message, remedy)
  }

  /// Warns, the first time only.
  mutating func warnOnce(_ message: String, _ remedy: String) {
    if said.insert(message).inserted { report(.warning, message, remedy) }
  }

  mutating func stop(at place: XMLPlace, _ message: String, _ remedy: String) {
    report(.error, at: place, message, remedy)
    isStopped = true
  }

  // MARK: Beginnings

  private mutating func begin(_ element: GraphMLElement, _ attributes: XMLAttributeMemory) {
    guard frames.count < XMLLimits.deepest else {
      return stop(
        at: place, "elements stand more than \(XMLLimits.deepest) deep in one another",
        "flatten the nested graphs: about \(XMLLimits.deepest / 2) of them can stand in one another")
    }
    guard let parent = frames.last else {
      guard element == .graphml else {
        return stop(
          at: place, "this is not GraphML: the outermost element is not <graphml>",
          "export the network as GraphML, or give a folder of tables or a CSV edge list")
      }
      return frames.append(Frame(kind: .graphml))
    }
    switch parent.kind {
    case .data:
      frames[frames.count - 1].isComplex = true
      contents.text.removeLast(contents.text.count - valueStart)
      isTakingText = false
      beginDrawing(element)
    case .drawing: beginDrawing(element)
    case .label:
      isTakingText = false
      frames.append(Frame(kind: .drawing))
    case .defaultValue:
      isTakingText = false
      frames.append(Frame(kind: .ignored))
    case .ignored: frames.append(Frame(kind: .ignored))
    default: frames.append(frame(element, attributes, in: parent))
    }
  }

  private mutating func frame(
    _ element: GraphMLElement, _ attributes: XMLAttributeMemory, in parent: Frame
  ) -> Frame {
    switch element {
    case .data: return beginData(attributes, in: parent)
    case .node where parent.kind == .graph: return beginNode(attributes)
    case .edge where parent.kind == .graph: return beginEdge(attributes, in: parent)
    case .key:
      openKeys = declareKeys(attributes, place)
      return Frame(kind: .key)
    case .defaultValue where parent.kind == .key:
      valueStart = contents.text.count
      isTakingText = true
      return Frame(kind: .defaultValue)
    case .graph where parent.kind == .graphml || parent.kind == .node || parent.kind == .edge:
      return beginGraph(attributes, in: parent)
    case .node, .edge, .graph, .graphml:
      report(
        .error, "a <\(element)> stands where none can",
        "put nodes and edges into a graph, and graphs into <graphml> or a node")
    case .hyperedge:
      report(
        .error, "a hyperedge joins several nodes at once, which a tie cannot",
        "write it as edges between pairs, or as a node with an edge to each")
    case .port: warnOnce("ports are not kept", "edges are read as going to the nodes that the ports belong to")
    case .desc: warnOnce("descriptions (<desc>) are not kept", "write them as <data> to keep them")
    case .locator: warnOnce("what a <locator> points to is not fetched", "put the graph itself into the file")
    case .defaultValue, .drawnLabel, .other: break
    }
    return Frame(kind: .ignored)
  }

  private mutating func beginData(_ attributes: XMLAttributeMemory, in parent: Frame) -> Frame {
    let domain: GraphMLDomain
    switch parent.kind {
    case .node: domain = .node
    case .edge: domain = .edge
    case .graph: domain = .graph
    default: return Frame(kind: .ignored)
    }
    guard let id = unsafe attributes.bytes(.key), !id.isEmpty else {
      report(.error, "a <data> has no key", "name the key of the value")
      return Frame(kind: .ignored)
    }
    if unsafe attributes.bytes(.time) != nil {
      warnOnce(
        "values change over time (time=\"...\"), which those of people and ties do not",
        "the last written is kept: write start and end as attributes")
    }
    valueStart = contents.text.count
    isTakingText = true
    return Frame(
      kind: .data, index: parent.index, key: unsafe keys.used(id, domain, place.line, &contents.keys))
  }

  /// An element begins inside a value: a drawing, of which only the labels are of interest.
  private mutating func beginDrawing(_ element: GraphMLElement) {
    guard element == .drawnLabel else { return frames.append(Frame(kind: .drawing)) }
    labelStart = contents.text.count
    isTakingText = true
    frames.append(Frame(kind: .label))
  }

  // MARK: Ends

  private mutating func endData(_ frame: Frame) {
    isTakingText = false
    let owner = Int(frame.index)
    let domain = contents.keys[Int(frame.key)].domain
    if frame.isComplex {
      contents.text.removeLast(contents.text.count - valueStart)
      let key = contents.keys[Int(frame.key)]
      if key.isDrawing {
        warnOnce(
          "how it is drawn (colours, sizes, positions) is not kept, except for labels", "write it as attributes")
      } else if key.isDeclared {
        report(
          .warning, "the value of '\(key.name.prefix(60))' has elements in it and is not kept", "write it as text")
      }
      return
    }
    let datum = Int32(contents.data.count)
    contents.data.append(
      GraphMLDatum(key: frame.key, start: UInt32(valueStart), end: UInt32(contents.text.count)))
    let last: Int32
    switch domain {
    case .node: last = contents.nodes[owner].values.append(datum)
    case .edge: last = contents.edges[owner].values.append(datum)
    case .graph: last = contents.graphs[owner].values.append(datum)
    }
    if last >= 0 { contents.data[Int(last)].next = datum }
  }

  /// Keeps a drawn label, the first of its node or edge.
  private mutating func endLabel() {
    isTakingText = false
    let range = contents.trimmed(labelStart..<contents.text.count)
    guard let value = frames.last(where: { $0.kind == .data }), !range.isEmpty else { return }
    let owner = Int(value.index)
    let label = Int32(contents.labels.count)
    switch contents.keys[Int(value.key)].domain {
    case .node where contents.nodes[owner].label < 0: contents.nodes[owner].label = label
    case .edge where contents.edges[owner].label < 0: contents.edges[owner].label = label
    default: return
    }
    contents.labels.append(range)
    valueStart = contents.text.count
  }
}

extension GraphMLCollector: XMLNetworkCollector {
  static var format: String { "GraphML" }

  static func isOwn(_ namespace: String) -> Bool { namespace.hasPrefix("http://graphml.graphdrawing.org/") }

  static func code(of name: String) -> XMLNameCode {
    XMLNameCode(
      own: GraphMLElement(name, isGraphML: true).rawValue, foreign: GraphMLElement(name, isGraphML: false).rawValue,
      attribute: GraphMLAttribute(name).map { UInt8($0.rawValue) })
  }

  mutating func begin(_ element: UInt8, _ attributes: XMLAttributeMemory, at place: XMLPlace) {
    self.place = place
    begin(GraphMLElement(rawValue: element) ?? .other, attributes)
  }

  /// Adds text to the value that is open.
  mutating func take(text: UnsafeBufferPointer<UInt8>) {
    guard contents.text.count + text.count <= XMLLimits.mostText else {
      return stop(
        at: place, "the values are longer than 4 GiB together", "give the network as a folder of tables")
    }
    unsafe contents.text.append(contentsOf: text)
  }

  func take(instruction: String, text: String, at place: XMLPlace) {}

  mutating func end() {
    guard let frame = frames.popLast() else { return }
    switch frame.kind {
    case .data: endData(frame)
    case .label: endLabel()
    case .defaultValue:
      isTakingText = false
      for key in openKeys { contents.keys[key].defaultValue = valueStart..<contents.text.count }
    case .node: keys.endElement(.node)
    case .edge: keys.endElement(.edge)
    default: break
    }
  }

  mutating func finish() {
    if !sawGraph { report(.error, at: XMLPlace(line: 1), "the file has no <graph>", "export the network again") }
    for (severity, line, message, remedy) in keys.settle(&contents.keys) {
      report(severity, at: XMLPlace(line: line), message, remedy)
    }
  }
}

extension GraphMLValues {
  /// Puts a value at the end of the chain and gives the one before it, or -1.
  fileprivate mutating func append(_ datum: Int32) -> Int32 {
    let before = last
    if first < 0 { first = datum }
    last = datum
    return before
  }
}
