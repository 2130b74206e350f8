/// Entries of the index, best first, as far as they are needed to answer a question; and the rounds in which people who are
/// nearly as good take turns.
struct PeerList {
  /// Places of the entries.
  private(set) var found: [Int]
  /// Where each round begins.
  private var rounds: [Int] = []
  /// The least score of the round.
  private var roundEnds = Double.infinity
  /// The score that nobody who is still needed is below; known once there are as many as are asked for.
  private var least: Double?
  private let limit: Int
  private let takesTurns: Bool
  private let near: UInt32?

  /// - Parameters:
  ///   - near: Who asks, by rank, and is not named.
  ///   - memory: An array to be used again.
  init(_ question: PeerQuestion, leavingOut near: UInt32?, over memory: consuming [Int]) {
    found = memory
    found.removeAll(keepingCapacity: true)
    limit = question.limit
    takesTurns = question.turn != nil
    self.near = near
  }

  /// True where nobody of a score, or of a lesser one, is needed: there are enough, and the round is at its end, or, where
  /// there are no rounds, those who are as good as the last one are all there.
  func isWhole(before score: Double) -> Bool {
    if limit <= 0 { return true }
    guard let least else { return false }
    return score < (takesTurns ? roundEnds : least)
  }

  /// Adds an entry.
  mutating func add(_ place: Int, _ entry: PeerEntry) {
    if entry.rank == near { return }
    if entry.score < roundEnds {
      rounds.append(found.count)
      roundEnds = entry.score * PeerScore.nearlyEqual
    }
    found.append(place)
    if found.count == limit { least = entry.score }
  }

  /// Which of those found are named, in their order: each round begins with another of its people, turn by turn.
  func named(_ question: PeerQuestion) -> [Int] {
    guard let turn = question.turn else { return Array(found.indices.prefix(limit)) }
    var places: [Int] = []
    for (number, start) in rounds.enumerated() {
      let length = (number + 1 < rounds.count ? rounds[number + 1] : found.count) - start
      let first = (turn % length + length) % length
      for step in 0..<min(length, limit - places.count) { places.append(start + (first + step) % length) }
    }
    return places
  }
}
