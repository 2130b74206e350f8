import Graph
import Records

/// Turns everybody's sources into the forest and its figures.
struct CascadeForest {
  private let technique: RowIndex<Technique>?
  private let moment: [Moment]
  /// Adopters by time of adoption and id; everything below speaks of places in this list.
  private let adopters: [Int]
  private let table: SourceTable
  /// Place of each source of the table.
  private let places: [Int]
  /// Places in an order in which sources come before those who learnt from them.
  private let causal: [Int]

  /// - Parameters:
  ///   - technique: The technique; `nil` for all of them.
  ///   - moment: When each person adopted.
  ///   - adopters: People by time of adoption and id.
  ///   - table: The sources of each, adopters themselves.
  init(_ technique: RowIndex<Technique>?, _ moment: [Moment], _ adopters: [Int], _ table: SourceTable) {
    self.technique = technique
    self.moment = moment
    self.adopters = adopters
    self.table = table
    var placeOf = [Int](repeating: 0, count: moment.count)
    for (place, person) in adopters.enumerated() { placeOf[person] = place }
    places = table.sources.map { placeOf[$0.person] }
    causal = Self.causalOrder(table, places)
  }

  /// Places with every source ahead; sources of one and the same moment make it differ from the order of adoption.
  private static func causalOrder(_ table: SourceTable, _ places: [Int]) -> [Int] {
    let count = table.offsets.count - 1
    var first = [Int](repeating: 0, count: count + 1)
    for source in places { first[source + 1] += 1 }
    for place in 0..<count { first[place + 1] += first[place] }
    var fill = first
    var followers = [Int](repeating: 0, count: places.count)
    var waiting = [Int](repeating: 0, count: count)
    for place in 0..<count {
      waiting[place] = table.offsets[place + 1] - table.offsets[place]
      for entry in table.offsets[place]..<table.offsets[place + 1] {
        followers[fill[places[entry]]] = place
        fill[places[entry]] += 1
      }
    }
    var order = waiting.indices.filter { waiting[$0] == 0 }
    order.reserveCapacity(count)
    var next = 0
    while next < order.count {
      for entry in first[order[next]]..<first[order[next] + 1] {
        let follower = followers[entry]
        waiting[follower] -= 1
        if waiting[follower] == 0 { order.append(follower) }
      }
      next += 1
    }
    return order
  }

  func cascade() -> Cascade {
    let count = adopters.count
    let offsets = table.offsets
    var generation = [Int](repeating: 0, count: count)
    for place in causal {
      for entry in offsets[place]..<offsets[place + 1] {
        let next = generation[places[entry]] + 1
        if entry == offsets[place] || next < generation[place] { generation[place] = next }
      }
    }
    var credit = [Double](repeating: 0, count: count)
    var downstream = credit
    for place in causal.reversed() {
      for entry in offsets[place]..<offsets[place + 1] {
        let share = table.sources[entry].credit
        credit[places[entry]] += share
        downstream[places[entry]] += share * (1 + downstream[place])
      }
    }
    let people = adopters.indices.map { place in
      let range = offsets[place]..<offsets[place + 1]
      // Places are in the order of adoption and id, so the least place decides between equals.
      let parent = range.min { a, b in
        let (x, y) = (table.sources[a], table.sources[b])
        return (x.isKnown ? 0 : 1, -x.credit, places[a]) < (y.isKnown ? 0 : 1, -y.credit, places[b])
      }
      return Adopter(
        person: adopters[place], adopted: moment[adopters[place]], generation: generation[place],
        sources: table[place], parent: parent.map { places[$0] }, credit: credit[place],
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
  init(technique: RowIndex<Technique>?, people: [Adopter], causal: [Int], adoptersInAll: Int? = nil) {
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
    let intervals = followerIntervals(people, perGeneration)
    var credits = [[Double]](repeating: [], count: perGeneration.count)
    for person in people { credits[person.generation].append(person.credit) }
    generations = perGeneration.indices.map { k in
      let isLast = k + 1 == perGeneration.count
      let r = isLast || perGeneration[k] == 0 ? nil : Double(perGeneration[k + 1]) / Double(perGeneration[k])
      return CascadeGeneration(
        generation: k, people: perGeneration[k], r: r, rInterval: isLast ? nil : intervals[k],
        learnersEach: MeanInterval(ofCounts: credits[k]))
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
