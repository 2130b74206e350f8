import Records

/// Reads the statements of a DOT file, by the grammar of Graphviz (cgraph, `grammar.y`), into a collector.
struct DOTParser {
  /// The most subgraphs that may stand inside one another.
  static let deepest = 256

  private var scanner: DOTScanner
  private var token = DOTToken.end
  private(set) var collector: DOTCollector

  init(_ text: [UInt8], into collector: DOTCollector) {
    scanner = DOTScanner(text)
    self.collector = collector
  }

  /// Reads all graphs of the file.
  mutating func parse() {
    do throws(DOTFault) {
      try advance()
      while token != .end { try graph() }
    } catch {
      collector.stop(error)
    }
    for (line, number) in scanner.splitNumbers {
      collector.report(
        .warning, line: line, "the number \(number) runs into the word behind it",
        "they are read as two words, as Graphviz does: put one name in quotation marks, or a blank between two")
    }
  }

  private mutating func advance() throws(DOTFault) { token = try scanner.next() }

  private func unexpected(_ wanted: String) -> DOTFault {
    let found =
      switch token {
      case .end: "the file ends"
      case .word(let text, _): "'\(String(decoding: text.prefix(40), as: UTF8.self))' stands"
      case .keyword(let keyword): "the keyword '\(keyword)' stands"
      case .mark(let byte): "'\(Character(Unicode.Scalar(byte)))' stands"
      case .arrow: "'->' stands"
      case .line: "'--' stands"
      }
    if case .keyword = token {
      return scanner.fault("\(found) where \(wanted) should", "put the word in quotation marks if it is a name")
    }
    return scanner.fault("\(found) where \(wanted) should", "correct it here, or just before")
  }

  private mutating func take(_ mark: StaticString, _ wanted: String? = nil) throws(DOTFault) {
    guard isMark(mark) else { throw unexpected(wanted ?? "'\(mark)'") }
    try advance()
  }

  private func isMark(_ mark: StaticString) -> Bool {
    guard case .mark(let byte) = token else { return false }
    return mark.description.utf8.first == byte
  }

  /// A name or value; quoted ones are joined by `+`. `nil` where none stands.
  private mutating func word() throws(DOTFault) -> DOTWord? {
    guard case .word(var text, var quoting) = token else { return nil }
    try advance()
    while quoting != .none, isMark("+") {
      try advance()
      guard case .word(let more, let next) = token, next != .none else { throw unexpected("a text in quotation marks") }
      text += more
      quoting = .quotes
      try advance()
    }
    return DOTWord(text: text, isHTML: quoting == .html)
  }

  // MARK: Statements

  private mutating func graph() throws(DOTFault) {
    let isStrict = token == .keyword(.strict)
    if isStrict { try advance() }
    guard token == .keyword(.graph) || token == .keyword(.digraph) else { throw unexpected("'graph' or 'digraph'") }
    let isDirected = token == .keyword(.digraph)
    let line = scanner.line
    try advance()
    let name = try word()
    try collector.beginGraph(isDirected: isDirected, isStrict: isStrict, name, line: line)
    try body(depth: 0)
    collector.endGraph()
  }

  private mutating func body(depth: Int) throws(DOTFault) {
    try take("{")
    while !isMark("}") {
      try statement(depth: depth)
      if isMark(";") { try advance() }
    }
    try advance()
  }

  private mutating func statement(depth: Int) throws(DOTFault) {
    switch token {
    case .keyword(.graph): try attributeStatement(.graph)
    case .keyword(.node): try attributeStatement(.node)
    case .keyword(.edge): try attributeStatement(.edge)
    case .keyword(.subgraph), .mark(0x7B): try compound(first: nil, depth: depth)
    default:
      let line = scanner.line
      guard let word = try word() else { throw unexpected("a statement or '}'") }
      guard isMark("=") else { return try compound(first: (word, line), depth: depth) }
      try advance()
      guard let value = try self.word() else { throw unexpected("a value") }
      collector.setDefault(.graph, word, value, line: line)
    }
  }

