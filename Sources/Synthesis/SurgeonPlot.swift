import Records

/// How the surgeon's work with peers goes on: a fixed tree over the circle of peers, with dates.
///
/// It is laid down, not left to chance, so that every programme has a long documented chain. For its two
/// techniques nobody in it learns in any other way.
struct SurgeonPlot {
  /// One person passing a technique on to another.
  struct Link {
    let technique: Int
    let from: Int32
    let to: Int32
    let day: Day
    let generation: Int
  }

  /// Whom each peer learns from: 0 is the surgeon, 1 the first peer. Any beginning of the list is a tree; the first
  /// nine hold a chain of four, the first ten one of five.
  static let parents = [
    0, 0, 1, 3, 4, 1, 2, 7, 0, 5, 9, 6, 8, 0, 14, 3, 12, 2, 18, 11, 15, 4, 21, 9, 13, 20, 16, 6,
  ]

  /// The surgeon's peers.
  let circle: [Int32]
  /// Every passing on, of both techniques, each after the one it rests on.
  private(set) var links: [Link] = []
  /// Per peer, whether any other peer learns from them.
  private(set) var passesOn: [Bool]

  /// The plot over a circle of peers.
  init(circle: [Int32], seed: UInt64) {
    var random = SeededRandom(seed: seed, .surgeon)
    self.circle = circle
    passesOn = [Bool](repeating: false, count: circle.count)
    var stress = [Course.surgeonUptake.stress]
    var communication: [Day?] = [Course.surgeonUptake.communication]
    var generations = [0]
    for (position, peer) in circle.enumerated() {
      let parent = Self.parents[position]
      if parent > 0 { passesOn[parent - 1] = true }
      let giver = parent == 0 ? Int32(PersonIDs.surgeon) : circle[parent - 1]
      let generation = generations[parent] + 1
      let day = stress[parent] + Day(random.within(35...150))
      generations.append(generation)
      stress.append(day)
      links.append(
        Link(technique: Catalogue.stressConversations, from: giver, to: peer, day: day, generation: generation))
      // The beginnings of both chains are the same; further out only some pass on the second technique too.
      let goesOn = position < 5 || random.chance(0.65)
      let next = communication[parent].map { max($0, stress[parent]) + Day(random.within(45...160)) }
      guard goesOn, let next else {
        communication.append(nil)
        continue
      }
      communication.append(next)
      links.append(
        Link(technique: Catalogue.communicationStyles, from: giver, to: peer, day: next, generation: generation))
    }
  }

  /// True for techniques that the plot lays down.
  static func covers(_ technique: Int) -> Bool {
    technique == Catalogue.stressConversations || technique == Catalogue.communicationStyles
  }

  /// The people along the longest chain, from the surgeon on.
  var longestChain: [Int32] {
    var depths = [0]
    for position in circle.indices { depths.append(depths[Self.parents[position]] + 1) }
    var place = 0
    for candidate in depths.indices where depths[candidate] > depths[place] { place = candidate }
    var chain: [Int32] = []
    while place > 0 {
      chain.append(circle[place - 1])
      place = Self.parents[place - 1]
    }
    return [Int32(PersonIDs.surgeon)] + chain.reversed()
  }

  /// The day a peer starts to use stress conversations.
  func firstDay(ofPeer position: Int) -> Day {
    let peer = circle[position]
    return links.first { $0.to == peer }?.day ?? Timeline.last
  }
}
