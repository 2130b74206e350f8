import Algorithms
import Foundation
import Graph
import Insight
import Interchange
import Records
import Testing

@testable import Disclosure

@Suite struct PseudonymisedNetworkTests {
  private let key = PseudonymKey(Array(0..<32))

  private func sample(_ name: String) throws -> Network {
    let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    return try readNetwork(at: top.appending(path: "graphs/\(name)").path).network
  }

  private func pseudonymised(
    _ network: Network, _ options: PseudonymisationOptions = PseudonymisationOptions()
  ) -> PseudonymisedNetwork {
    network.pseudonymised(with: Pseudonyms(key, export: "test", recipient: "test"), options)
  }

  /// How many edges and how many neighbours each person has, smallest first, in every view.
  private func degrees(_ network: Network, _ view: View) -> [[Int]] {
    let edges = network.edges(of: view)
    var joined = [[UInt32]](repeating: [], count: edges.space.count)
    for edge in 0..<edges.count {
      joined[Int(edges.tail[edge])].append(edges.head[edge])
      joined[Int(edges.head[edge])].append(edges.tail[edge])
    }
    return edges.space.range(of: .person).map { [joined[$0].count, Set(joined[$0]).count] }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test(arguments: ["surgeon", "south-west"]) func analysesComeToTheSame(name: String) throws {
    let network = try sample(name)
    let other = pseudonymised(network).network
    for view in [View.people, .support, .skills] { #expect(degrees(network, view) == degrees(other, view), "\(view)") }
    #expect(network.reachOfEveryone().reached.sorted() == other.reachOfEveryone().reached.sorted())
    for (technique, row) in zip(network.techniques.rows, network.techniques.rows.indices) {
      var (options, otherOptions) = (CascadeOptions(), CascadeOptions())
      options.technique = RowIndex(row)
      otherOptions.technique = try other.technique(technique.id)
      let (mine, theirs) = (network.cascades(options).flatMap(\.people), other.cascades(otherOptions).flatMap(\.people))
      #expect(mine.map(\.generation).sorted() == theirs.map(\.generation).sorted())
      #expect(mine.map(\.adopted).sorted() == theirs.map(\.adopted).sorted())
    }
  }

  @Test(arguments: ["surgeon", "south-west"]) func recordsAreTheSameUnderOtherNames(name: String) throws {
    let network = try sample(name)
    let other = pseudonymised(network).network
    let pseudonyms = Pseudonyms(key, export: "test", recipient: "test")
    let people = pseudonyms.pseudonyms(of: network.people.rows.map(\.id), in: .people)
    let teams = pseudonyms.pseudonyms(of: network.teams.rows.map(\.id), in: .teams)
    let uses = network.uses.rows.map { use in
      [
        people[use.person.int], network.techniques[use.technique].id, use.spell.start?.text(.calendar) ?? "",
        use.learnedFrom.map { people[$0.int] } ?? "",
      ]
    }
    let theirs = other.uses.rows.map { use in
      [
        other.people[use.person].id, other.techniques[use.technique].id, use.spell.start?.text(.calendar) ?? "",
        use.learnedFrom.map { other.people[$0].id } ?? "",
      ]
    }
    #expect(uses.sorted { $0.lexicographicallyPrecedes($1) } == theirs.sorted { $0.lexicographicallyPrecedes($1) })
    let sessions = network.events.rows.compactMap(\.person).map { people[$0.int] }.sorted()
    #expect(sessions == other.events.rows.compactMap(\.person).map { other.people[$0].id }.sorted())
    let support = network.outcomes.rows.compactMap { outcome in
      outcome.engagement.map {
        "\(people[network.engagements[$0].person.int]) \(teams[network.engagements[$0].team.int])"
      }
    }
    let theirSupport = other.outcomes.rows.compactMap { outcome in
      outcome.engagement.map { engagement in
        let engagement = other.engagements[engagement]
        return "\(other.people[engagement.person].id) \(other.teams[engagement.team].id)"
      }
    }
    #expect(Set(theirSupport).isSubset(of: support))
    #expect(other.outcomes.rows.count { $0.team != nil } == network.outcomes.rows.count { $0.team != nil })
    for table in TableName.allCases where table != .outcomes && table != .organisations {
      #expect(network.cells(of: table).count == other.cells(of: table).count, "\(table)")
    }
  }

  @Test func groupsAreAsLargeAsAsked() throws {
    let network = try sample("south-west")
    for least in [2, 5, 20, 100] {
      var options = PseudonymisationOptions()
      options.leastGroup = least
      let other = pseudonymised(network, options).network
      func sizes(_ words: [String]) -> [Int] {
        Dictionary(grouping: words.filter { !$0.isEmpty }) { $0 }.values.map(\.count)
      }
      #expect(sizes(other.people.rows.map(\.staffGroup)).allSatisfy { $0 >= least })
      #expect(sizes(other.teams.rows.map(\.setting)).allSatisfy { $0 >= least })
      let areas = other.people.rows.compactMap { $0.organisation?.int }
      #expect(sizes(areas.map { "\($0)" }).allSatisfy { $0 >= least })
      #expect(other.organisations.rows.allSatisfy { ["icb", "region"].contains($0.kind) })
    }
    let other = pseudonymised(network).network
    for (row, person) in network.people.rows.enumerated() {
      let pseudonyms = Pseudonyms(key, export: "test", recipient: "test")
      let id = pseudonyms.pseudonyms(of: [person.id], in: .people)[0]
      guard row % 20 == 0, let new = other.people.rows.first(where: { $0.id == id }) else { continue }
      #expect(new.organisation.map { other.organisations[$0].name } == network.area(of: person.organisation))
    }
  }

  @Test func aSmallRestHidesAmongTheNextLeast() {
    let words = Array(repeating: "a", count: 9) + Array(repeating: "b", count: 6) + ["c", "d", ""]
    func coarse(_ words: [String], least: Int) -> [String] {
      RareWords(words, of: Array(words.indices), least: least).words
    }
    let rare = coarse(words, least: 5)
    #expect(Set(rare[..<9]) == ["a"])
    #expect(Set(rare[9..<17]) == ["Other"])
    #expect(rare[17] == "")
    #expect(coarse(["x", "y", "x"], least: 5) == ["", "", ""], "too few even together")
    #expect(coarse(words, least: 1) == words)
  }

  @Test func monthsAreLeftOfDates() throws {
    var options = PseudonymisationOptions()
    options.dates = .month
    for name in ["surgeon", "south-west"] {
      let network = try sample(name)
      let other = pseudonymised(network, options).network
      #expect(other.unit.length == 86_400)
      for spell in other.uses.rows.map(\.spell) + other.ties.rows.map(\.spell) + other.memberships.rows.map(\.spell) {
        if let start = spell.start { #expect(start.text(.calendar).hasSuffix("-01")) }
        if let end = spell.end {
          #expect(Stamp(end.after).text(.calendar).hasSuffix("-01T00:00:00Z"))
        }
      }
      #expect(other.transfers.rows.allSatisfy { $0.date?.text(.calendar).hasSuffix("-01") ?? true })
      let months = network.uses.rows.compactMap { $0.spell.start?.text(.calendar).prefix(7) }.sorted()
      #expect(other.uses.rows.compactMap { $0.spell.start?.text(.calendar).prefix(7) }.sorted() == months)
    }
  }

  @Test func figuresAboutTeamsFollowThePolicy() throws {
    var network = try sample("south-west")
    for row in network.teams.rows.indices { network.teams.rows[row].headcount = row % 4 == 0 ? nil : row % 20 }
    for policy in DisclosurePolicy.allCases {
      let (shown, changes) = network.disclosed(under: policy)
      #expect(changes.isEmpty == (policy == .none))
      var members = [Int: Set<Int>]()
      for membership in network.memberships.rows {
        members[membership.team.int, default: []].insert(membership.person.int)
      }
      for (row, team) in network.teams.rows.enumerated() {
        #expect(shown.teams.rows[row].headcount == team.headcount.flatMap { policy.shown($0).number })
      }
      var hidden = 0
      for (row, outcome) in network.outcomes.rows.enumerated() {
        let size = outcome.team.map { network.teams[$0].headcount ?? members[$0.int]?.count ?? 0 }
        let isShown = policy == .none || size.map { policy.showsMean(of: $0) } ?? true
        #expect(shown.outcomes.rows[row].value == (isShown ? outcome.value : nil))
        if outcome.value != nil, !isShown { hidden += 1 }
      }
      #expect(changes.first { $0.kind == "observationsHidden" }?.count ?? 0 == hidden)
      #expect(shown.people.count == network.people.count)
    }
  }

  @Test func changesAreCounted() throws {
    let changes = pseudonymised(try sample("south-west")).changes
    let counts = Dictionary(uniqueKeysWithValues: changes.map { ($0.kind, $0.count) })
    let network = try sample("south-west")
    #expect(counts["roles"] == network.people.rows.count { !$0.role.isEmpty })
    #expect(counts["addresses"] == network.people.rows.count { !$0.email.isEmpty })
    #expect(changes.allSatisfy { $0.count > 0 && $0.note.hasSuffix("\($0.count)") })
  }
}
