import Records

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
  private(set) var open: [Int] = []
  var defaults = [DOTDefaults()]
  var keyTables = [IDTable](repeating: IDTable(), count: GraphMLDomain.allCases.count)
  var keysOfTable = [[Int32]](repeating: [], count: GraphMLDomain.allCases.count)
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

  private func hasValue(_ values: GraphMLValues, _ key: Int) -> Bool {
    var found = false
    contents.each(values) { if $0.key == Int32(key) { found = true } }
    return found
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

  /// Takes note of a graph's attribute that only files of Ripple's own have.
  mutating func recognise(_ names: [[UInt8]]) {
    if open.isEmpty, names.contains(where: { $0.elementsEqual(GraphMLNames.view.utf8) }) { isOwn = true }
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
