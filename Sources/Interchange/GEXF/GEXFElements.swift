/// The elements of GEXF that mean something here; `other` stands where nothing in them does, `drawing` for `viz:`.
enum GEXFElement {
  case gexf, meta, creator, description, keywords, graph, attributes, attribute, defaultValue, options, nodes, node
  case edges, edge, attvalues, attvalue, spells, spell, parents, parent, drawing, other

  private static let names: [(name: PackedName, element: GEXFElement)] = [
    (PackedName("attvalue"), .attvalue), (PackedName("attvalues"), .attvalues), (PackedName("edge"), .edge),
    (PackedName("node"), .node), (PackedName("spell"), .spell), (PackedName("spells"), .spells),
    // What 1.1 called spells.
    (PackedName("slice"), .spell), (PackedName("slices"), .spells), (PackedName("nodes"), .nodes),
    (PackedName("edges"), .edges), (PackedName("attribute"), .attribute), (PackedName("attributes"), .attributes),
    (PackedName("default"), .defaultValue), (PackedName("options"), .options), (PackedName("graph"), .graph),
    (PackedName("gexf"), .gexf), (PackedName("meta"), .meta), (PackedName("creator"), .creator),
    (PackedName("description"), .description), (PackedName("keywords"), .keywords), (PackedName("parents"), .parents),
    (PackedName("parent"), .parent),
  ]
  private static let drawings = ["color", "position", "size", "shape", "thickness"].map { (name: StaticString) in
    PackedName(name)
  }

  /// The element of that name, in GEXF's own namespace or in another one.
  init(_ name: PackedName, isGEXF: Bool) {
    if isGEXF, let known = Self.names.first(where: { $0.name == name }) {
      self = known.element
    } else {
      self = Self.drawings.contains(name) ? .drawing : .other
    }
  }
}

/// The attributes of GEXF's elements that mean something here.
enum GEXFAttribute: Int, CaseIterable {
  case id, label, source, target, type, weight, kind, start, end, startOpen, endOpen, timestamp, timestamps, intervals
  case forAttribute, value, title, category, mode, edgeDefault, parent

  private static let names: [(name: PackedName, attribute: GEXFAttribute)] = [
    (PackedName("for"), .forAttribute), (PackedName("value"), .value), (PackedName("id"), .id),
    (PackedName("source"), .source), (PackedName("target"), .target), (PackedName("label"), .label),
    (PackedName("weight"), .weight), (PackedName("kind"), .kind), (PackedName("type"), .type),
    (PackedName("start"), .start), (PackedName("end"), .end), (PackedName("startopen"), .startOpen),
    (PackedName("endopen"), .endOpen), (PackedName("timestamp"), .timestamp), (PackedName("timestamps"), .timestamps),
    (PackedName("intervals"), .intervals), (PackedName("title"), .title), (PackedName("class"), .category),
    (PackedName("mode"), .mode), (PackedName("defaultedgetype"), .edgeDefault), (PackedName("pid"), .parent),
  ]

  /// The attribute of that name.
  init?(_ name: PackedName) {
    guard let known = Self.names.first(where: { $0.name == name }) else { return nil }
    self = known.attribute
  }
}

/// The known attributes of one element.
struct GEXFAttributes {
  private var texts = [String?](repeating: nil, count: GEXFAttribute.allCases.count)

  /// Forgets all values.
  mutating func clear() {
    for place in texts.indices { texts[place] = nil }
  }

  /// Takes a value; `&#38;` is how libxml2 hands over an ampersand.
  mutating func set(_ attribute: GEXFAttribute, _ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    texts[attribute.rawValue] = bytes.contains(0x26) ? text.replacing("&#38;", with: "&") : text
  }

  /// The value; `nil` where the element has no such attribute.
  subscript(attribute: GEXFAttribute) -> String? { texts[attribute.rawValue] }
}
