import Records

/// A name or a value of a DOT file.
struct DOTWord {
  var text: [UInt8]
  /// True for what stands in angle brackets, which is another name than the same in quotation marks.
  var isHTML: Bool

  /// What it goes by as a name.
  var name: [UInt8] { isHTML ? [0x3C] + text + [0x3E] : text }
}

/// What stands on one side of an edge: nodes with their ports, or a subgraph.
struct DOTEnds {
  var nodes: [(index: Int32, port: DOTWord?)] = []
  /// Its place among the subgraphs.
  var subgraph: Int?
  var isSubgraph: Bool { subgraph != nil }
}

/// Takes the statements of a DOT file as the parser comes to them and keeps what they say, as Graphviz does.
///
/// A default holds for nodes and edges that come after it, within its subgraph. In a strict graph edges between the same
/// nodes are one; elsewhere those with the same `key` are.
struct DOTCollector {
  /// The most attributes one node or edge may have.
  static let mostAttributes = 256
  /// How many values and edges groups and defaults may make of the shortest file.
  static let leastBudget = 1 << 22

  var contents: GraphMLContents
  private(set) var problems: ProblemList
  private(set) var isStopped = false
  /// True in a digraph.
  private(set) var isDirected = false

  private var isStrict = false
  /// True once the graph has said that Ripple wrote it, all of whose values are escaped as labels are.
  private(set) var isOwn = false
  var subgraphs: [Subgraph] = []
  /// The subgraphs that are open, the graph itself not among them.
  private var open: [Int] = []
  private var defaults = [DOTDefaults()]
  var keyTables = [IDTable](repeating: IDTable(), count: GraphMLDomain.allCases.count)
  private var keysOfTable = [[Int32]](repeating: [], count: GraphMLDomain.allCases.count)
  private var joined: [Pair: Int32] = [:]
  private let budget: Int
  private let textBudget: Int
  private var spent = 0
  private var spentText = 0
  /// Attributes of subgraphs, and the line of the first.
  var ofSubgraphs = (count: 0, line: 0)
  private var isNameless = false

  /// A subgraph: where it belongs and who is in it.
  struct Subgraph {
    /// Its place among the subgraphs, or -1 for the graph itself.
    let parent: Int
    let name: [UInt8]
    let isNamed: Bool
    var named: [[UInt8]: Int] = [:]
    var members: Set<Int32> = []
    var defaults = DOTDefaults()
    var label: [UInt8] = []
    /// True where Graphviz draws a box around it.
    var isCluster: Bool
  }

  /// Two nodes, and the key of an edge between them.
  private struct Pair: Hashable {
    let tail: Int32
    let head: Int32
    let key: [UInt8]
  }

  init(file: String, size: Int, problemLimit: Int) {
    contents = GraphMLContents(file: file)
    problems = ProblemList(limit: problemLimit)
    budget = max(Self.leastBudget, 8 * size)
    textBudget = min(max(1 << 26, 2 * size), 1 << 30)
  }

  mutating func report(
    _ severity: Problem.Severity, line: Int, column: String? = nil, _ message: String, _ remedy: String
  ) {
    problems.add(contents.problem(severity, line: line, column: column, message, remedy))
  }

  /// Reports an error after which the rest of the file is of no use.
  mutating func stop(_ fault: DOTFault) {
    report(.error, line: fault.line, column: "character \(fault.column)", fault.message, fault.remedy)
    isStopped = true
  }

  // MARK: Graphs

  mutating func beginGraph(isDirected: Bool, isStrict: Bool, _ name: DOTWord?, line: Int) throws(DOTFault) {
    self.isDirected = isDirected
    self.isStrict = isStrict
    if contents.graphs.count == 1 {
      report(
        .warning, line: line, "the file holds more than one graph",
        "they are read as one network: split the file if not so"
      )
    }
    subgraphs = []
    open = []
    defaults = [DOTDefaults()]
    joined = [:]
    topNames = [:]
    var graph = GraphMLGraph(values: GraphMLValues(line: UInt32(clamping: line)), isOutermost: true)
    graph.edgeDefault = isDirected ? .directed : .undirected
    contents.graphs.append(graph)
    graphName = name?.text ?? []
  }

  private var graphName: [UInt8] = []
  private var topNames: [[UInt8]: Int] = [:]

  mutating func endGraph() {
    let graph = contents.graphs.count - 1
    let label = key(Array("label".utf8), .graph, Int(contents.graphs[graph].values.line))
    if !graphName.isEmpty, !hasValue(contents.graphs[graph].values, label), !isOwn {
      let range = store(graphName)
      put(label, range, .graph, graph)
    }
    if !isOwn { keepClusters() }
  }

  /// Begins a subgraph, or goes on with the one of that name in the same place, and gives its place.
  mutating func beginSubgraph(_ name: DOTWord?) -> Int {
    let parent = open.last ?? -1
    let text = name?.name ?? []
    let known = name == nil ? nil : parent < 0 ? topNames[text] : subgraphs[parent].named[text]
    let index = known ?? subgraphs.count
    if known == nil {
      subgraphs.append(
        Subgraph(
          parent: parent, name: text, isNamed: name != nil, isCluster: text.starts(with: Array("cluster".utf8))))
      if name != nil {
        if parent < 0 { topNames[text] = index } else { subgraphs[parent].named[text] = index }
      }
    }
    open.append(index)
    defaults.append(subgraphs[index].defaults)
    defaults[defaults.count - 1].forget()
    return index
  }

