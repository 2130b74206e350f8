public import Graph

/// Who can influence whom, and how likely one try is to succeed.
///
/// For people: "if she uses it, will they?" An arc u -> v is one try: u takes up a technique, and v may follow.
public struct DiffusionGraph: Sendable {
  /// How likely a try along an arc is to succeed.
  public enum Chance: Sendable {
    /// Along every arc alike.
    case same(Double)
    /// Along each slot of the arcs.
    case each([Double])
  }

  /// Row u: everybody whom u can influence.
  public let arcs: Adjacency
  /// How likely a try is to succeed.
  public let chance: Chance
  /// Where every arc has the same chance: how far it is to the next live one.
  let skips: Skips?
  /// Where each arc has its own: below which number it is live.
  let bars: [UInt64]

  /// Where rows begin, in half the memory.
  let offsets: [UInt32]
  /// How many the one can influence who can influence most.
  let longestRow: Int

  /// Number of people.
  public var nodeCount: Int { arcs.nodeCount }

  /// A graph of influence.
  ///
  /// - Parameters:
  ///   - arcs: Row u: everybody whom u can influence.
  ///   - chance: Probabilities from 0 to 1.
  /// - Complexity: O(n), and O(m) where each arc has its own chance.
  public init(arcs: Adjacency, chance: Chance) {
    self.arcs = arcs
    self.chance = chance
    offsets = arcs.offsets.map { UInt32($0) }
    longestRow = (0..<arcs.nodeCount).reduce(0) { max($0, arcs.degree($1)) }
    switch chance {
    case .same(let probability):
      precondition((0...1).contains(probability), "a probability lies between 0 and 1")
      skips = Skips(probability: probability, longestRow: longestRow)
      bars = []
    case .each(let probabilities):
      precondition(probabilities.count == arcs.targets.count, "every arc has one probability")
      precondition(probabilities.allSatisfy { (0...1).contains($0) }, "a probability lies between 0 and 1")
      skips = nil
      bars = probabilities.map(World.bar)
    }
  }

  /// Calls `body` with the slot of every arc out of `node` that is live in `world`, in rising order: whom they win over
  /// there, should they take it up.
  ///
  /// The same in every plan: it depends on the world and the node alone.
  ///
  /// - Complexity: O(1 + live arcs) where every arc has the same chance, O(arcs) otherwise.
  @inline(__always)
  public func forEachLiveArc(of node: Int, in world: World, _ body: (_ slot: Int) -> Void) {
    var slot = arcs.offsets[node]
    let end = arcs.offsets[node + 1]
    var count = 0
    if let skips {
      let (dead, guide) = (skips.dead.span, skips.guide.span)
      while true {
        let number = world.draw(node, count)
        if number < dead[end - slot] { return }
        slot += Skips.skip(number, dead, guide)
        body(slot)
        slot += 1
        count += 1
      }
    }
    while slot < end {
      if world.draw(node, count) < bars[slot] { body(slot) }
      slot += 1
      count += 1
    }
  }
}
