import Graph
import Records
import Testing

@testable import Insight

@Suite struct PeersTests {
  /// What an answer says, by id.
  private struct Row: Equatable, CustomStringConvertible {
    let id: String
    let score: Double
    let distance: Int?
    let introduction: [String]
    var description: String { "\(id) \(score) \(distance.map(String.init) ?? "-") \(introduction)" }
  }

  private func rows(_ peers: Peers, _ network: Network) -> [Row] {
    peers.peers.map { peer in
      Row(
        id: network.people[peer.person].id, score: peer.score, distance: peer.distance,
        introduction: peer.introduction.map { network.people[$0].id })
    }
  }

  /// The same from the definition, over sets and dictionaries.
  private struct Naive {
    let network: Network
    let now: Interval
    let halfLife: Double
    let near: Int?
    let farthest: Int

    func isVisible(_ person: Int) -> Bool {
      let row = network.people.rows[person]
      return row.listed == true || row.introduces == true
    }

    func id(_ person: Int) -> String { network.people.rows[person].id }

    /// Evidence, span and written end of every record that shows a technique.
    func records(_ person: Int, _ technique: Int) -> [(Evidence, Interval, Moment?)] {
      var found: [(Evidence, Interval, Moment?)] = []
      for use in network.uses.rows where use.technique.int == technique {
        let evidence = use.evidence ?? .reported
        if use.person.int == person { found.append((evidence, use.spell.interval, use.spell.end?.moment)) }
        if use.learnedFrom?.int == person, isVisible(use.person.int) {
          found.append((evidence, use.spell.start?.interval ?? use.spell.interval, use.spell.start?.moment))
        }
      }
      for engagement in network.engagements.rows
      where engagement.person.int == person && engagement.techniques.contains(where: { $0.int == technique }) {
        found.append((engagement.evidence ?? .reported, engagement.spell.interval, engagement.spell.end?.moment))
      }
      for transfer in network.transfers.rows where transfer.technique.int == technique {
        guard transfer.from.int == person || transfer.to.int == person else { continue }
        if isVisible(transfer.from.int), isVisible(transfer.to.int) {
          found.append((transfer.evidence ?? .reported, transfer.interval, transfer.date?.moment))
        }
      }
      return found.filter { $0.1.lower < now.upper }
    }

    func score(_ person: Int, _ technique: Int) -> Double? {
      let row = network.people.rows[person]
      let known = records(person, technique)
      guard row.listed == true, row.capacity != 0, row.available.interval.meets(now), !known.isEmpty else { return nil }
      let weights: [Evidence: Double] = [.observed: 1, .confirmed: 0.8, .reported: 0.6, .inferred: 0.3]
      let evidence = known.compactMap { weights[$0.0] }.max() ?? 0
      let last = known.map { $0.1.upper > now.lower ? now.lower : $0.2 ?? now.lower }.max() ?? 0
      let engagements = network.engagements.rows.count { $0.person.int == person && $0.spell.interval.meets(now) }
      let load = Double(engagements) / Double(row.capacity ?? 1)
      return evidence * PeerScore.recency(age: now.lower - last, halfLife: Int64(halfLife)) / (1 + load)
    }

    func allContacts() -> Set<[Int]> {
      var pairs: Set<[Int]> = []
      func join(_ a: Int, _ b: Int) {
        pairs.insert([a, b])
        pairs.insert([b, a])
      }
      for tie in network.ties.rows where tie.spell.interval.lower < now.upper { join(tie.from.int, tie.to.int) }
      for transfer in network.transfers.rows where transfer.interval.lower < now.upper {
        join(transfer.from.int, transfer.to.int)
      }
      let known = network.engagements.rows.filter { $0.spell.interval.lower < now.upper }
      for a in known {
        for b in known where a.team == b.team && a.person != b.person {
          let spell = Interval(a.spell.interval.lower, min(a.spell.interval.upper, now.upper))
          if spell.meets(b.spell.interval) { join(a.person.int, b.person.int) }
        }
      }
      return pairs
    }

