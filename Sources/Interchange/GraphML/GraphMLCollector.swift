import Records

/// Takes a file's elements as the parser comes to them and keeps what they say.
struct GraphMLCollector {
  /// The most elements that may stand inside one another: some thirty graphs inside nodes.
  static let deepest = 64
  /// The most attributes one element may have.
  static let mostAttributes = 64

  private(set) var contents: GraphMLContents
  private(set) var problems: ProblemList
  /// The attributes of the element that begins, filled in by the parser.
  var attributes = GraphMLAttributes()
  /// True when the rest of the file need not be looked at.
  private(set) var isStopped = false
  /// True while text belongs to a value; the parser then hands it to ``take(text:)``.
  private(set) var isTakingText = false

  private var frames: [Frame] = []
  private var keyTables = [IDTable](repeating: IDTable(), count: GraphMLDomain.allCases.count)
  private var keysOfTable = [[Int32]](repeating: [], count: GraphMLDomain.allCases.count)
  private var lastKey = [Int32](repeating: -1, count: GraphMLDomain.allCases.count)
  private var firstKey = [Int32](repeating: -1, count: GraphMLDomain.allCases.count)
  private var openKeys: [Int] = []
  /// Where the text of the open value begins.
  private var valueStart = 0
  private var labelStart = 0
  private var descriptions = 0
  private var sawGraph = false

  /// An element that has begun and not ended.
  private struct Frame {
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

  mutating func report(_ severity: Problem.Severity, line: Int, _ message: String, _ remedy: String) {
    problems.add(contents.problem(severity, line: line, message, remedy))
  }

  /// Reports an error after which the rest of the file is of no use.
  mutating func stop(line: Int, _ message: String, _ remedy: String) {
    report(.error, line: line, message, remedy)
    isStopped = true
  }

  /// Adds text to the value that is open.
  mutating func take(text: UnsafeBufferPointer<UInt8>) { unsafe contents.text.append(contentsOf: text) }

  // MARK: Beginnings

