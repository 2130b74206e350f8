import Algorithms
import Graph

/// The people and teams of one area, spread over a disc.
struct AreaDisc {
  /// Where each of them stands, from the middle of the disc.
  private(set) var places: [SIMD2<Double>]

  /// How large a disc holds so many, about 1 apart.
  static func radius(of count: Int) -> Double { 0.62 * Double(count).squareRoot() + 0.8 }

  /// - Parameters:
  ///   - nodes: Who stands there.
  ///   - edges: Who of them are joined, by their places among the nodes.
  ///   - isAlone: True where there is no other area, so that clumps may stand out and nothing need keep within a disc.
  init(_ nodes: [Int], _ edges: [(Int, Int)], isAlone: Bool) {
    var table = EdgeTable(space: NodeSpace([.person: nodes.count]))
    for (row, edge) in edges.enumerated() { table.add(.tie, row: row, from: edge.0, to: edge.1) }
    let layout = layout(of: Adjacency(table, directed: false, weighted: false))
    places = zip(layout.x, layout.y).map { SIMD2($0, $1) }
    spread(evenly: isAlone ? 0.15 : 0.6)
    for _ in 0..<24 { part() }
  }

  /// Fills the disc: each place keeps its direction, and goes part of the way to where it would be if every ring held as
  /// many as it has room for.
  private mutating func spread(evenly share: Double) {
    let distances = places.map { ($0 * $0).sum().squareRoot() }
    let order = distances.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }
    guard let last = order.last, distances[last] > 0 else { return }
    let radius = Self.radius(of: places.count)
    // A few far out do not make everybody else small.
    let farthest = max(distances[order[(order.count - 1) * 19 / 20]], .leastNormalMagnitude)
    for (rank, node) in order.enumerated() where distances[node] > 0 {
      let even = ((Double(rank) + 0.5) / Double(order.count)).squareRoot()
      let own = min(distances[node] / farthest, 1.1)
      places[node] *= radius * (share * even + (1 - share) * own) / distances[node]
    }
  }

  /// Neighbours that stand on each other's feet step apart, half of what is missing each.
  private mutating func part() {
    let least = 0.82
    var cells: [SIMD2<Int>: [Int]] = [:]
    func cell(_ place: SIMD2<Double>) -> SIMD2<Int> {
      SIMD2(Int((place.x / least).rounded(.down)), Int((place.y / least).rounded(.down)))
    }
    for (node, place) in places.enumerated() { cells[cell(place), default: []].append(node) }
    let before = places
    for node in before.indices {
      let own = cell(before[node])
      for down in -1...1 {
        for right in -1...1 {
          for other in cells[own &+ SIMD2(right, down)] ?? [] where other > node {
            var way = before[other] - before[node]
            var distance = (way * way).sum().squareRoot()
            guard distance < least else { continue }
            if distance < 1e-6 {
              // Two on one spot part along a direction of their own.
              way = SIMD2(Double(node % 7) - 3.1, Double(other % 5) - 2.1)
              distance = (way * way).sum().squareRoot()
            }
            let step = way * ((least - min(distance, least)) / distance * 0.25 + 1e-9)
            places[node] -= step
            places[other] += step
          }
        }
      }
    }
  }
}
