import Graph
import Records

/// Where people who are listed work and with whom, by which they can be narrowed down.
struct PeerContext: Sendable {
  private let staffGroups: Values
  private let areas: Values
  private let settings: [String: UInt32]
  private let settingNames: [String]
  /// Rank and setting of everybody who works in or supported a team of it, in rising order.
  private let placed: [UInt64]

  /// What a question asks for.
  struct Wanted {
    var staffGroup: UInt32?
    var area: UInt32?
    var setting: UInt32?
    var since: Moment?
    var isAnything: Bool { staffGroup == nil && area == nil && setting == nil && since == nil }
  }

  /// One value a person, written alike whatever its case.
  private struct Values {
    /// By rank, from 1 on; 0 for none.
    var numbers: [UInt32]
    var names: [String] = []
    var known: [String: UInt32] = [:]

    mutating func set(_ value: String, of rank: UInt32) {
      if value.isEmpty { return }
      let key = value.lowercased()
      if known[key] == nil {
        names.append(value)
        known[key] = UInt32(names.count)
      }
      numbers[Int(rank)] = known[key] ?? 0
    }
  }

  init(_ network: Network, ranks: [UInt32], at now: Interval) {
    let none = [UInt32](repeating: 0, count: ranks.count)
    var staffGroups = Values(numbers: none)
    var areas = Values(numbers: none)
    let areaNames = network.organisations.rows.indices.map { network.area(of: RowIndex($0)) ?? "" }
    for (row, person) in network.people.rows.enumerated() where person.listed == true {
      staffGroups.set(person.staffGroup, of: ranks[row])
      if let organisation = person.organisation { areas.set(areaNames[organisation.int], of: ranks[row]) }
    }
    self.staffGroups = staffGroups
    self.areas = areas
    var settings: [String: UInt32] = [:]
    var names: [String] = []
    var placed: [UInt64] = []
    func place(_ person: RowIndex<Person>, _ team: RowIndex<Team>) {
      let setting = network.teams[team].setting
      guard network.people[person].listed == true, !setting.isEmpty else { return }
      let key = setting.lowercased()
      let number = settings[key] ?? UInt32(names.count)
      if settings[key] == nil {
        settings[key] = number
        names.append(setting)
      }
      placed.append(UInt64(ranks[person.int]) << 32 | UInt64(number))
    }
    for membership in network.memberships.rows where membership.spell.interval.meets(now) {
      place(membership.person, membership.team)
    }
    for engagement in network.engagements.rows where engagement.spell.interval.lower < now.upper {
      place(engagement.person, engagement.team)
    }
    placed.sort()
    self.settings = settings
    settingNames = names
    self.placed = placed
  }

  /// What a question asks for, as numbers.
  ///
  /// - Throws: ``QuestionError`` for what nobody who is listed has.
  func wanted(_ question: PeerQuestion) throws(QuestionError) -> Wanted {
    Wanted(
      staffGroup: try Self.number(question.staffGroup, "--staff-group", staffGroups.known, staffGroups.names),
      area: try Self.number(question.area, "--area", areas.known, areas.names),
      setting: try Self.number(question.setting, "--setting", settings, settingNames), since: question.since)
  }

  private static func number(
    _ value: String?, _ option: String, _ known: [String: UInt32], _ names: [String]
  ) throws(QuestionError) -> UInt32? {
    guard let value else { return nil }
    if let number = known[value.lowercased()] { return number }
    let near = nearest(to: value, among: names)
    let shown = near.isEmpty ? Array(names.sorted().prefix(8)) : near
    throw QuestionError(
      "nobody who is listed has '\(value)', given with \(option): "
        + (shown.isEmpty ? "nothing is written there" : "choose from \(shown.joined(separator: "; "))"))
  }

  /// Whether somebody is of what is asked for.
  func fits(_ entry: PeerEntry, _ wanted: Wanted) -> Bool {
    if wanted.isAnything { return true }
    if let since = wanted.since, entry.lastUsed != .min, entry.lastUsed < since { return false }
    if let group = wanted.staffGroup, staffGroups.numbers[Int(entry.rank)] != group { return false }
    if let area = wanted.area, areas.numbers[Int(entry.rank)] != area { return false }
    guard let setting = wanted.setting else { return true }
    let key = UInt64(entry.rank) << 32 | UInt64(setting)
    var (low, high) = (0, placed.count)
    while low < high {
      let middle = (low + high) / 2
      if placed[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < placed.count && placed[low] == key
  }
}
