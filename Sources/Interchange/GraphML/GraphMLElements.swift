/// The elements of GraphML, and the parts of yEd's drawings that hold text.
enum GraphMLElement: UInt8 {
  case graphml, key, defaultValue, graph, node, edge, hyperedge, port, data, desc, locator, drawnLabel, other

  /// The element of that name, in GraphML's own namespace or in another one.
  init(_ name: String, isGraphML: Bool) {
    switch name {
    case "NodeLabel", "EdgeLabel": self = .drawnLabel
    case _ where !isGraphML: self = .other
    case "graphml": self = .graphml
    case "key": self = .key
    case "default": self = .defaultValue
    case "graph": self = .graph
    case "node": self = .node
    case "edge": self = .edge
    case "hyperedge": self = .hyperedge
    case "port": self = .port
    case "data": self = .data
    case "desc": self = .desc
    case "locator": self = .locator
    default: self = .other
    }
  }
}

/// The attributes of GraphML's elements that mean something here.
enum GraphMLAttribute: Int {
  case id, domain, name, type, drawing, source, target, directed, edgeDefault, key, time

  /// The attribute of that name.
  init?(_ name: String) {
    switch name {
    case "id": self = .id
    case "for": self = .domain
    case "attr.name": self = .name
    case "attr.type": self = .type
    case "yfiles.type": self = .drawing
    case "source": self = .source
    case "target": self = .target
    case "directed": self = .directed
    case "edgedefault": self = .edgeDefault
    case "key": self = .key
    case "time": self = .time
    default: return nil
    }
  }
}

extension XMLAttributeMemory {
  /// The value; `nil` where the element has no such attribute.
  func bytes(_ attribute: GraphMLAttribute) -> UnsafeBufferPointer<UInt8>? { unsafe bytes(attribute.rawValue) }
  /// The value as text.
  func text(_ attribute: GraphMLAttribute) -> String? { text(attribute.rawValue) }
}
