/// Numbers the kinds of edges that stand beside one another.
struct ParallelKinds {
  private struct Place: Hashable {
    let from: UInt32
    let to: UInt32
    let kind: String
  }
  private var taken: Set<Place> = []
  /// How many got a number.
  private(set) var numbered = 0

  /// `kind` where no edge before joins these nodes under it, else `kind` with the least number that none has.
  mutating func kind(_ kind: String, _ tail: UInt32, _ head: UInt32, isDirected: Bool) -> String {
    let (from, to) = isDirected ? (tail, head) : (min(tail, head), max(tail, head))
    if taken.insert(Place(from: from, to: to, kind: kind)).inserted { return kind }
    numbered += 1
    var number = 2
    while !taken.insert(Place(from: from, to: to, kind: "\(kind) \(number)")).inserted { number += 1 }
    return "\(kind) \(number)"
  }
}
