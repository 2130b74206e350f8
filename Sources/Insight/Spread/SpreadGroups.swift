import Graph
import Records

/// One group's part in a technique's spread.
public struct SpreadGroup: Sendable {
  /// The value that makes the group; `nil` for people for whom none is written.
  public let name: String?
  /// People in it.
  public let people: Int
  /// How many of them adopted.
  public let adopters: Int
  /// Median period of adoption; `nil` without adopters.
  public let medianPeriod: Double?
  /// New adopters over those of the group who had not adopted, in each period; `nil` where undefined.
  public let hazard: [Double?]

  /// New adopters after the first period over the periods that people of the group could have adopted in: the chance to adopt
  /// in one period; `nil` where nobody could.
  public let meanHazard: Double?
  /// How long the group's uses last.
  public let sustainment: Sustainment

  /// What share of the group adopted.
  public var share: Double { people == 0 ? 0 : Double(adopters) / Double(people) }

  /// - Complexity: O(members log members + periods).
  init(
    name: String?, _ members: [Int], _ adopted: [Int?], _ periods: Int, _ definition: SpreadDefinition,
    _ sustainment: Sustainment
  ) {
    self.name = name
    self.sustainment = sustainment
    people = members.count
    let times = members.compactMap { adopted[$0] }.sorted()
    adopters = times.count
    medianPeriod =
      times.isEmpty ? nil : Double(times[(times.count - 1) / 2] + times[times.count / 2]) / 2
    hazard = Self.hazard(adoption: times, among: members.count, periods, definition)
    // Somebody who adopts in period k could have in each of periods 2 to k.
    let open = members.reduce(0) { $0 + max(0, min(adopted[$1] ?? periods, periods) - 1) }
    let after = times.count { $0 > 1 && $0 <= periods }
    meanHazard = open == 0 ? nil : Double(after) / Double(open)
  }

  /// New adopters over those who had not adopted, period by period. The first has none, or 0 by netdiffuseR.
  static func hazard(
    adoption: [Int], among people: Int, _ periods: Int, _ definition: SpreadDefinition
  ) -> [Double?] {
    var adopters = [Int](repeating: 0, count: periods + 1)
    for period in adoption where period <= periods { adopters[period] += 1 }
    var left = people - adopters[0]
    return (1..<periods + 1).map { period in
      defer { left -= adopters[period] }
      if period == 1 { return definition == .netdiffuser ? 0 : nil }
      return left == 0 ? nil : Double(adopters[period]) / Double(left)
    }
  }
}

extension Grouping {
  /// The people of each group, in the order of first appearance; last those without one, where there are any.
  var members: [(name: String?, members: [Int])] {
    var members = names.map { (name: String?.some($0), members: [Int]()) }
    var others: [Int] = []
    for (person, group) in groups.enumerated() {
      if let group { members[group].members.append(person) } else { others.append(person) }
    }
    return members + (others.isEmpty ? [] : [(nil, others)])
  }
}