  mutating func endSubgraph(_ index: Int) -> DOTEnds {
    open.removeLast()
    if let last = defaults.popLast() { subgraphs[index].defaults = last }
    return DOTEnds(nodes: [], subgraph: index)
  }

  /// Forgets subgraphs that cannot be named again.
  mutating func close(_ ends: [DOTEnds]) {
    for case let index? in ends.map(\.subgraph) where !subgraphs[index].isNamed { subgraphs[index].members = [] }
  }

  // MARK: Attributes

  /// The key of that name, which is made when there is none.
  mutating func key(_ name: [UInt8], _ domain: GraphMLDomain, _ line: Int) -> Int {
    let (number, isNew) = keyTables[domain.rawValue].insert(name.span)
    if isNew {
      keysOfTable[domain.rawValue].append(Int32(contents.keys.count))
      let text = name.isEmpty ? "attribute" : String(decoding: name, as: UTF8.self)
      var key = GraphMLKey(id: text, idBytes: name, domain: domain, name: text, line: line, isDeclared: true)
      key.isDrawing = isOwn && domain != .graph && DOTNames.isDrawing(text)
      contents.keys.append(key)
    }
    return Int(keysOfTable[domain.rawValue][number])
  }

  mutating func store(_ text: [UInt8]) -> Range<Int> {
    let start = contents.text.count
    contents.text += text
    return start..<contents.text.count
  }

  /// The text of a value as it is meant.
  private func shown(_ key: Int, _ value: DOTWord, of name: [UInt8]?) -> [UInt8] {
    let isEscaped = isOwn || DOTNames.isEscaped(contents.keys[key].name)
    if value.isHTML { return isEscaped ? DOTText.words(inHTML: value.text) : value.text }
    return isEscaped ? DOTText.shown(value.text, name: name) : value.text
  }

  private func hasValue(_ values: GraphMLValues, _ key: Int) -> Bool {
    var found = false
    contents.each(values) { if $0.key == Int32(key) { found = true } }
    return found
  }

  /// Gives an element a value, in the place of an earlier one; false where it has too many.
  @discardableResult mutating func put(
    _ key: Int, _ range: Range<Int>, _ domain: GraphMLDomain, _ owner: Int
  ) -> Bool {
    // How Ripple draws things is nothing it reads.
    if isOwn, contents.keys[key].isDrawing { return true }
    var values =
      switch domain {
      case .node: contents.nodes[owner].values
      case .edge: contents.edges[owner].values
      case .graph: contents.graphs[owner].values
      }
    var next = values.first
    var count = 0
    while next >= 0 {
      if contents.data[Int(next)].key == Int32(key) {
        contents.data[Int(next)].start = UInt32(clamping: range.lowerBound)
        contents.data[Int(next)].end = UInt32(clamping: range.upperBound)
        return true
      }
      next = contents.data[Int(next)].next
      count += 1
    }
    guard count < Self.mostAttributes else { return false }
    let datum = Int32(contents.data.count)
    contents.data.append(
      GraphMLDatum(
        key: Int32(key), start: UInt32(clamping: range.lowerBound), end: UInt32(clamping: range.upperBound)))
    if values.last >= 0 { contents.data[Int(values.last)].next = datum } else { values.first = datum }
    values.last = datum
    switch domain {
    case .node: contents.nodes[owner].values = values
    case .edge: contents.edges[owner].values = values
    case .graph: contents.graphs[owner].values = values
    }
    return true
  }

  /// Takes note of a graph's attribute that only files of Ripple's own have.
  mutating func recognise(_ names: [[UInt8]]) {
    if open.isEmpty, names.contains(where: { $0.elementsEqual(GraphMLNames.view.utf8) }) { isOwn = true }
  }

  /// What holds from here on, for the graph or subgraph itself, its nodes or its edges.
  mutating func setDefault(_ domain: GraphMLDomain, _ name: DOTWord, _ value: DOTWord, line: Int) {
    if domain == .graph, let subgraph = open.last {
      switch String(decoding: name.text.prefix(8), as: UTF8.self) {
      case "label":
        subgraphs[subgraph].label =
          value.isHTML ? DOTText.words(inHTML: value.text) : DOTText.shown(value.text, name: nil)
      case "cluster":
        subgraphs[subgraph].isCluster = String(decoding: value.text, as: UTF8.self).lowercased() != "false"
      default:
        if ofSubgraphs.count == 0 { ofSubgraphs.line = line }
        ofSubgraphs.count += 1
      }
      return
    }
    let key = key(name.text, domain, line)
    if domain == .graph {
      recognise([name.text])
      let range = store(shown(key, value, of: nil))
      put(key, range, .graph, contents.graphs.count - 1)
      return
    }
    let isLabel = domain == .node && DOTNames.isEscaped(contents.keys[key].name)
    let namesNode = isLabel && !value.isHTML && value.text.contains(0x5C)
    let range = namesNode ? 0..<0 : store(shown(key, value, of: nil))
    defaults[defaults.count - 1].set(domain, key: key, range, template: namesNode ? value : nil)
  }

