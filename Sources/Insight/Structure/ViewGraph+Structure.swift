import Algorithms
import Graph

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ViewGraph {
  /// From how many nodes distances are searched at most before they are estimated.
  private static let exactSources = 50_000
  /// From how many nodes they are estimated.
  private static let sampledSources = 1024
  /// Key players are exchanged for others at the end in networks up to this size.
  private static let exchangedNodes = 300
  /// Among how many nodes those whose loss breaks a network up are looked for.
  private static let breakingCandidates = 200

  /// How the network hangs together as a whole; weights do not matter.
  ///
  /// - Complexity: O(nodes edges / 512) for distances, up to 50,000 nodes, beyond which they are estimated from 1,024 nodes;
  ///   O(edges^1.5) for triangles; key players as `breakingPlayers(of:count:among:exchanging:)`.
  public func structure(_ options: StructureOptions = StructureOptions()) -> Structure {
    let graph = unweighted
    let ties = graph.symmetric()
    let n = graph.nodeCount
    let component = components(of: ties)
    let clusters = Algorithms.clustering(of: ties)
    let cores = coreNumbers(of: ties)
    let distances = pathLengths(of: graph)
    var coreSizes = [Int](repeating: 0, count: (cores.max() ?? -1) + 1)
    for core in cores { coreSizes[core] += 1 }
    let possible = Double(n) * Double(n - 1) / (graph.isDirected ? 1 : 2)
    return Structure(
      nodes: n, edges: graph.edgeCount, isDirected: graph.isDirected,
      density: n > 1 ? Double(graph.edgeCount) / possible : nil, reciprocity: reciprocity(graph, ties),
      degrees: degrees(graph),
      parts: Parts(
        components: sizes(component), strong: graph.isDirected ? sizes(strongComponents(of: graph)) : nil,
        fragmentation: Algorithms.fragmentation(ofComponents: component)),
      distances: distances, clustering: clusters.mean, transitivity: clusters.transitivity,
      triangles: clusters.triangleCount, smallWorld: smallWorld(ties, component, distances), cores: coreSizes,
      degreeAssortativity: Algorithms.degreeAssortativity(of: graph),
      separation: Sensitive(Algorithms.separation(of: ties)),
      mixing: grouping.map { Algorithms.mixing(of: graph, groups: $0.groups, count: $0.names.count) },
      keyPlayers: options.keyPlayers > 0 ? Sensitive(keyPlayers(graph, options.keyPlayers)) : nil)
  }

  private func sizes(_ component: [Int]) -> [Int] {
    var sizes = [Int](repeating: 0, count: (component.max() ?? -1) + 1)
    for number in component { sizes[number] += 1 }
    return sizes.sorted(by: >)
  }

  /// Edges that are returned stand in two rows, but once without directions.
  private func reciprocity(_ graph: Adjacency, _ ties: Adjacency) -> Double? {
    guard graph.isDirected, graph.edgeCount > 0 else { return nil }
    return Double(2 * (graph.edgeCount - ties.edgeCount)) / Double(graph.edgeCount)
  }

  private func degrees(_ graph: Adjacency) -> DegreeSummary {
    let turned = graph.reversed()
    let n = graph.nodeCount
    let degrees = (0..<n).map { graph.degree($0) + (graph.isDirected ? turned.degree($0) : 0) }
    let greatest = degrees.max() ?? 0
    var counts = [Int](repeating: 0, count: greatest + 1)
    for degree in degrees { counts[degree] += 1 }
    // In a star, undirected, everybody else is n - 2 short of the centre; with directions both ways twice that.
    let most = Double(n - 1) * Double(n - 2) * (graph.isDirected ? 2 : 1)
    let short = degrees.reduce(0) { $0 + greatest - $1 }
    return DegreeSummary(
      distribution: counts.enumerated().filter { $1 > 0 }.map { ($0, $1) },
      centralisation: n > 2 ? Double(short) / most : nil,
      mean: n > 0 ? Double(degrees.reduce(0, +)) / Double(n) : nil)
  }

  private func pathLengths(of graph: Adjacency) -> PathLengths? {
    let n = graph.nodeCount
    let isExact = n <= Self.exactSources
    let sources = isExact ? n : Self.sampledSources
    let sums =
      isExact ? distanceSums(of: graph) : distanceSums(of: graph, from: Self.sample(sources, of: n))
    let reached = Double(sums.reached.reduce(0, +))
    guard reached > 0 else { return nil }
    let mean = sums.total.reduce(0, +) / reached
    // Of a ratio of two sums: how each node's distances differ from what the mean would give it.
    let spread = zip(sums.total, sums.reached).reduce(0) { sum, node in
      let difference = node.0 - mean * Double(node.1)
      return sum + difference * difference
    }
    let pairs = Double(sources) * Double(n - 1)
    return PathLengths(
      mean: mean, standardError: isExact ? nil : spread.squareRoot() / reached,
      longest: Int(sums.farthest.max() ?? 0), sources: sources,
      fragmentation: 1 - sums.harmonic.reduce(0, +) / pairs)
  }

  /// Distinct nodes by lot, always the same ones.
  private static func sample(_ count: Int, of n: Int) -> [Int] {
    (0..<n).map { (scrambled(UInt64($0)), $0) }.sorted { $0 < $1 }.prefix(count).map(\.1).sorted()
  }

  /// - Parameter distances: Those of the whole graph, which are these where it is in one piece without directions.
  private func smallWorld(_ ties: Adjacency, _ component: [Int], _ distances: PathLengths?) -> SmallWorld? {
    var count = [Int](repeating: 0, count: (component.max() ?? -1) + 1)
    for number in component { count[number] += 1 }
    guard let largest = count.indices.max(by: { count[$0] < count[$1] }), count[largest] > 3 else { return nil }
    let others = component.indices.filter { component[$0] != largest }
    let part = others.isEmpty ? ties : ties.isolating(others)
    let n = Double(count[largest])
    let k = Double(part.targets.count) / n
    guard k > 1, let own = Algorithms.clustering(of: part).mean,
      let distances = others.isEmpty && !graph.isDirected ? distances : pathLengths(of: part)
    else { return nil }
    return SmallWorld(clustering: (own, k / n), distance: (distances.mean, log(n) / log(k)))
  }

  private func keyPlayers(_ graph: Adjacency, _ count: Int) -> KeyPlayerSets {
    let n = graph.nodeCount
    let exchanging = n <= Self.exchangedNodes
    let between = betweenness(of: graph)
    let candidates = Array(
      (0..<n).sorted { (between[$1], $0) < (between[$0], $1) }.prefix(Self.breakingCandidates))
    return KeyPlayerSets(
      breaking: breakingPlayers(of: graph, count: count, among: candidates, exchanging: exchanging),
      reaching: reachingPlayers(of: graph, count: count, exchanging: exchanging), candidates: candidates.count)
  }
}