  /// An element begins; its attributes are in ``attributes``.
  mutating func begin(_ element: GraphMLElement, line: Int) {
    guard frames.count < Self.deepest else {
      return stop(
        line: line, "elements stand more than \(Self.deepest) deep in one another",
        "flatten the nested graphs: about \(Self.deepest / 2) of them can stand in one another")
    }
    guard let parent = frames.last else {
      guard element == .graphml else {
        return stop(
          line: line, "this is not GraphML: the outermost element is not <graphml>",
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
    default: frames.append(frame(element, in: parent, line))
    }
  }

  private mutating func frame(_ element: GraphMLElement, in parent: Frame, _ line: Int) -> Frame {
    switch element {
    case .key: return beginKey(line)
    case .defaultValue where parent.kind == .key:
      valueStart = contents.text.count
      isTakingText = true
      return Frame(kind: .defaultValue)
    case .graph where parent.kind == .graphml || parent.kind == .node || parent.kind == .edge:
      return beginGraph(in: parent, line)
    case .node where parent.kind == .graph: return beginNode(line)
    case .edge where parent.kind == .graph: return beginEdge(in: parent, line)
    case .data: return beginData(in: parent, line)
    case .node, .edge, .graph, .graphml:
      report(
        .error, line: line, "a <\(element)> stands where none can",
        "put nodes and edges into a graph, and graphs into <graphml> or a node")
      return Frame(kind: .ignored)
    case .hyperedge:
      report(
        .error, line: line, "a hyperedge joins several nodes at once, which a tie cannot",
        "write it as edges between pairs, or as a node with an edge to each")
      return Frame(kind: .ignored)
    case .desc:
      descriptions += 1
      if descriptions == 1 {
        report(.warning, line: line, "descriptions (<desc>) are not kept", "write them as <data> to keep them")
      }
      return Frame(kind: .ignored)
    case .locator:
      report(
        .warning, line: line, "what a <locator> points to is not fetched", "put the graph itself into the file")
      return Frame(kind: .ignored)
    case .defaultValue, .port, .drawnLabel, .other: return Frame(kind: .ignored)
    }
  }

  private mutating func beginKey(_ line: Int) -> Frame {
    openKeys.removeAll()
    guard let id = attributes.range(.id) else {
      report(.error, line: line, "a <key> has no id", "give it one")
      return Frame(kind: .key)
    }
    let domains: [GraphMLDomain]
    switch attributes.text(.domain) {
    case "node": domains = [.node]
    case "edge": domains = [.edge]
    case "graph": domains = [.graph]
    case "graphml", "port", "hyperedge", "endpoint": domains = []
    case nil, "all": domains = GraphMLDomain.allCases
    case let other?:
      report(
        .warning, line: line, "a <key> is for '\(other.prefix(40))', which is nothing GraphML has",
        "write for=\"node\", \"edge\", \"graph\" or \"all\"")
      domains = GraphMLDomain.allCases
    }
    let idBytes = Array(attributes.bytes[id])
    let type = attributes.text(.type) ?? ""
    let name = attributes.text(.name).flatMap { $0.isEmpty ? nil : $0 }
    for domain in domains {
      let index = key(idBytes, domain, line)
      guard !contents.keys[index].isDeclared else {
        report(
          .error, line: line, "the key '\(contents.keys[index].id)' is declared twice",
          "give every key an id of its own")
        continue
      }
      contents.keys[index].isDeclared = true
      contents.keys[index].line = line
      contents.keys[index].type = type
      if let name { contents.keys[index].name = name }
      contents.keys[index].isDrawing = name == nil && attributes.range(.drawing) != nil
      openKeys.append(index)
    }
    return Frame(kind: .key)
  }

  /// The key with that id, which is made when there is none.
  private mutating func key(_ id: [UInt8], _ domain: GraphMLDomain, _ line: Int) -> Int {
    let (number, isNew) = keyTables[domain.rawValue].insert(id.span)
    if isNew {
      keysOfTable[domain.rawValue].append(Int32(contents.keys.count))
      let text = String(decoding: id, as: UTF8.self)
      contents.keys.append(
        GraphMLKey(id: text, idBytes: id, domain: domain, name: text, line: line, isDeclared: false))
    }
    return Int(keysOfTable[domain.rawValue][number])
  }

  private mutating func beginGraph(in parent: Frame, _ line: Int) -> Frame {
    var graph = GraphMLGraph(
      values: GraphMLValues(line: UInt32(clamping: line)), isOutermost: parent.kind == .graphml)
    switch attributes.text(.edgeDefault) {
    case nil: break
    case "directed": graph.edgeDefault = .directed
    case "undirected": graph.edgeDefault = .undirected
    case let other?:
      report(
        .error, line: line, "edgedefault is '\(other.prefix(40))'", "write edgedefault=\"directed\" or \"undirected\"")
    }
    if graph.isOutermost, sawGraph {
      report(
        .warning, line: line, "the file holds more than one graph",
        "they are read as one network: split the file if not so")
    }
    sawGraph = true
    contents.graphs.append(graph)
    return Frame(kind: .graph, index: Int32(contents.graphs.count - 1))
  }

  /// The number of an id, which is given one when it is new.
  private mutating func number(_ range: Range<Int>) -> Int32 {
    let bytes = attributes.bytes
    let (number, isNew) = contents.ids.insert(bytes.span.extracting(range))
    if isNew { contents.nodeOfID.append(-1) }
    return Int32(number)
  }

  private mutating func beginNode(_ line: Int) -> Frame {
    guard let id = attributes.range(.id), !id.isEmpty else {
      report(.error, line: line, "a node has no id", "give every node an id of its own")
      return Frame(kind: .ignored)
    }
    let number = number(id)
    let index = Int32(contents.nodes.count)
    if let first = contents.node(number) {
      let earlier = contents.nodes[first].values.line
      report(
        .error, line: line,
        "the node id '\(contents.ids.text(Int(number)).prefix(60))' is already used in line \(earlier)",
        "give every node an id of its own")
    } else {
      contents.nodeOfID[Int(number)] = index
    }
    contents.nodes.append(GraphMLNode(values: GraphMLValues(line: UInt32(clamping: line)), id: number))
    return Frame(kind: .node, index: index)
  }

  private mutating func beginEdge(in parent: Frame, _ line: Int) -> Frame {
    guard let source = attributes.range(.source), let target = attributes.range(.target) else {
      report(
        .error, line: line, "an edge has no \(attributes.range(.source) == nil ? "source" : "target")",
        "write the ids of both its nodes")
      return Frame(kind: .ignored)
    }
    var edge = GraphMLEdge(
      values: GraphMLValues(line: UInt32(clamping: line)), source: number(source), target: number(target),
      graph: parent.index)
    if let id = attributes.range(.id) {
      edge.idStart = UInt32(contents.text.count)
      contents.text.append(contentsOf: attributes.bytes[id])
      edge.idEnd = UInt32(contents.text.count)
    }
    if let directed = attributes.text(.directed) {
      switch directed {
      case "true", "1": edge.direction = .directed
      case "false", "0": edge.direction = .undirected
      default:
        report(
          .error, line: line, "directed is '\(directed.prefix(40))'", "write directed=\"true\" or \"false\"")
      }
    }
    contents.edges.append(edge)
    return Frame(kind: .edge, index: Int32(contents.edges.count - 1))
  }

  private mutating func beginData(in parent: Frame, _ line: Int) -> Frame {
    let domain: GraphMLDomain
    switch parent.kind {
    case .node: domain = .node
    case .edge: domain = .edge
    case .graph: domain = .graph
    default: return Frame(kind: .ignored)
    }
    guard let id = attributes.range(.key) else {
      report(.error, line: line, "a <data> has no key", "name the key of the value")
      return Frame(kind: .ignored)
    }
    valueStart = contents.text.count
    isTakingText = true
    return Frame(kind: .data, index: parent.index, key: usedKey(id, domain, line))
  }

  /// The key a value names; looked for first where it stood behind the last one.
  private mutating func usedKey(_ range: Range<Int>, _ domain: GraphMLDomain, _ line: Int) -> Int32 {
    let last = lastKey[domain.rawValue]
    let guess = last < 0 ? firstKey[domain.rawValue] : contents.keys[Int(last)].following
    if guess >= 0, isKey(guess, range) {
      lastKey[domain.rawValue] = guess
      return guess
    }
    let id = Array(attributes.bytes[range])
    let found = Int32(key(id, domain, line))
    if last < 0 {
      firstKey[domain.rawValue] = found
    } else {
      contents.keys[Int(last)].following = found
    }
    lastKey[domain.rawValue] = found
    return found
  }

  private func isKey(_ key: Int32, _ range: Range<Int>) -> Bool {
    let id = contents.keys[Int(key)].idBytes
    guard id.count == range.count else { return false }
    var position = 0
    while position < id.count {
      if id[position] != attributes.bytes[range.lowerBound &+ position] { return false }
      position &+= 1
    }
    return true
  }

  /// An element begins inside a value: a drawing, of which only the labels are of interest.
  private mutating func beginDrawing(_ element: GraphMLElement) {
    guard element == .drawnLabel else { return frames.append(Frame(kind: .drawing)) }
    labelStart = contents.text.count
    isTakingText = true
    frames.append(Frame(kind: .label))
  }

  // MARK: Ends

  /// The element that began last ends.
  mutating func end() {
    guard let frame = frames.popLast() else { return }
    switch frame.kind {
    case .data: endData(frame)
    case .label: endLabel()
    case .defaultValue:
      isTakingText = false
      for key in openKeys { contents.keys[key].defaultValue = valueStart..<contents.text.count }
    case .node: lastKey[GraphMLDomain.node.rawValue] = -1
    case .edge: lastKey[GraphMLDomain.edge.rawValue] = -1
    default: break
    }
  }

  private mutating func endData(_ frame: Frame) {
    isTakingText = false
    let owner = Int(frame.index)
    let domain = contents.keys[Int(frame.key)].domain
    if frame.isComplex {
      let key = contents.keys[Int(frame.key)]
      contents.text.removeLast(contents.text.count - valueStart)
      if key.isDeclared, !key.isDrawing {
        let line = Int(values(key.domain, owner).line)
        report(
          .warning, line: line, "the value of '\(key.name.prefix(60))' has elements in it and is not kept",
          "write it as text")
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

  private func values(_ domain: GraphMLDomain, _ owner: Int) -> GraphMLValues {
    switch domain {
    case .node: contents.nodes[owner].values
    case .edge: contents.edges[owner].values
    case .graph: contents.graphs[owner].values
    }
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

  // MARK: The end of the file

  /// Looks after what is known only at the end: keys that were used and never declared.
  mutating func finish() {
    if !sawGraph {
      report(.error, line: 1, "the file has no <graph>", "export the network again")
    }
    for index in contents.keys.indices where !contents.keys[index].isDeclared {
      let key = contents.keys[index]
      var found: GraphMLKey?
      for domain in GraphMLDomain.allCases.reversed() {
        guard let number = keyTables[domain.rawValue].row(of: key.idBytes.span) else { continue }
        let other = contents.keys[Int(keysOfTable[domain.rawValue][number])]
        if other.isDeclared { found = other }
      }
      if let declared = found {
        contents.keys[index].name = declared.name
        contents.keys[index].type = declared.type
        contents.keys[index].isDrawing = declared.isDrawing
        report(
          .warning, line: key.line,
          "the key '\(key.id.prefix(60))' is used on a \(key.domain) and declared for another",
          "it is read all the same")
      } else {
        report(
          .warning, line: key.line, "the key '\(key.id.prefix(60))' is not declared",
          "its values are kept under that name: declare it with <key>")
      }
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
