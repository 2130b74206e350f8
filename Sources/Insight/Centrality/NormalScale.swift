import Algorithms
import Graph
import Records

/// The most that measures can be in a graph of some size.
///
/// In a view of two kinds of node, edges run between the two alone, and the most is what that allows.
///
/// Sources: Freeman 1978, doi:10.1016/0378-8733(78)90021-7; two modes: Borgatti and Everett 1997,
/// doi:10.1016/S0378-8733(96)00301-2.
struct NormalScale {
  /// For each node how many there are of its own kind, itself among them, and of the kind across; `nil` in one mode.
  private let modes: [(own: Double, other: Double)]?
  private let others: Double
  private let isDirected: Bool

  init(_ nodes: ViewNodes, isDirected: Bool) {
    self.isDirected = isDirected
    others = Double(nodes.count - 1)
    guard nodes.view.isTwoMode, let first = nodes.kinds.first else {
      modes = nil
      return
    }
    let firsts = Double(nodes.kinds.count { $0 == first })
    let seconds = Double(nodes.count) - firsts
    modes = nodes.kinds.map { $0 == first ? (firsts, seconds) : (seconds, firsts) }
  }

  /// Values as shares of the most there can be; as they are for measures without a most of their own.
  func normalised(
    _ values: [Double?], _ measure: CentralityMeasure, _ graph: Adjacency, _ distances: DistanceSums?
  ) -> [Double?] {
    func divided(by most: (Int) -> Double) -> [Double?] {
      values.enumerated().map { node, value in value.map { most(node) > 0 ? $0 / most(node) : 0 } }
    }
    switch measure {
    case .degree, .inDegree, .outDegree: return divided { modes?[$0].other ?? others }
    case .harmonic: return divided { node in modes.map { $0[node].other + ($0[node].own - 1) / 2 } ?? others }
    case .closeness:
      guard let modes, let distances else { return values }
      // As the raw value, with the least that distances can add up to between two modes.
      return values.enumerated().map { node, value in
        value.map { _ in
          Double(distances.reached[node]) / others * (modes[node].other + 2 * (modes[node].own - 1))
            / distances.total[node]
        }
      }
    case .betweenness: return divided { node in modes.map { Self.mostBetween($0[node]) } ?? mostBetween }
    case .edgeBetweenness: return divided { _ in others * (others + 1) / (isDirected ? 1 : 2) }
    case .effectiveSize:
      // Burt's efficiency: the share of contacts that bring something of their own.
      let contacts = graph.symmetric()
      return divided { Double(contacts.degree($0)) }
    default: return values
    }
  }

  private var mostBetween: Double { others * (others - 1) / (isDirected ? 1 : 2) }

  /// The greatest betweenness of a node with `own` on its side and `other` across.
  private static func mostBetween(_ mode: (own: Double, other: Double)) -> Double {
    let (own, other) = mode
    let s = ((own - 1) / other).rounded(.down)
    let t = own - 1 - s * other
    let most = other * other * (s + 1) * (s + 1) + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)
    return other > 0 ? most / 2 : 0
  }
}