    /// Every way of at most `steps` steps from whoever asks, over people of whom `isAllowed` between.
    func ways(to person: Int, steps: Int, _ contacts: Set<[Int]>, _ isAllowed: (Int) -> Bool) -> [[Int]] {
      guard let near else { return [] }
      var ways = [[near]]
      var ends: [[Int]] = []
      for _ in 0..<steps {
        ways = ways.flatMap { way in
          network.people.rows.indices.filter { next in
            contacts.contains([way.last ?? -1, next]) && !way.contains(next)
          }.map { way + [$0] }
        }
        ends += ways.filter { $0.last == person }
        ways = ways.filter { $0.last.map { $0 != person && isAllowed($0) } ?? false }
      }
      return ends
    }

    func distance(to person: Int, _ contacts: Set<[Int]>) -> Int? {
      guard let near else { return nil }
      var seen: Set<Int> = [near]
      var level: Set<Int> = [near]
      for steps in 1...farthest {
        let next = Set(
          network.people.rows.indices.filter { row in
            !seen.contains(row) && isVisible(row) && level.contains { contacts.contains([$0, row]) }
          })
        if next.contains(person) { return steps }
        if next.isEmpty { return nil }
        seen.formUnion(next)
        level = next
      }
      return nil
    }

    func answer(_ techniques: [Int], limit: Int, _ contacts: Set<[Int]>) -> [Row] {
      let all = network.people.rows.indices.filter { $0 != near }.compactMap { person -> Row? in
        guard let score = techniques.compactMap({ score(person, $0) }).max() else { return nil }
        let ways = ways(to: person, steps: 3, contacts) { network.people.rows[$0].introduces == true }
        let best = ways.map { $0.map(id) }.min {
          $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
        }
        return Row(id: id(person), score: score, distance: distance(to: person, contacts), introduction: best ?? [])
      }
      return Array(
        all.sorted { a, b in
          if a.score != b.score { return a.score > b.score }
          let (first, second) = (a.distance ?? .max, b.distance ?? .max)
          return first == second ? a.id < b.id : first < second
        }.prefix(limit))
    }
  }

  @Test(arguments: 1...30) func agreesWithTheDefinition(seed: UInt64) throws {
    let practice = RandomPractice(seed: seed, people: [9, 13, 17][Int(seed % 3)])
    let network = try practice.network()
    let stamp = try TimeWindow.stamp(["2024-09-30", "2024-12-31", "2024-05-15"][Int(seed % 3)], "--as-of", .calendar)
    let isCut = seed % 2 == 0
    let index = PeerIndex(network, at: stamp, halfLife: nil, fewPeople: isCut ? 0 : 4096)
    var contacts: Set<[Int]>?
    for skill in [["k0", "mentoring", "look"][Int(seed % 3)], "TALK"] {
      for near in [nil] + network.people.rows.indices.map(Optional.some) {
        var question = PeerQuestion(try network.skill(skill))
        question.near = near.map { RowIndex($0) }
        question.limit = [1, 3, 100][Int(seed % 3)]
        let naive = Naive(
          network: network, now: stamp.interval, halfLife: Double(365 * Calendar.day), near: near,
          farthest: isCut ? 3 : 100)
        let known = contacts ?? naive.allContacts()
        contacts = known
        let expected = naive.answer(question.skill.techniques.map(\.int), limit: question.limit, known)
        #expect(rows(try index.peers(question), network) == expected)
      }
    }
  }

