/// The elements of GEXF that mean something here; `other` stands where nothing in them does, `drawing` for `viz:`.
enum GEXFElement: UInt8 {
  case gexf, meta, creator, description, keywords, graph, attributes, attribute, defaultValue, options, nodes, node
  case edges, edge, attvalues, attvalue, spells, spell, parents, parent, drawing, other

  /// The element of that name, in GEXF's own namespace or in another one.
  init(_ name: String, isGEXF: Bool) {
    switch name {
    case "color", "position", "size", "shape", "thickness": self = .drawing
    case _ where !isGEXF: self = .other
    case "gexf": self = .gexf
    case "meta": self = .meta
    case "creator": self = .creator
    case "description": self = .description
    case "keywords": self = .keywords
    case "graph": self = .graph
    case "attributes": self = .attributes
    case "attribute": self = .attribute
    case "default": self = .defaultValue
    case "options": self = .options
    case "nodes": self = .nodes
    case "node": self = .node
    case "edges": self = .edges
    case "edge": self = .edge
    case "attvalues": self = .attvalues
    case "attvalue": self = .attvalue
    // The second is what 1.1 called it.
    case "spells", "slices": self = .spells
    case "spell", "slice": self = .spell
    case "parents": self = .parents
    case "parent": self = .parent
    default: self = .other
    }
  }
}

/// The attributes of GEXF's elements that mean something here.
enum GEXFAttribute: Int {
  case id, label, source, target, type, weight, kind, start, end, startOpen, endOpen, timestamp, timestamps, intervals
  case forAttribute, value, title, category, mode, edgeDefault, parent

  /// The attribute of that name.
  init?(_ name: String) {
    switch name {
    case "id": self = .id
    case "label": self = .label
    case "source": self = .source
    case "target": self = .target
    case "type": self = .type
    case "weight": self = .weight
    case "kind": self = .kind
    case "start": self = .start
    case "end": self = .end
    case "startopen": self = .startOpen
    case "endopen": self = .endOpen
    case "timestamp": self = .timestamp
    case "timestamps": self = .timestamps
    case "intervals": self = .intervals
    case "for": self = .forAttribute
    case "value": self = .value
    case "title": self = .title
    case "class": self = .category
    case "mode": self = .mode
    case "defaultedgetype": self = .edgeDefault
    case "pid": self = .parent
    default: return nil
    }
  }
}

/// The known attributes of the element that begins, while it does.
struct GEXFAttributes {
  private let memory: XMLAttributeMemory?

  init(_ memory: XMLAttributeMemory? = nil) { self.memory = memory }

  /// The value; `nil` where the element has no such attribute.
  subscript(attribute: GEXFAttribute) -> String? { memory?.text(attribute.rawValue) }
}
