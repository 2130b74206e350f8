import Records

/// Attributes, and the values that nodes, edges and graphs have by them.
extension DOTCollector {
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
  func shown(_ key: Int, _ value: DOTWord, of name: [UInt8]?) -> [UInt8] {
    let isEscaped = isOwn || DOTNames.isEscaped(contents.keys[key].name)
    if value.isHTML { return isEscaped ? DOTText.words(inHTML: value.text) : value.text }
    return isEscaped ? DOTText.shown(value.text, name: name) : value.text
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
}