  private mutating func attributeStatement(_ domain: GraphMLDomain) throws(DOTFault) {
    let line = scanner.line
    try advance()
    if try word() != nil {
      try take("=")
      collector.report(
        .warning, line: line, "attribute macros mean nothing to Graphviz", "leave out the name before the '='")
    }
    guard isMark("[") else { throw unexpected("'['") }
    let found = try attributes()
    // Tools that sort attributes write others before it.
    if domain == .graph { collector.recognise(found.map(\.0.text)) }
    for (name, value) in found { collector.setDefault(domain, name, value, line: line) }
  }

  private mutating func attributes() throws(DOTFault) -> [(DOTWord, DOTWord)] {
    var found: [(DOTWord, DOTWord)] = []
    while isMark("[") {
      try advance()
      while !isMark("]") {
        guard let name = try word() else { throw unexpected("an attribute or ']'") }
        try take("=", "'=' and a value")
        guard let value = try word() else { throw unexpected("a value") }
        found.append((name, value))
        if isMark(",") || isMark(";") { try advance() }
      }
      try advance()
    }
    return found
  }

  /// Nodes or a subgraph, and edges from them on; the first name may have been read already.
  private mutating func compound(first: (word: DOTWord, line: Int)?, depth: Int) throws(DOTFault) {
    let line = first?.line ?? scanner.line
    var ends = [try simple(first: first, depth: depth)]
    while token == .arrow || token == .line {
      let isArrow = token == .arrow
      guard isArrow == collector.isDirected else {
        throw isArrow
          ? scanner.fault("'->' joins nodes of a digraph, and this is a graph", "write --, or begin with digraph")
          : scanner.fault("'--' joins nodes of a graph, and this is a digraph", "write ->, or begin with graph")
      }
      try advance()
      ends.append(try simple(first: nil, depth: depth))
    }
    let attributes = try attributes()
    if ends.count > 1 {
      let fits = collector.join(ends, attributes, line: line)
      guard fits else {
        throw scanner.fault(
          "the edges between groups of nodes are too many",
          "write no more than \(DOTCollector.leastBudget) in so short a file, or give the network as GraphML or CSV")
      }
    } else if !ends[0].isSubgraph {
      for node in ends[0].nodes { try set(attributes, node.index, line) }
    }
    collector.close(ends)
  }

  private mutating func set(_ attributes: [(DOTWord, DOTWord)], _ node: Int32, _ line: Int) throws(DOTFault) {
    guard collector.set(attributes, ofNode: node, line: line) else {
      throw scanner.fault("a node has more than \(DOTCollector.mostAttributes) attributes", "leave some out")
    }
  }

  private mutating func simple(first: (word: DOTWord, line: Int)?, depth: Int) throws(DOTFault) -> DOTEnds {
    if first == nil, token == .keyword(.subgraph) || isMark("{") { return try subgraph(depth: depth) }
    var ends = DOTEnds()
    var given = first
    repeat {
      if given == nil, isMark(",") { try advance() }
      let line = given?.line ?? scanner.line
      var name = given?.word
      if name == nil { name = try word() }
      guard let name else { throw unexpected("the name of a node") }
      given = nil
      var port: DOTWord?
      if isMark(":") {
        try advance()
        guard let name = try word() else { throw unexpected("the name of a port") }
        port = name
        if isMark(":") {
          try advance()
          guard let side = try word() else { throw unexpected("the side of a port") }
          port = DOTWord(text: name.text + [0x3A] + side.text, isHTML: false)
        }
      }
      guard let index = collector.node(name, line: line) else {
        throw scanner.fault(
          "the nodes with all their attributes by default are too many", "leave out defaults that say little")
      }
      ends.nodes.append((index, port))
    } while isMark(",")
    return ends
  }

  private mutating func subgraph(depth: Int) throws(DOTFault) -> DOTEnds {
    guard depth < Self.deepest else {
      throw scanner.fault("subgraphs stand more than \(Self.deepest) deep in one another", "flatten them")
    }
    var name: DOTWord?
    if token == .keyword(.subgraph) {
      try advance()
      name = try word()
    }
    let index = collector.beginSubgraph(name)
    try body(depth: depth + 1)
    return collector.endSubgraph(index)
  }
}
