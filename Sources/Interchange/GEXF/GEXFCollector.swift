import Records

/// Takes a GEXF file's elements as the parser comes to them and keeps what they say as GraphML would have said it:
/// what stands in attributes of a node or an edge becomes a value under that name.
struct GEXFCollector {
  static let format = "GEXF"
  /// The most values that edges with several spells may be given, together, for each spell to be a tie.
  static let mostCopies = 1 << 21

  var contents: GraphMLContents
  private(set) var problems: ProblemList
  private(set) var isStopped = false
  var isTakingText = false

  var attributes = GEXFAttributes()
  /// Where the element stands that begins.
  private(set) var place = XMLPlace(line: 1)
  var frames: [Frame] = []
  /// The nodes and edges that have begun and not ended.
  var open: [GEXFOpenElement] = []
  var keysByID: [GEXFKeyName: Int32] = [:]
  var keysByName: [GEXFKeyName: Int32] = [:]
  var isDynamic: [Bool] = []
  var textStart = 0
  var copies = 0
  /// What was said once.
  private var said: Set<String> = []
  /// What Ripple wrote about the whole.
  var instruction: [String: String] = [:]
  /// What stands in `<meta>`.
  var meta: [(name: String, text: String)] = []

  /// An element that has begun and not ended.
  struct Frame {
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
  var isOwn: Bool { instruction[GraphMLNames.view] == View.full.rawValue }

  mutating func report(_ severity: Problem.Severity, at place: XMLPlace, _ message: String, _ remedy: String) {
    problems.add(contents.problem(severity, line: place.line, column: place.column, message, remedy))
  }

  /// Reports something about the element that begins.
  mutating func report(_ severity: Problem.Severity, _ message: String, _ remedy: String) {
    report(severity, at: place, message, remedy)
  }

  mutating func stop(at place: XMLPlace, _ message: String, _ remedy: String) {
    report(.error, at: place, message, remedy)
    isStopped = true
  }

  /// Warns, the first time only.
  mutating func warnOnce(at place: XMLPlace? = nil, _ message: String, _ remedy: String) {
    if said.insert(message).inserted { report(.warning, at: place ?? self.place, message, remedy) }
  }

  // MARK: Beginnings

  private mutating func begin(_ element: GEXFElement) {
    guard frames.count < XMLLimits.deepest else {
      return stop(
        at: place, "elements stand more than \(XMLLimits.deepest) deep in one another",
        "flatten the hierarchy: nodes can stand about \(XMLLimits.deepest / 2) deep in one another")
    }
    guard let parent = frames.last else {
      guard element == .gexf else {
        return stop(
          at: place, "this is not GEXF: the outermost element is not <gexf>",
          "export the network as GEXF or GraphML, or give a folder of tables or a CSV edge list")
      }
      return frames.append(Frame(element: .gexf))
    }
    isTakingText = false
    frames.append(frame(element, in: parent))
  }

  private mutating func frame(_ element: GEXFElement, in parent: Frame) -> Frame {
    let nothing = Frame(element: .other)
    switch (element, parent.element) {
    case (_, .other): return nothing
    case (.graph, .gexf): return beginGraph()
    case (.meta, .gexf), (.nodes, .graph), (.nodes, .node), (.edges, .graph), (.edges, .node), (.attvalues, .node),
      (.attvalues, .edge), (.spells, .node), (.spells, .edge), (.parents, .node):
      return Frame(element: element)
    case (.creator, .meta), (.description, .meta), (.keywords, .meta):
      beginText()
      return Frame(element: element)
    case (.attributes, .graph): return beginAttributes()
    case (.attribute, .attributes): return beginAttribute(in: parent)
    case (.defaultValue, .attribute):
      beginText()
      return Frame(element: element, key: parent.key)
    case (.node, .nodes): return beginNode() ? Frame(element: .node) : nothing
    case (.edge, .edges): return beginEdge() ? Frame(element: .edge) : nothing
    case (.attvalue, .attvalues):
      takeValue()
      return nothing
    case (.spell, .spells):
      if let last = open.indices.last { open[last].spells += spells() }
      return nothing
    case (.parent, .parents):
      if let id = attributes[.forAttribute], let last = open.indices.last { open[last].parents.append(id) }
      return nothing
    case (.drawing, _):
      warnOnce("how it is drawn (viz: colours, sizes, positions) is not kept", "write it as attributes")
      return nothing
    case (.node, _), (.edge, _), (.graph, _), (.attvalue, _), (.gexf, _):
      report(
        .error, "a <\(element)> stands where none can",
        "put nodes into <nodes>, edges into <edges>, both into one <graph>, and values into <attvalues>")
      return nothing
    default: return nothing
    }
  }

  private mutating func beginText() {
    textStart = contents.text.count
    isTakingText = true
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

  /// Looks after what is known only at the end.
  mutating func finish() {
    if contents.graphs.isEmpty {
      report(.error, at: XMLPlace(line: 1), "the file has no <graph>", "export the network again")
    }
  }
}

extension GEXFCollector: XMLNetworkCollector {
  static func isOwn(_ namespace: String) -> Bool {
    (namespace.hasPrefix("http://gexf.net/") || namespace.hasPrefix("http://www.gexf.net/"))
      && !namespace.hasSuffix("viz")
  }

  static func code(of name: String) -> XMLNameCode {
    XMLNameCode(
      own: GEXFElement(name, isGEXF: true).rawValue, foreign: GEXFElement(name, isGEXF: false).rawValue,
      attribute: GEXFAttribute(name).map { UInt8($0.rawValue) })
  }

  mutating func begin(_ element: UInt8, _ attributes: XMLAttributeMemory, at place: XMLPlace) {
    self.attributes = GEXFAttributes(attributes)
    self.place = place
    begin(GEXFElement(rawValue: element) ?? .other)
  }

  mutating func take(text: UnsafeBufferPointer<UInt8>) {
    if hasRoom(for: text.count) { unsafe contents.text.append(contentsOf: text) }
  }

  /// True when so many bytes more can be kept; stops where not.
  mutating func hasRoom(for count: Int) -> Bool {
    if contents.text.count + count <= XMLLimits.mostText { return true }
    stop(at: place, "the values are longer than 4 GiB together", "give the network as a folder of tables")
    return false
  }

  mutating func take(instruction: String, text: String, at place: XMLPlace) {
    guard instruction == GEXFNames.instruction, contents.graphs.isEmpty else { return }
    if let values = GEXFNames.values(inInstruction: text) {
      self.instruction = values
    } else {
      report(.warning, at: place, "what Ripple wrote about the file is broken", "export the network again")
    }
  }
}
