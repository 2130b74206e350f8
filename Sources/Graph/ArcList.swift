/// Arcs in any order, with parallel ones and self ties among them: what rows are made of.
package struct ArcList: Sendable {
  /// The node each arc leaves.
  package private(set) var tails: [UInt32] = []
  /// The node each arc enters.
  package private(set) var heads: [UInt32] = []
  /// The weight of each arc; empty when none counts.
  package private(set) var weights: [Double] = []
  /// For each node the number of arcs that leave it for another.
  private(set) var leaving: [UInt32]
  /// For each node the number of arcs that enter it from another.
  private(set) var entering: [UInt32]

  /// No arcs, between `nodes` nodes.
  package init(nodes: Int) {
    leaving = [UInt32](repeating: 0, count: nodes)
    entering = leaving
  }

  /// The arcs of `edges`, one for each when `directed` is false.
  init(_ edges: EdgeTable, directed: Bool, weighted: Bool) {
    self.init(nodes: edges.space.count)
    if !directed || edges.way.allSatisfy({ $0 == .forward }) {
      (tails, heads, weights) = (edges.tail, edges.head, weighted ? edges.weight : [])
    } else {
      for edge in 0..<edges.count {
        let (tail, head) = (edges.tail[edge], edges.head[edge])
        let way = edges.way[edge]
        if way != .backward { add(tail, head, weighted ? edges.weight[edge] : nil) }
        if way != .forward { add(head, tail, weighted ? edges.weight[edge] : nil) }
      }
    }
    count(0..<tails.count)
  }

  private mutating func add(_ tail: UInt32, _ head: UInt32, _ weight: Double?) {
    tails.append(tail)
    heads.append(head)
    if let weight { weights.append(weight) }
  }

  /// Makes room for so many arcs in all.
  package mutating func reserve(_ count: Int, weighted: Bool) {
    tails.reserveCapacity(count)
    tails.preferLargePages()
    heads.reserveCapacity(count)
    heads.preferLargePages()
    if !weighted { return }
    weights.reserveCapacity(count)
    weights.preferLargePages()
  }

  /// Adds arcs between nodes of which there are now `nodes`.
  package mutating func append(
    _ tails: ArraySlice<UInt32>, _ heads: ArraySlice<UInt32>, _ weights: ArraySlice<Double>, nodes: Int
  ) {
    if nodes > leaving.count {
      let new = repeatElement(UInt32(0), count: nodes - leaving.count)
      leaving.append(contentsOf: new)
      entering.append(contentsOf: new)
    }
    let before = self.tails.count
    self.tails.append(contentsOf: tails)
    self.heads.append(contentsOf: heads)
    self.weights.append(contentsOf: weights)
    count(before..<self.tails.count)
  }

  private mutating func count(_ places: Range<Int>) {
    Self.count(tails, heads, places, &leaving, &entering)
  }

  private static func count(
    _ tails: [UInt32], _ heads: [UInt32], _ places: Range<Int>, _ leaving: inout [UInt32], _ entering: inout [UInt32]
  ) {
    let (tails, heads) = (tails.span, heads.span)
    var out = leaving.mutableSpan
    var into = entering.mutableSpan
    for place in places where tails[place] != heads[place] {
      out[Int(tails[place])] &+= 1
      into[Int(heads[place])] &+= 1
    }
  }

  /// Forgets the arcs and gives the memory their heads were in.
  mutating func releaseHeads() -> [UInt32] {
    var memory: [UInt32] = []
    swap(&memory, &heads)
    self = ArcList(nodes: 0)
    return memory
  }
}
