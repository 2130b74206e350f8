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
    let near = question.near.map { Int(ranks[$0.int]) }
    let rounds = collect(question, wanted, leavingOut: near, &scratch.found)
    if let near, !scratch.found.isEmpty {
      scratch.steps.search(graph, from: near, within: farthest)
      scratch.introductions.search(graph, from: near, introduces: introduces)
      nearestFirst(&scratch)
    }
    if let turn = question.turn { rotate(&scratch.found, rounds, turn) }
    return scratch.found.prefix(question.limit).map { found in
      let entry = entries[found.entry]
      let rank = Int(entry.rank)
      var introduction: [RowIndex<Person>] = []
      if let near {
        introduction = scratch.introductions.path(
          to: rank, from: near, isDirect: found.distance == 1, in: graph
        ).map { RowIndex(Int(rows[$0])) }
      }
      return Peer(
        person: RowIndex(Int(rows[rank])), score: entry.score, technique: RowIndex(Int(found.technique)),
        evidence: entry.evidence, lastUsed: entry.lastUsed == .min ? nil : entry.lastUsed, isInUse: entry.isInUse,
        engagements: Int(engagements[rank]), capacity: capacities[rank] < 0 ? nil : capacities[rank],
        distance: found.distance == .max ? nil : Int(found.distance), introduction: introduction)
    }
  }

  /// Collects people by score, then id, until there are enough and nobody left out is as good as the last of them; gives
  /// where each round of nearly equal people begins.
  private func collect(
    _ question: PeerQuestion, _ wanted: PeerContext.Wanted, leavingOut near: Int?, _ found: inout [PeerFound]
  ) -> [Int] {
    found.removeAll(keepingCapacity: true)
    if question.limit <= 0 { return [] }
    var rounds: [Int] = []
    var roundEnds = Double.infinity
    let techniques = question.skill.techniques
    var next = techniques.map { offsets[$0.int] }
    // Somebody good at several techniques of a skill counts with the best of them, which comes first.
    var taken: Set<UInt32> = []
    while true {
      var best: Int?
      for place in next.indices where next[place] < offsets[techniques[place].int + 1] {
        guard let other = best else {
          best = place
          continue
        }
        let (a, b) = (entries[next[place]], entries[next[other]])
        if a.score > b.score || (a.score == b.score && a.rank < b.rank) { best = place }
      }
      guard let best else { return rounds }
      let place = next[best]
      let entry = entries[place]
      next[best] += 1
      let isFull = found.count >= question.limit
      if isFull, question.turn == nil, entry.score < found[question.limit - 1].score { return rounds }
      if isFull, question.turn != nil, entry.score < roundEnds { return rounds }
      guard Int(entry.rank) != near, context.fits(entry, wanted) else { continue }
      if techniques.count > 1, !taken.insert(entry.rank).inserted { continue }
      if found.isEmpty || entry.score < roundEnds {
        rounds.append(found.count)
        roundEnds = entry.score * PeerScore.nearlyEqual
      }
      found.append(
        PeerFound(entry: place, score: entry.score, technique: Int32(techniques[best].int)))
    }
  }

  /// Puts the nearest first among people of the same score, whom the order of ids has in order already.
  private func nearestFirst(_ scratch: inout PeerScratch) {
    var start = 0
    while start < scratch.found.count {
      let score = scratch.found[start].score
      var end = start
      var isAnyoneNear = false
      while end < scratch.found.count, scratch.found[end].score == score {
        if let steps = scratch.steps.steps(to: Int(entries[scratch.found[end].entry].rank)) {
          scratch.found[end].distance = Int32(clamping: steps)
          isAnyoneNear = true
        }
        end += 1
      }
      if isAnyoneNear, end - start > 1 {
        scratch.found[start..<end].sort { a, b in
          a.distance == b.distance ? entries[a.entry].rank < entries[b.entry].rank : a.distance < b.distance
        }
      }
      start = end
    }
  }

  /// Lets each round begin with another of its people, turn by turn.
  private func rotate(_ found: inout [PeerFound], _ rounds: [Int], _ turn: Int) {
    for (number, start) in rounds.enumerated() {
      let end = number + 1 < rounds.count ? rounds[number + 1] : found.count
      let count = end - start
      let first = start + (turn % count + count) % count
      let turned = Array(found[first..<end] + found[start..<first])
      found.replaceSubrange(start..<end, with: turned)
    }
  }
}
