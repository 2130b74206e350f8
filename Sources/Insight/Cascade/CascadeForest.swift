import Graph
import Records

/// Turns everybody's sources into the forest and its figures.
struct CascadeForest {
  private let technique: RowIndex<Technique>
  private let moment: [Moment]
  /// Adopters by time of adoption and id; everything below speaks of places in this list.
  private let adopters: [Int]
  private let sources: [[(place: Int, source: CascadeSource)]]
  /// Places in an order in which sources come before those who learnt from them.
  private let causal: [Int]

  init(
    _ technique: RowIndex<Technique>, _ adoption: Adoption, _ sources: [Int: [CascadeSource]]
  ) {
    self.technique = technique
    moment = adoption.moment
    adopters = adoption.adopters
    var placeOf: [Int: Int] = [:]
    for (place, person) in adoption.adopters.enumerated() { placeOf[person] = place }
    let placed = adoption.adopters.map { person in
      (sources[person] ?? []).compactMap { source in placeOf[source.person].map { ($0, source) } }
    }
    self.sources = placed
    causal = Self.causalOrder(placed)
  }

  /// Places with every source ahead; sources of one and the same moment make it differ from the order of adoption.
  private static func causalOrder(_ sources: [[(place: Int, source: CascadeSource)]]) -> [Int] {
    var followers = [[Int]](repeating: [], count: sources.count)
    var waiting = sources.map(\.count)
    for (place, list) in sources.enumerated() {
      for entry in list { followers[entry.place].append(place) }
    }
    var order = waiting.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      for follower in followers[order[next]] {
        waiting[follower] -= 1
        if waiting[follower] == 0 { order.append(follower) }
      }
      next += 1
    }
    return order
  }

  func cascade() -> Cascade {
    let count = adopters.count
    var generation = [Int](repeating: 0, count: count)
    for place in causal {
      if let least = sources[place].map({ generation[$0.place] }).min() { generation[place] = least + 1 }
    }
    var credit = [Double](repeating: 0, count: count)
    var downstream = credit
    for place in causal.reversed() {
      for (source, share) in sources[place].map({ ($0.place, $0.source.credit) }) {
        credit[source] += share
        downstream[source] += share * (1 + downstream[place])
      }
    }
    let parent = sources.map { list in
      // Places are in the order of adoption and id, so the least place decides between equals.
      list.min { a, b in
        (a.source.isKnown ? 0 : 1, -a.source.credit, a.place) < (b.source.isKnown ? 0 : 1, -b.source.credit, b.place)
      }?.place
    }
    let people = adopters.indices.map { place in
      Adopter(
        person: adopters[place], adopted: moment[adopters[place]], generation: generation[place],
        sources: sources[place].map(\.source), parent: parent[place], credit: credit[place],
        downstream: downstream[place])
    }
    return Cascade(technique: technique, people: people, causal: causal)
  }
}

extension Cascade {
  /// The figures of a forest.
  ///
  /// - Parameters:
  ///   - technique: The technique.
  ///   - people: Its adopters, or a part of them.
  ///   - causal: Places in `people` in an order in which parents come before children.
  ///   - adoptersInAll: Number of adopters when `people` are a part of them.
  /// - Complexity: O(n log n).
  init(technique: RowIndex<Technique>, people: [Adopter], causal: [Int], adoptersInAll: Int? = nil) {
    let count = people.count
    var size = [Int](repeating: 1, count: count)
    var height = [Int](repeating: 0, count: count)
    var level = height
    var root = Array(0..<count)
    for place in causal {
      guard let parent = people[place].parent else { continue }
      root[place] = root[parent]
      level[place] = level[parent] + 1
    }
    for place in causal.reversed() {
      guard let parent = people[place].parent else { continue }
      size[parent] += size[place]
      height[parent] = max(height[parent], height[place] + 1)
    }
    // Sum over the edges of s (n - s), s the people below an edge: half the sum of all distances in a tree.
    var distances = [Double](repeating: 0, count: count)
    for place in people.indices where people[place].parent != nil {
      distances[root[place]] += Double(size[place]) * Double(size[root[place]] - size[place])
    }
    trees = people.indices.filter { people[$0].parent == nil }
      .sorted { (-size[$0], $0) < (-size[$1], $1) }
      .map { place in
        let n = Double(size[place])
        return CascadeTree(
          root: people[place].person, size: size[place], depth: height[place],
          structuralVirality: size[place] < 2 ? nil : 2 * distances[place] / (n * (n - 1)))
      }

    var perGeneration: [Int] = []
    for person in people {
      while perGeneration.count <= person.generation { perGeneration.append(0) }
      perGeneration[person.generation] += 1
    }
    generations = perGeneration.indices.map { k in
      let isLast = k + 1 == perGeneration.count
      let r = isLast || perGeneration[k] == 0 ? nil : Double(perGeneration[k + 1]) / Double(perGeneration[k])
      return (k, perGeneration[k], r)
    }
    let first = perGeneration.first ?? 0
    sharePeer = count == 0 ? 0 : 1 - Double(first) / Double(count)
    multiplier = first == 0 ? nil : Double(count - first) / Double(first)

    let waits = people.compactMap { person -> Double? in
      guard let parent = person.parent, people[parent].adopted != .min else { return nil }
      return Double(person.adopted) - Double(people[parent].adopted)
    }.sorted()
    medianTimeToPassOn =
      waits.isEmpty ? nil : (waits[(waits.count - 1) / 2] + waits[waits.count / 2]) / 2

    var chain: [Int] = []
    var next = people.indices.max { (level[$0], -$0) < (level[$1], -$1) }
    while let place = next {
      chain.append(place)
      next = people[place].parent
    }
    longestChain = chain.reversed()
    self.technique = technique
    self.people = people
    self.adoptersInAll = adoptersInAll ?? people.count
  }
}