  /// Gives a node attributes; false where they are too many.
  mutating func set(_ attributes: [(DOTWord, DOTWord)], ofNode node: Int32, line: Int) -> Bool {
    for (name, value) in attributes {
      let key = key(name.text, .node, line)
      let text = shown(key, value, of: Array(contents.ids.text(Int(contents.nodes[Int(node)].id)).utf8))
      let range = store(text)
      guard put(key, range, .node, Int(node)) else { return false }
    }
    return true
  }

  // MARK: Nodes and edges

  /// The node of that name, made in this place when there is none; `nil` where defaults make too much of it.
  mutating func node(_ name: DOTWord, line: Int) -> Int32? {
    var bytes = name.name
    if bytes.isEmpty {
      bytes = [0x22, 0x22]
      if !isNameless {
        report(.warning, line: line, "a node's name is empty", "it is read as \"\": give it a name")
      }
      isNameless = true
    }
    let (number, isNew) = contents.ids.insert(bytes.span)
    if isNew {
      contents.nodeOfID.append(Int32(contents.nodes.count))
      contents.nodes.append(GraphMLNode(values: GraphMLValues(line: UInt32(clamping: line)), id: Int32(number)))
    }
    let node = contents.nodeOfID[number]
    if isNew {
      for value in effective(.node) {
        spent += 1
        var range = value.range
        if let template = value.template {
          let text = DOTText.shown(template.text, name: bytes)
          spentText += text.count
          range = store(text)
        }
        guard put(value.key, range, .node, Int(node)), spent <= budget, spentText <= textBudget else { return nil }
      }
    }
    for subgraph in open.reversed() where !subgraphs[subgraph].members.insert(node).inserted { break }
    return node
  }

  /// The defaults that hold here, those of subgraphs before those around them.
  private mutating func effective(_ domain: GraphMLDomain) -> [DOTDefaults.Value] {
    let last = defaults.count - 1
    if let known = defaults[last].effective(domain) { return known }
    let around = last > 0 ? defaults[..<last].map { $0.own(domain) } : []
    return defaults[last].unite(domain, around)
  }

  /// Makes the edges of a chain; false where they are too many.
  mutating func join(_ ends: [DOTEnds], _ attributes: [(DOTWord, DOTWord)], line: Int) -> Bool {
    var given: [(key: Int, range: Range<Int>)] = []
    var identity: [UInt8]?
    for (name, value) in attributes {
      if name.text.elementsEqual("key".utf8) { identity = value.text }
      let key = key(name.text, .edge, line)
      let range = store(shown(key, value, of: nil))
      given.append((key, range))
    }
    let sides = ends.map { end in
      end.subgraph.map { subgraphs[$0].members.sorted().map { (index: $0, port: DOTWord?.none) } } ?? end.nodes
    }
    for (tails, heads) in zip(sides, sides.dropFirst()) {
      for tail in tails {
        for head in heads {
          guard join(tail, head, identity, given, line: line) else { return false }
        }
      }
    }
    return true
  }

  private mutating func join(
    _ tail: (index: Int32, port: DOTWord?), _ head: (index: Int32, port: DOTWord?), _ identity: [UInt8]?,
    _ given: [(key: Int, range: Range<Int>)], line: Int
  ) -> Bool {
    var edge = Int32(contents.edges.count)
    var isNew = true
    if isStrict || identity != nil {
      let (low, high) =
        isDirected ? (tail.index, head.index) : (min(tail.index, head.index), max(tail.index, head.index))
      let pair = Pair(tail: low, head: high, key: isStrict ? [] : identity ?? [])
      if let known = joined[pair] {
        edge = known
        isNew = false
      } else {
        joined[pair] = edge
      }
    }
    let owner = Int(edge)
    if isNew {
      contents.edges.append(
        GraphMLEdge(
          values: GraphMLValues(line: UInt32(clamping: line)), source: contents.nodes[Int(tail.index)].id,
          target: contents.nodes[Int(head.index)].id, graph: Int32(contents.graphs.count - 1)))
      for value in effective(.edge) {
        guard put(value.key, value.range, .edge, owner) else { return false }
        spent += 1
      }
    }
    // An undirected edge that was written the other way round before has its ports the other way round too.
    let isTurned =
      !isDirected && tail.index != head.index && contents.edges[owner].source != contents.nodes[Int(tail.index)].id
    for (port, isTail) in [(tail.port, !isTurned), (head.port, isTurned)] {
      guard let port else { continue }
      let key = key(Array((isTail ? "tailport" : "headport").utf8), .edge, line)
      let range = store(port.text)
      guard put(key, range, .edge, owner) else { return false }
    }
    for (key, range) in given {
      guard put(key, range, .edge, owner) else { return false }
      spent += 1
    }
    spent += 1
    return spent <= budget
  }
}
