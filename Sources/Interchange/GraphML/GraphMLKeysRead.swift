import Records

/// Finds the keys of a file that is being read by their ids.
struct GraphMLKeysRead {
  private var tables = [IDTable](repeating: IDTable(), count: GraphMLDomain.allCases.count)
  private var places = [[Int32]](repeating: [], count: GraphMLDomain.allCases.count)
  private var last = [Int32](repeating: -1, count: GraphMLDomain.allCases.count)
  private var first = [Int32](repeating: -1, count: GraphMLDomain.allCases.count)

  /// The key with that id, which is made when there is none.
  mutating func key(_ id: [UInt8], _ domain: GraphMLDomain, _ line: Int, _ keys: inout [GraphMLKey]) -> Int {
    let (number, isNew) = tables[domain.rawValue].insert(id.span)
    if isNew {
      places[domain.rawValue].append(Int32(keys.count))
      let text = String(decoding: id, as: UTF8.self)
      keys.append(GraphMLKey(id: text, idBytes: id, domain: domain, name: text, line: line, isDeclared: false))
    }
    return Int(places[domain.rawValue][number])
  }

  /// The key that a value names; looked for first where it stood behind the last one.
  mutating func used(
    _ id: UnsafeBufferPointer<UInt8>, _ domain: GraphMLDomain, _ line: Int, _ keys: inout [GraphMLKey]
  ) -> Int32 {
    let before = last[domain.rawValue]
    let guess = before < 0 ? first[domain.rawValue] : keys[Int(before)].following
    if guess >= 0, unsafe Self.isSame(keys[Int(guess)].idBytes, id) {
      last[domain.rawValue] = guess
      return guess
    }
    let found = unsafe Int32(key(Array(id), domain, line, &keys))
    if before < 0 {
      first[domain.rawValue] = found
    } else {
      keys[Int(before)].following = found
    }
    last[domain.rawValue] = found
    return found
  }

  @inline(__always)
  private static func isSame(_ known: [UInt8], _ id: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == id.count else { return false }
    var position = 0
    while position < known.count {
      if unsafe known[position] != id[position] { return false }
      position &+= 1
    }
    return true
  }

  /// An element of that kind ends: the next one begins with the first key again.
  mutating func endElement(_ domain: GraphMLDomain) { last[domain.rawValue] = -1 }

  /// Settles what is known only at the end: keys that were used and never declared; gives what there is to say.
  func settle(
    _ keys: inout [GraphMLKey]
  ) -> [(severity: Problem.Severity, line: Int, message: String, remedy: String)] {
    var said: [(severity: Problem.Severity, line: Int, message: String, remedy: String)] = []
    for index in keys.indices where !keys[index].isDeclared {
      let key = keys[index]
      var found: GraphMLKey?
      for domain in GraphMLDomain.allCases.reversed() {
        guard let number = tables[domain.rawValue].row(of: key.idBytes.span) else { continue }
        let other = keys[Int(places[domain.rawValue][number])]
        if other.isDeclared { found = other }
      }
      if let declared = found {
        keys[index].name = declared.name
        keys[index].type = declared.type
        keys[index].isDrawing = declared.isDrawing
        said.append(
          (
            .warning, key.line, "the key '\(key.id.prefix(60))' is used on a \(key.domain) and declared for another",
            "it is read all the same"
          ))
      } else {
        said.append(
          (
            .warning, key.line, "the key '\(key.id.prefix(60))' is not declared",
            "its values are kept under that name: declare it with <key>"
          ))
      }
    }
    return said
  }
}

extension GraphMLCollector {
  /// Declares the key that begins for each kind of element it is for, and gives where those are.
  mutating func declareKeys(_ attributes: XMLAttributeMemory, _ place: XMLPlace) -> [Int] {
    guard let id = unsafe attributes.bytes(.id).map({ unsafe Array($0) }), !id.isEmpty else {
      report(.error, "a <key> has no id", "give it one")
      return []
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
        .warning, "a <key> is for '\(other.prefix(40))', which is nothing GraphML has",
        "write for=\"node\", \"edge\", \"graph\" or \"all\"")
      domains = GraphMLDomain.allCases
    }
    let type = attributes.text(.type) ?? ""
    let name = attributes.text(.name).flatMap { $0.isEmpty ? nil : $0 }
    var open: [Int] = []
    for domain in domains {
      let index = keys.key(id, domain, place.line, &contents.keys)
      guard !contents.keys[index].isDeclared else {
        report(
          .error, "the key '\(contents.keys[index].id)' is declared twice", "give every key an id of its own")
        continue
      }
      contents.keys[index].isDeclared = true
      contents.keys[index].line = place.line
      contents.keys[index].type = type
      if let name { contents.keys[index].name = name }
      contents.keys[index].isDrawing = name == nil && attributes.text(.drawing) != nil
      open.append(index)
    }
    return open
  }
}