  @Test(arguments: 1...20) func peopleWhoAgreedToNothingLeaveNoTrace(seed: UInt64) throws {
    let practice = RandomPractice(seed: seed &* 77, people: 16)
    let network = try practice.network()
    let index = PeerIndex(network)
    for asker in practice.people {
      let without = try practice.network { id in
        practice.people.contains { $0.id == id && ($0.listed || $0.introduces || id == asker.id) }
      }
      let other = PeerIndex(without)
      for skill in ["k0", "k1", "talk"] {
        var question = PeerQuestion(try network.skill(skill))
        question.near = try network.asker(asker.id)
        let found = rows(try index.peers(question), network)
        question.near = try without.asker(asker.id)
        #expect(found == rows(try other.peers(question), without))
        let agreed = Set(practice.people.filter { $0.listed }.map(\.id))
        let introducers = Set(practice.people.filter { $0.introduces }.map(\.id))
        #expect(found.allSatisfy { agreed.contains($0.id) && $0.id != asker.id })
        for way in found.map(\.introduction) where !way.isEmpty {
          #expect(way.count <= 4 && way.first == asker.id)
          #expect(way.dropFirst().dropLast().allSatisfy(introducers.contains))
        }
      }
    }
  }

  @Test func turnsGoRoundAmongThoseNearlyEqual() throws {
    // Three who report it, with ages a week apart; one whose use was only inferred.
    let network = try Samples.read([
      .people: "id,name,listed\na,A,yes\nb,B,yes\nc,C,yes\nd,D,yes\n", .techniques: "id,name\nk,K\n",
      .uses: """
      id,person_id,technique_id,start,end,evidence
      1,a,k,2024-01-01,2024-06-01,
      2,b,k,2024-01-01,2024-06-08,
      3,c,k,2024-01-01,2024-06-15,
      4,d,k,2024-01-01,2024-06-15,inferred

      """,
    ])
    let index = PeerIndex(network)
    var question = PeerQuestion(try network.skill("k"))
    #expect(rows(try index.peers(question), network).map(\.id) == ["c", "b", "a", "d"])
    question.limit = 2
    var first: [String] = []
    for turn in 0..<6 {
      question.turn = turn
      let ids = rows(try index.peers(question), network).map(\.id)
      #expect(ids.count == 2)
      first.append(ids[0])
    }
    #expect(first == ["c", "b", "a", "c", "b", "a"])
    question.turn = -1
    #expect(rows(try index.peers(question), network).map(\.id) == ["a", "c"])
  }

  @Test func narrowsDown() throws {
    let practice = RandomPractice(seed: 5, people: 30)
    let network = try practice.network()
    let index = PeerIndex(network)
    var question = PeerQuestion(try network.skill("talk"))
    question.limit = 100
    let all = rows(try index.peers(question), network)
    question.staffGroup = "medical"
    let medical = rows(try index.peers(question), network)
    let isMedical = { (id: String) in network.people.rows.contains { $0.id == id && $0.staffGroup == "Medical" } }
    #expect(medical == all.filter { isMedical($0.id) } && !medical.isEmpty && medical.count < all.count)
    question.staffGroup = nil
    question.setting = "Theatre"
    let theatre = rows(try index.peers(question), network)
    let inTheatre = Set(
      network.memberships.rows.map { ($0.person, $0.team) }.filter { network.teams[$0.1].setting == "theatre" }
        .map { network.people[$0.0].id })
    let supported = Set(
      network.engagements.rows.filter { network.teams[$0.team].setting == "theatre" }.map {
        network.people[$0.person].id
      })
    #expect(theatre == all.filter { inTheatre.union(supported).contains($0.id) } && theatre.count < all.count)
    question.setting = "ocean"
    #expect(throws: QuestionError.self) { try index.peers(question) }
    question.setting = nil
    question.since = .max
    #expect(try index.peers(question).peers.isEmpty)
  }

  @Test func unknownSkillsAndAskersGetTheNearestIDs() throws {
    let network = try Samples.read([
      .people: "id,name,listed\nsecret1,A,no\nopen1,B,yes\n",
      .techniques: "id,name,category,aliases\nk-7,Coaching,talk,mentoring\n",
    ])
    #expect(throws: QuestionError.self) { try network.skill("couching") }
    do { _ = try network.skill("mentorin") } catch { #expect(error.description.contains("k-7")) }
    #expect(throws: QuestionError.self) { try network.asker("secret2") }
    do { _ = try network.asker("secret2") } catch { #expect(!error.description.contains("secret1")) }
    do { _ = try network.asker("open2") } catch { #expect(error.description.contains("open1")) }
  }
}
