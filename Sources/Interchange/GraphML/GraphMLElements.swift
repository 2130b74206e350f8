/// The elements of GraphML, and the parts of yEd's drawings that hold text.
enum GraphMLElement {
  case graphml, key, defaultValue, graph, node, edge, hyperedge, port, data, desc, locator, drawnLabel, other
}

/// The attributes of GraphML's elements that mean something here.
enum GraphMLAttribute: Int, CaseIterable {
  case id, domain, name, type, drawing, source, target, directed, edgeDefault, key
}

/// A short name as one number, so that it is told apart in one comparison; 0 when longer than 16 bytes.
struct PackedName: Equatable {
  private(set) var value: UInt128 = 0
  private var length = 0

  init() {}
  init(_ text: StaticString) {
    for byte in text.description.utf8 { append(byte) }
  }

  /// Adds a byte; false when the name grows too long to be known.
  @discardableResult mutating func append(_ byte: UInt8) -> Bool {
    guard length < 16 else {
      value = 0
      return false
    }
    value = value << 8 | UInt128(byte)
    length += 1
    return true
  }
}

extension GraphMLElement {
  private static let names: [(name: PackedName, element: GraphMLElement)] = [
    (PackedName("data"), .data), (PackedName("edge"), .edge), (PackedName("node"), .node),
    (PackedName("graph"), .graph), (PackedName("key"), .key), (PackedName("graphml"), .graphml),
    (PackedName("default"), .defaultValue), (PackedName("hyperedge"), .hyperedge), (PackedName("port"), .port),
    (PackedName("desc"), .desc), (PackedName("locator"), .locator),
  ]
  private static let drawnLabels = [PackedName("NodeLabel"), PackedName("EdgeLabel")]

  /// The element of that name, in GraphML's own namespace or in another one.
  init(_ name: PackedName, isGraphML: Bool) {
    if isGraphML, let known = Self.names.first(where: { $0.name == name }) {
      self = known.element
    } else {
      self = Self.drawnLabels.contains(name) ? .drawnLabel : .other
    }
  }
}

extension GraphMLAttribute {
  private static let names: [(name: PackedName, attribute: GraphMLAttribute)] = [
    (PackedName("key"), .key), (PackedName("id"), .id), (PackedName("source"), .source),
    (PackedName("target"), .target), (PackedName("directed"), .directed), (PackedName("for"), .domain),
    (PackedName("attr.name"), .name), (PackedName("attr.type"), .type), (PackedName("yfiles.type"), .drawing),
    (PackedName("edgedefault"), .edgeDefault),
  ]

  /// The attribute of that name.
  init?(_ name: PackedName) {
    guard let known = Self.names.first(where: { $0.name == name }) else { return nil }
    self = known.attribute
  }
}

/// The known attributes of one element, in memory that is used again for the next.
struct GraphMLAttributes {
  private(set) var bytes: [UInt8] = []
  private var ranges = [Range<Int>](repeating: 0..<0, count: GraphMLAttribute.allCases.count)
  /// One bit for each attribute the element has.
  private var present: UInt16 = 0

  /// Forgets all values and keeps the memory.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    present = 0
  }

  /// Takes a value.
  mutating func set(_ attribute: GraphMLAttribute, _ value: UnsafeBufferPointer<UInt8>) {
    let start = bytes.count
    unsafe bytes.append(contentsOf: value)
    var position = start
    while position < bytes.count {
      if bytes[position] == 0x26 {
        restoreAmpersands(from: position)
        break
      }
      position &+= 1
    }
    ranges[attribute.rawValue] = start..<bytes.count
    present |= 1 << UInt16(attribute.rawValue)
  }

  /// Makes `&#38;`, as which libxml2 hands over an ampersand, and nothing else, one again.
  private mutating func restoreAmpersands(from start: Int) {
    let reference = Array("&#38;".utf8)
    var (read, write) = (start, start)
    while read < bytes.count {
      bytes[write] = bytes[read]
      read += bytes[read...].starts(with: reference) ? reference.count : 1
      write += 1
    }
    bytes.removeLast(read - write)
  }

  /// Where the value lies in ``bytes``; `nil` where the element has no such attribute.
  func range(_ attribute: GraphMLAttribute) -> Range<Int>? {
    present & 1 << UInt16(attribute.rawValue) == 0 ? nil : ranges[attribute.rawValue]
  }

  /// The value as text.
  func text(_ attribute: GraphMLAttribute) -> String? {
    range(attribute).map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}
