/// A program of Graphviz that lays a drawing out.
public enum DOTEngine: String, Sendable, CaseIterable {
  /// Ranks along arrows.
  case dot
  /// Springs: slow beyond some thousand nodes.
  case neato
  /// Springs, another way.
  case fdp
  /// Springs on several scales: for large networks.
  case sfdp
  /// Rings around one node.
  case twopi
  /// On circles, part by part.
  case circo

  /// The most nodes and edges it draws within about a minute, measured on random graphs with Graphviz 2.43; `nil` where
  /// time grows slowly enough.
  var most: (nodes: Int, edges: Int)? {
    switch self {
    case .dot: (nodes: 600, edges: 600)
    case .neato, .fdp: (nodes: 2_000, edges: 8_000)
    case .circo: (nodes: 300, edges: 900)
    case .sfdp, .twopi: nil
    }
  }
}

/// A drawing that Graphviz could not make.
public struct DrawingError: Error, CustomStringConvertible {
  /// One sentence with a remedy.
  public let description: String
}
