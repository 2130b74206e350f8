public import Records

/// Two records of people who may be one person.
public struct LikelyDuplicate: Sendable, Equatable {
  /// The rows of the two people, the earlier first.
  public let people: (first: Int, second: Int)
  /// How sure it is, from 0 to 1: an ordering, not a probability.
  public let score: Double
  /// Why, one short phrase each.
  public let reasons: [String]

  public static func == (a: LikelyDuplicate, b: LikelyDuplicate) -> Bool {
    a.people == b.people && a.score == b.score && a.reasons == b.reasons
  }
}

extension Network {
  /// Pairs of people who may be one, the surest first.
  ///
  /// One e-mail address is nearly enough. Otherwise names must be alike (order of words, titles, accents, short forms, one
  /// letter, an initial) and something else must agree: the organisation, a team, the job, or that nobody else in the network
  /// is called so. Two who sit on one cohort, are tied to each other, or passed something on to each other are two people.
  ///
  /// Record linkage in the manner of Fellegi and Sunter (1969, doi 10.1080/01621459.1969.10501049), with weights set by hand
  /// rather than estimated: a programme has too few true pairs to estimate them from.
  ///
  /// - Parameter threshold: The least score of a pair; from 0 to 1.
  /// - Complexity: O(people log people + pairs with one family name and initial, or one address).
  public func likelyDuplicates(threshold: Double = 0.75) -> [LikelyDuplicate] {
    let comparison = PersonComparison(self)
    var seen: Set<Int> = []
    var found: [LikelyDuplicate] = []
    for block in comparison.blocks {
      for (place, first) in block.enumerated() {
        for second in block[(place + 1)...] where seen.insert(first &* people.count &+ second).inserted {
          if let pair = comparison.compare(first, second), pair.score >= threshold { found.append(pair) }
        }
      }
    }
    return found.sorted {
      ($1.score, $0.people.first, $0.people.second) < ($0.score, $1.people.first, $1.people.second)
    }
  }
}

/// What it takes to compare two people.
private struct PersonComparison {
  private let network: Network
  private let names: [PersonName]
  private let addresses: [String]
  private var teams: [Int: Set<Int>] = [:]
  private var cohorts: [Int: Set<Int>] = [:]
  private var joined: Set<[Int]> = []
  /// How many people have a name.
  private var frequency: [[String]: Int] = [:]

  init(_ network: Network) {
    self.network = network
    names = network.people.rows.map { PersonName($0.name) }
    addresses = network.people.rows.map { $0.email.lowercased().filter { !$0.isWhitespace } }
    for row in network.memberships.rows { teams[row.person.int, default: []].insert(row.team.int) }
    for row in network.engagements.rows { teams[row.person.int, default: []].insert(row.team.int) }
    for row in network.enrolments.rows { cohorts[row.person.int, default: []].insert(row.cohort.int) }
    for row in network.ties.rows { joined.insert([row.from.int, row.to.int].sorted()) }
    for row in network.transfers.rows { joined.insert([row.from.int, row.to.int].sorted()) }
    for row in network.uses.rows {
      if let from = row.learnedFrom { joined.insert([from.int, row.person.int].sorted()) }
    }
    for name in names { frequency[name.words.sorted(), default: 0] += 1 }
  }

  /// Groups of people within which alone pairs are looked for, each in the order of rows.
  var blocks: [[Int]] {
    var blocks: [String: [Int]] = [:]
    for (row, name) in names.enumerated() {
      if !addresses[row].isEmpty { blocks["@" + addresses[row], default: []].append(row) }
      guard !name.family.isEmpty else { continue }
      let given = name.given.prefix(1)
      // One letter may be wrong anywhere but in one of the two halves.
      let family = Array(name.family)
      for half in [String(family.prefix((family.count + 1) / 2)), "…" + String(family.suffix(family.count / 2))] {
        blocks["\(given) \(half)", default: []].append(row)
      }
      blocks["= \(name.words.sorted().joined(separator: " "))", default: []].append(row)
    }
    return blocks.sorted { $0.key < $1.key }.map(\.value).filter { $0.count > 1 }
  }

  func compare(_ first: Int, _ second: Int) -> LikelyDuplicate? {
    let sharesCohort = !(cohorts[first] ?? []).isDisjoint(with: cohorts[second] ?? [])
    if sharesCohort || joined.contains([first, second]) { return nil }
    let a = network.people.rows[first]
    let b = network.people.rows[second]
    let likeness = PersonName.likeness(names[first], names[second])
    if !addresses[first].isEmpty, addresses[first] == addresses[second] {
      let reasons = ["the same e-mail address"] + [likeness?.reason].compactMap(\.self)
      // A shared mailbox has several people behind it.
      return LikelyDuplicate(people: (first, second), score: likeness == nil ? 0.7 : 0.99, reasons: reasons)
    }
    guard let likeness else { return nil }
    // Two addresses at one place are two people, as a rule.
    let domains = [addresses[first], addresses[second]].map { $0.split(separator: "@").last.map(String.init) ?? "" }
    if !domains[0].isEmpty, domains[0] == domains[1], likeness.score < 0.97 { return nil }
    var reasons = [likeness.reason]
    var score = likeness.score - 0.3
    let sameOrganisation = a.organisation != nil && a.organisation == b.organisation
    if sameOrganisation {
      score += 0.15
      reasons.append("in the same organisation")
    }
    if !(teams[first] ?? []).isDisjoint(with: teams[second] ?? []) {
      score += 0.15
      reasons.append("in the same team")
    }
    if !a.role.isEmpty, a.role.lowercased() == b.role.lowercased() {
      score += 0.08
      reasons.append("the same role")
    } else if !a.staffGroup.isEmpty, a.staffGroup == b.staffGroup {
      score += 0.05
      reasons.append("the same staff group")
    } else if !a.staffGroup.isEmpty, !b.staffGroup.isEmpty {
      score -= 0.15
    }
    let named = frequency[names[first].words.sorted(), default: 1]
    if likeness.score >= 0.97, named == 2 {
      score += 0.1
      reasons.append("nobody else is called so")
    } else if named > 2 {
      score -= 0.1
    }
    if !sameOrganisation, a.organisation != nil, b.organisation != nil, score >= 0.75 {
      reasons.append("at another organisation: has moved?")
    }
    return LikelyDuplicate(people: (first, second), score: min(0.98, score), reasons: reasons)
  }
}
