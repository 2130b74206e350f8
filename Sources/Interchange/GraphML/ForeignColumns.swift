import Records

/// What a declared type promises of a value.
enum ForeignType: Equatable {
  case flag
  case whole(bits: Int)
  case fraction

  init?(_ name: String) {
    switch name {
    case "boolean", "bool": self = .flag
    case "int", "integer": self = .whole(bits: 32)
    case "long": self = .whole(bits: 64)
    case "float", "double": self = .fraction
    default: return nil
    }
  }

  /// True when the value, white space aside, is of the type or empty.
  func holds(_ contents: GraphMLContents, _ range: Range<Int>) -> Bool {
    let range = contents.trimmed(range)
    guard !range.isEmpty else { return true }
    let bytes = contents.text.span.extracting(range)
    switch self {
    case .flag: return ["true", "false", "1", "0"].contains(contents.string(range).lowercased())
    case .whole(let bits):
      guard let value = wholeNumber(bytes) else { return false }
      return bits == 64 || Int32(exactly: value) != nil
    case .fraction:
      if Decimal.parse(bytes) != nil { return true }
      return ["nan", "inf", "-inf", "+inf", "infinity", "-infinity"].contains(contents.string(range).lowercased())
    }
  }
}

/// Which attribute of another tool's file becomes which column.
struct ForeignColumns {
  private let contents: GraphMLContents
  private let domain: GraphMLDomain
  /// The columns' headers.
  private(set) var headers: [String] = []
  /// For each key its column, or -1.
  private(set) var slots: [Int32]
  /// For each key what its type promises.
  private(set) var types: [ForeignType?]
  /// For each column where its default value lies, and the key it is of, or -1.
  private(set) var defaults: [Range<Int>] = []
  private(set) var defaultKeys: [Int32] = []
  /// The columns that Ripple does not know.
  private(set) var others: [Int] = []
  /// The column of labels that yEd drew.
  private(set) var drawnSlot: Int?
  /// The column of the nodes that nodes stand in.
  private(set) var parentSlot: Int?
  /// The column of the second-best names.
  private(set) var fallbackName: Int?
  /// True for keys that some element has a value of, or that have a default.
  private var isUsed: [Bool]

  /// Number of columns.
  var count: Int { headers.count }
  /// The line that declares the first unknown column.
  var firstLine: Int {
    contents.keys.indices.first { others.contains(Int(slots[$0])) }.map { contents.keys[$0].line } ?? 1
  }
  /// Length of all default values together.
  var defaultBytes: Int { defaults.reduce(0) { $0 + $1.count } }

  init(_ contents: GraphMLContents, _ domain: GraphMLDomain) {
    self.contents = contents
    self.domain = domain
    slots = [Int32](repeating: -1, count: contents.keys.count)
    types = contents.keys.map { $0.domain == domain ? ForeignType($0.type) : nil }
    var used = contents.keys.map { $0.defaultValue.map { !$0.isEmpty } ?? false }
    for datum in contents.data where !datum.range.isEmpty { used[Int(datum.key)] = true }
    isUsed = used
  }

  /// True when there is a column of that name already.
  func has(_ header: String) -> Bool { headers.contains(header) }

  /// The column of that name.
  func slot(of header: String) -> Int? { headers.firstIndex(of: header) }

  private mutating func add(_ header: String, _ keys: [Int]) -> Int {
    let slot = headers.count
    headers.append(header)
    defaults.append(0..<0)
    defaultKeys.append(-1)
    for key in keys {
      slots[key] = Int32(slot)
      if let value = contents.keys[key].defaultValue {
        defaults[slot] = value
        defaultKeys[slot] = Int32(key)
      }
    }
    return slot
  }

  /// Makes the attribute of one of these names, in whatever letters, a known column.
  mutating func take(_ names: [String], as header: String, where wanted: (ForeignColumns) -> Bool = { _ in true }) {
    guard wanted(self) else { return }
    // Several keys may have one name; spellings are not mixed.
    let found = contents.keys.indices.first { isOpen($0) && names.contains(contents.keys[$0].name.lowercased()) }
    guard let found else { return }
    let name = contents.keys[found].name
    _ = add(header, contents.keys.indices.filter { isOpen($0) && contents.keys[$0].name == name })
  }

  /// Leaves out the attributes called `name` where they only repeat what the column `header` says of every node.
  mutating func leaveOutRepeated(_ name: String, of header: String) {
    let isRepeated = contents.keys.indices.map { isOpen($0) && contents.keys[$0].name.lowercased() == name }
    guard isRepeated.contains(true), let slot = slot(of: header) else { return }
    for node in contents.nodes {
      var (first, second) = (0..<0, 0..<0)
      contents.each(node.values) { datum in
        if slots[Int(datum.key)] == slot { first = datum.range }
        if isRepeated[Int(datum.key)] { second = datum.range }
      }
      if !contents.equal(first, second) { return }
    }
    for key in isRepeated.indices where isRepeated[key] { isUsed[key] = false }
  }

  private func isOpen(_ key: Int) -> Bool {
    contents.keys[key].domain == domain && slots[key] < 0 && !contents.keys[key].isDrawing
  }

  /// Makes every other attribute that is used an unknown column.
  ///
  /// - Parameter drawn: The name of a column for labels that yEd drew, if there are any.
  mutating func keepOthers(besides known: Set<String>, drawn: String?) {
    var taken = known.union(headers)
    func free(_ name: String) -> String {
      var name = name
      while taken.contains(name) { name += "_" }
      taken.insert(name)
      return name
    }
    var groups: [(name: String, keys: [Int])] = []
    var places: [String: Int] = [:]
    for key in contents.keys.indices where isOpen(key) && isUsed[key] {
      let name = contents.keys[key].name
      if let place = places[name] {
        groups[place].keys.append(key)
      } else {
        places[name] = groups.count
        groups.append((name, [key]))
      }
    }
    for (name, keys) in groups {
      let slot = add(free(name), keys)
      others.append(slot)
      if domain == .node, name.lowercased() == "name", fallbackName == nil { fallbackName = slot }
    }
    if let drawn {
      drawnSlot = add(free(drawn), [])
      drawnSlot.map { others.append($0) }
    }
  }

  /// Adds the column of the nodes that nodes stand in, which no attribute holds.
  mutating func addParents() {
    var name = "parent"
    while has(name) { name += "_" }
    let slot = add(name, [])
    parentSlot = slot
    others.append(slot)
  }

  /// A time as it was meant: tools write whole numbers as `3.0` once a column has missing values.
  func timeCell(_ key: Int32, _ range: Range<Int>) -> String {
    let text = contents.string(contents.trimmed(range))
    guard types[Int(key)] == .fraction, let number = Decimal.parse(Array(text.utf8).span),
      number == number.rounded()
    else { return text }
    return Decimal.text(number)
  }
}
