import Algorithms
import Graph
import Records

extension PeerIndex {
  /// People with a skill: by score, then the least distance from whoever asks, then id.
  ///
  /// With a turn, people whose scores are within ``PeerScore/nearlyEqual`` of the best of them make a round, and each turn
  /// begins with the next of them.
  ///
  /// - Parameter question: What is looked for.
  /// - Throws: ``QuestionError`` for a setting, staff group or area that nobody who is listed has.
  /// - Complexity: O(people of better or the same score as the last one named, and those left out by what narrows it, and
  ///   contacts within three steps); nothing in the number of people.
  public func peers(_ question: PeerQuestion) throws(QuestionError) -> Peers {
    let wanted = try context.wanted(question)
    let found = memory.use { scratch in answer(question, wanted, &scratch) }
    return Peers(
      peers: found, moment: now.lower == .min ? nil : now.lower, farthest: farthest, halfLife: halfLife, unit: unit,
      question: question)
  }

  private func answer(
    _ question: PeerQuestion, _ wanted: PeerContext.Wanted, _ scratch: inout PeerScratch
  ) -> [Peer] {
    let near = question.near.map { ranks[$0.int] }
    var list = PeerList(question, leavingOut: near, over: scratch.found)
    // The list alone has that memory now, and is not copied when it is written to.
    scratch.found = []
    collect(question.skill.techniques, wanted, &list)
    let places = list.named(question)
    var named = places.map { (place: list.found[$0], distance: Int32(-1)) }
    if let near, !named.isEmpty {
      scratch.steps.search(graph, from: Int(near), within: farthest)
      scratch.introductions.search(graph, from: Int(near), introduces: introduces)
      named = nearestFirst(list.found, at: places, scratch.steps)
    }
    scratch.found = list.found
    return named.map { place, distance in
      let entry = entries[place]
      let rank = Int(entry.rank)
      var introduction: [RowIndex<Person>] = []
      if let near {
        introduction = scratch.introductions.path(to: rank, from: Int(near), isDirect: distance == 1, in: graph)
          .map { RowIndex(Int(rows[$0])) }
      }
      return Peer(
        person: RowIndex(Int(rows[rank])), score: entry.score, technique: technique(of: place),
        evidence: entry.evidence, lastUsed: entry.lastUsed == .min ? nil : entry.lastUsed, isInUse: entry.isInUse,
        engagements: Int(engagements[rank]), capacity: capacities[rank] < 0 ? nil : capacities[rank],
        distance: distance < 0 ? nil : Int(distance), introduction: introduction)
    }
  }

  /// The technique that an entry is of: the last one whose entries begin at it or before.
  private func technique(of place: Int) -> RowIndex<Technique> {
    var (low, high) = (0, offsets.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle] <= place { low = middle } else { high = middle }
    }
    return RowIndex(low)
  }

  /// Collects people by score, then id, until no more are needed.
  private func collect(_ techniques: [RowIndex<Technique>], _ wanted: PeerContext.Wanted, _ list: inout PeerList) {
    let isAnything = wanted.isAnything
    if techniques.count == 1 {
      for place in offsets[techniques[0].int]..<offsets[techniques[0].int + 1] {
        let entry = entries[place]
        if list.isWhole(before: entry.score) { return }
        if isAnything || context.fits(entry, wanted) { list.add(place, entry) }
      }
      return
    }
    var next = techniques.map { offsets[$0.int] }
    // Somebody good at several techniques of a skill counts with the best of them, which comes first.
    var taken: Set<UInt32> = []
    while let best = best(of: next, techniques) {
      let entry = entries[next[best]]
      if list.isWhole(before: entry.score) { return }
      if context.fits(entry, wanted), taken.insert(entry.rank).inserted { list.add(next[best], entry) }
      next[best] += 1
    }
  }

  /// Of the next entries of some techniques the best one's place; `nil` at the end of all.
  private func best(of next: [Int], _ techniques: [RowIndex<Technique>]) -> Int? {
    var best: Int?
    for place in next.indices where next[place] < offsets[techniques[place].int + 1] {
      guard let other = best else {
        best = place
        continue
      }
      let (a, b) = (entries[next[place]], entries[next[other]])
      if a.score > b.score || (a.score == b.score && a.rank < b.rank) { best = place }
    }
    return best
  }

  /// Those who stand at some places of those found when the nearest come first among people of the same score, whom the
  /// order of ids has in order already; with their distances, -1 where no way leads.
  private func nearestFirst(
    _ found: [Int], at places: [Int], _ steps: NearbySearch
  ) -> [(place: Int, distance: Int32)] {
    var equals = 0..<0
    var distances: [Int32] = []
    var near: [Int] = []
    return places.map { place in
      if !equals.contains(place) {
        equals = self.equals(of: place, in: found)
        distances = steps.steps(to: found[equals].map { entries[$0].rank })
        near = distances.indices.filter { distances[$0] >= 0 }
        near.sort { distances[$0] == distances[$1] ? $0 < $1 : distances[$0] < distances[$1] }
      }
      let step = place - equals.lowerBound
      if step < near.count { return (found[equals.lowerBound + near[step]], distances[near[step]]) }
      // Those to whom no way leads keep their order.
      var left = step - near.count
      let far = distances.indices.first { index in
        if distances[index] < 0 { left -= 1 }
        return left < 0
      }
      return (found[equals.lowerBound + (far ?? step)], -1)
    }
  }

  /// The places of all who have the same score as the one at a place.
  private func equals(of place: Int, in found: [Int]) -> Range<Int> {
    let score = entries[found[place]].score
    var (start, end) = (place, place + 1)
    while start > 0, entries[found[start - 1]].score == score { start -= 1 }
    while end < found.count, entries[found[end]].score == score { end += 1 }
    return start..<end
  }
}
