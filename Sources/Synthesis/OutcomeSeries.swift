import Records

/// A measure of how teams do, with the truth about what support changes.
struct Measure {
  let name: String
  let unit: String
  let better: Better
  /// Mean over teams before any support, and how far teams and months differ from it.
  let base: Double
  let teamDeviation: Double
  let monthDeviation: Double
  /// Change from one calendar month to the next in every team, supported or not.
  let trend: Double
  /// Added in January; other months have a share of it.
  let winter: Double
  /// Added by support from the first whole month after it began.
  let effect: Double
  let evidence: Evidence
  let decimals: Int

  /// Every measure that teams are followed by.
  static let all = [
    Measure(
      name: "sickness absence", unit: "%", better: .lower, base: 5.4, teamDeviation: 0.7, monthDeviation: 0.5,
      trend: 0.01, winter: 1.2, effect: -0.7, evidence: .observed, decimals: 2),
    Measure(
      name: "retention", unit: "%", better: .higher, base: 86, teamDeviation: 2, monthDeviation: 1,
      trend: -0.02, winter: 0, effect: 1.6, evidence: .observed, decimals: 1),
    Measure(
      name: "conflict", unit: "score 1-5", better: .lower, base: 2.9, teamDeviation: 0.25, monthDeviation: 0.2,
      trend: 0.003, winter: 0, effect: -0.35, evidence: .reported, decimals: 2),
    Measure(
      name: "reflective practice", unit: "score 1-5", better: .higher, base: 2.8, teamDeviation: 0.25,
      monthDeviation: 0.2, trend: 0.002, winter: 0, effect: 0.4, evidence: .reported, decimals: 2),
    Measure(
      name: "stress", unit: "score 1-5", better: .lower, base: 3.2, teamDeviation: 0.25, monthDeviation: 0.2,
      trend: 0.004, winter: 0, effect: -0.3, evidence: .reported, decimals: 2),
    Measure(
      name: "communication", unit: "score 1-5", better: .higher, base: 3.0, teamDeviation: 0.25,
      monthDeviation: 0.2, trend: 0.001, winter: 0, effect: 0.35, evidence: .reported, decimals: 2),
  ]
}

/// Monthly outcomes of a sample of supported teams and of as many that nobody supports.
struct OutcomeSeries {
  /// Months followed before and after the month in which support begins.
  private static let monthsEachSide = 12
  /// Share of observations that nobody made.
  static let shareMissing = 0.03
  /// A sample is enough for any estimate: more teams would only take more room.
  private static let mostTeams = 400
  /// Share of the winter's effect that each month has, from January.
  private static let winterShare = [1, 0.75, 0.4, 0.1, -0.2, -0.45, -0.55, -0.6, -0.4, -0.05, 0.35, 0.75]

  /// A team that is followed.
  struct Followed: Sendable {
    let team: RowIndex<Team>
    /// Its first engagement; `nil` in a comparison team.
    let engagement: RowIndex<Engagement>?
    /// Month of reference, counted from the year 0: for a supported team that in which support begins.
    let month: Int
    /// First month with the whole effect, counted from the year 0; `nil` in a comparison team.
    let fullFrom: Int?
  }

  /// The table of outcomes: by team, measure and month.
  private(set) var rows: [Outcome] = []
  /// Teams that were supported and are followed; the surgeon's peers come first.
  let supported: [Followed]
  /// Teams that nobody supports, followed over the same months.
  let comparison: [Followed]

  /// Draws a sample of teams and what is observed of them.
  init(engagements: [Engagement], places: Places, people: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed, .outcomes)
    let wanted = min(Self.mostTeams, max(8, people / 22)) / 2
    supported = Self.supported(engagements, wanted, places, &random)
    let idle = places.isComparison.indices.filter { places.isComparison[$0] }
    let months = supported.map(\.month)
    comparison = Self.sample(idle, wanted, &random).enumerated().map { position, team in
      Followed(
        team: RowIndex(team), engagement: nil,
        month: months[position % months.count], fullFrom: nil)
    }
    let teams = supported + comparison
    rows.reserveCapacity(teams.count * Measure.all.count * (2 * Self.monthsEachSide + 1))
    for team in teams { follow(team, &random) }
    let width = idWidth(rows.count, least: 5)
    for row in rows.indices { rows[row].id = numbered("m", row + 1, width: width) }
  }

  /// The surgeon's team and a sample of those whose support leaves time to see what it does.
  private static func supported(
    _ engagements: [Engagement], _ wanted: Int, _ places: Places, _ random: inout SeededRandom
  ) -> [Followed] {
    var first = [Int32](repeating: -1, count: places.teams.count)
    for (row, engagement) in engagements.enumerated() where first[engagement.team.int] < 0 {
      first[engagement.team.int] = Int32(row)
    }
    let latest = Timeline.last - 180
    let candidates = first.indices.filter { team in
      team != places.peerTeam && first[team] >= 0 && startDay(engagements[Int(first[team])]) <= latest
    }
    return ([places.peerTeam] + sample(candidates, wanted - 1, &random)).map { team in
      let row = Int(first[team])
      let start = startDay(engagements[row])
      let month = Timeline.month(of: start)
      return Followed(
        team: RowIndex(team), engagement: RowIndex(row), month: month,
        fullFrom: start == Timeline.firstDay(ofMonth: month) ? month : month + 1)
    }
  }

  private static func startDay(_ engagement: Engagement) -> Day {
    Day(Calendar.days(of: engagement.spell.start?.moment ?? 0))
  }

  /// Up to `wanted` of `list`, in its order.
  private static func sample(_ list: [Int], _ wanted: Int, _ random: inout SeededRandom) -> [Int] {
    var rest = min(wanted, list.count)
    var chosen: [Int] = []
    for (position, entry) in list.enumerated() where random.below(list.count - position) < rest {
      chosen.append(entry)
      rest -= 1
    }
    return chosen
  }

  private mutating func follow(_ followed: Followed, _ random: inout SeededRandom) {
    for measure in Measure.all {
      let level = measure.base + measure.teamDeviation * random.normal()
      for month in followed.month - Self.monthsEachSide...followed.month + Self.monthsEachSide {
        let noise = measure.monthDeviation * random.normal()
        let isMissing = random.chance(Self.shareMissing)
        let date = Timeline.firstDay(ofMonth: month + 1) - 1
        guard !isMissing, date <= Timeline.last else { continue }
        let since = Double(month - Timeline.month(of: Timeline.first))
        let isSupported = followed.fullFrom.map { month >= $0 } ?? false
        var value = level + noise + measure.trend * since + measure.winter * Self.winterShare[month % 12]
        if isSupported { value += measure.effect }
        var row = Outcome()
        row.team = followed.team
        row.measure = measure.name
        row.date = Stamp(day: date)
        let inside = measure.unit == "%" ? min(100, max(0, value)) : min(5, max(1, value))
        row.value = rounded(inside, places: measure.decimals)
        row.unit = measure.unit
        row.better = measure.better
        row.evidence = measure.evidence
        if isSupported { row.engagement = followed.engagement }
        rows.append(row)
      }
    }
  }
}
