import Algorithms
import Graph
public import Records

extension Network {
  /// How a measure moved in the teams a source reached, against teams it did not reach.
  ///
  /// A team is reached when ``reach(of:_:)`` says so. See ``OutcomeAnswer/difference`` for what is compared.
  ///
  /// - Parameters:
  ///   - measure: As written in outcomes.
  ///   - sources: Cohorts, or people; `nil` for all cohorts together.
  ///   - options: What counts.
  /// - Throws: ``QuestionError`` when there is no such measure, or it is written in several units.
  /// - Complexity: that of ``reach(of:_:)``, and O(permutations observations).
  public func outcomes(
    of measure: String, from source: ReachSource?, _ options: OutcomeOptions = OutcomeOptions()
  ) throws(QuestionError) -> OutcomeAnswer {
    let rows = outcomes.rows.filter { $0.measure.utf8.elementsEqual(measure.utf8) }
    if rows.isEmpty {
      let known = Set(outcomes.rows.map(\.measure)).sorted().prefix(12).joined(separator: ", ")
      throw QuestionError(
        "there is no measure '\(measure)' in outcomes: "
          + (known.isEmpty ? "the network has no outcomes" : "choose from \(known)"))
    }
    let units = Set(rows.map(\.unit)).sorted()
    if units.count > 1 {
      let named = units.map { $0.isEmpty ? "none" : $0 }.joined(separator: " and ")
      throw QuestionError("'\(measure)' is written in several units, \(named): write it in one")
    }
    let usable = rows.filter { row in
      row.team != nil && row.value != nil && row.date.map { options.reach.window.interval.meets($0.interval) } ?? false
    }
    let found = reachedTeams(from: source, options.reach)
    let supported = firstSupport()
    // Once somebody the source did not reach supports a team, it shows neither what it was nor what the source led to.
    let clean = usable.filter { row in
      guard let team = row.team?.int, let date = row.date else { return false }
      return date.moment < supported[team] ?? .max || found[team].map { date.moment >= $0.arrival } ?? false
    }
    let teamRows = Set(usable.compactMap { $0.team?.int }).sorted()
    var place = [Int](repeating: -1, count: teams.count)
    for (index, row) in teamRows.enumerated() { place[row] = index }
    let starts = Set(clean.compactMap { $0.date.map { period(of: $0.moment).lower } }).sorted()
    let panel = TeamPanel(
      teams: teamRows.count, periods: starts.count,
      observations: clean.compactMap { row in
        guard let team = row.team, let date = row.date, let value = row.value else { return nil }
        return TeamPanel.Observation(
          team: place[team.int], period: (starts.firstIndex { $0 > date.moment } ?? starts.count) - 1,
          moment: date.moment, value: value)
      }, window: options.window)
    let reached = teamRows.map { found[$0].map { period(of: $0.arrival) } }
    let teams = describe(panel, reached, teamRows, found)
    // Only teams that count are compared and shuffled.
    let counts = teams.map { $0.lack == nil }
    var newPlace = [Int](repeating: -1, count: teams.count)
    for (index, old) in teams.indices.filter({ counts[$0] }).enumerated() { newPlace[old] = index }
    let kept = TeamPanel(
      teams: counts.count { $0 }, periods: panel.periods,
      observations: panel.observations.filter { counts[$0.team] }.map { observation in
        TeamPanel.Observation(
          team: newPlace[observation.team], period: observation.period, moment: observation.moment,
          value: observation.value)
      }, window: options.window)
    let shuffled = teams.indices.filter { counts[$0] }.map { reached[$0] }
    let isTestable = shuffled.count { $0 != nil } >= 3 && shuffled.count { $0 == nil } >= 3
    let directions = Set(rows.compactMap(\.better))
    return OutcomeAnswer(
      reachedInAll: found.count, measure: measure, unit: units.first ?? "",
      better: directions.count == 1 ? directions.first : nil, teams: teams,
      generations: byGeneration(teams), notReached: notReached(teams, panel),
      difference: TeamPanel.mean(teams.map { $0.lack == nil ? $0.effect : nil }),
      test: isTestable ? kept.test(shuffled, options.permutations, seed: options.seed) : nil,
      organisationObservations: rows.count { $0.team == nil && $0.organisation != nil },
      supportedObservations: usable.count - clean.count,
      transitionObservations: panel.observations.count { observation in
        reached[observation.team].map { $0.lower <= observation.moment && observation.moment < $0.upper } ?? false
      },
      linkedObservations: usable.count { row in
        row.engagement != nil && row.team.map { found[$0.int] != nil } ?? false
      },
      evidence: rows.map { $0.evidence ?? .reported }.max { Self.grade($0) < Self.grade($1) } ?? .reported)
  }

  private static func grade(_ evidence: Evidence) -> Int { Evidence.allCases.firstIndex(of: evidence) ?? 0 }

  /// When each team is reached at the level asked for, and at which generation, by row.
  private func reachedTeams(
    from source: ReachSource?, _ options: ReachOptions
  ) -> [Int: (arrival: Moment, generation: Int)] {
    let source = source ?? .cohorts(cohorts.rows.indices.map { RowIndex($0) })
    let reach = reach(of: source, options)
    // A node's own arrival is that at its surest level; less sure contacts may have reached the team before.
    let routes = reach.routes[Int(options.limits.level.rawValue)]
    var found: [Int: (arrival: Moment, generation: Int)] = [:]
    for node in reach.nodes where node.kind == .team && node.arrival != nil {
      let place = reach.space.node(.team, node.row)
      found[node.row] = (routes.arrival[place], Int(routes.generation[place]))
    }
    return found
  }

  /// When each team was first supported by anybody, by row, as far as that is dated.
  private func firstSupport() -> [Int: Moment] {
    var first: [Int: Moment] = [:]
    for engagement in engagements.rows {
      guard let start = engagement.spell.start?.moment else { continue }
      first[engagement.team.int] = min(first[engagement.team.int] ?? start, start)
    }
    return first
  }

  /// The calendar month a moment lies in; in a network that counts time in whole numbers the moment itself, with no length.
  private func period(of moment: Moment) -> Interval {
    guard scale == .calendar, moment >= Calendar.first, moment < Calendar.end else { return Interval(moment, moment) }
    let day = Calendar.date(days: Calendar.days(of: moment))
    let start = Calendar.days(year: day.year, month: day.month, day: 1) * Calendar.day
    return Interval(start, start + Int64(Calendar.length(ofMonth: day.month, year: day.year)) * Calendar.day)
  }

  private func describe(
    _ panel: TeamPanel, _ reached: [Interval?], _ rows: [Int], _ found: [Int: (arrival: Moment, generation: Int)]
  ) -> [TeamOutcome] {
    let effects = panel.effects(reached, panel.observations.map(\.value))
    var before = [[Double]](repeating: [], count: rows.count)
    var after = before
    for observation in panel.observations {
      switch panel.phase(observation.moment, reached[observation.team]) {
      case .before: before[observation.team].append(observation.value)
      case .since: after[observation.team].append(observation.value)
      case .leftOut: continue
      }
    }
    func mean(_ values: [Double]) -> Double? {
      values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    return rows.indices.map { place in
      let node = found[rows[place]]
      let lack: TeamOutcome.Lack?
      if node == nil {
        lack = before[place].count < 2 ? .tooFew : nil
      } else if before[place].isEmpty {
        lack = .nothingBefore
      } else if after[place].isEmpty {
        lack = .nothingAfter
      } else {
        lack = effects[place] == nil ? .nothingToCompare : nil
      }
      return TeamOutcome(
        team: rows[place], generation: node?.generation, arrival: node?.arrival,
        observations: before[place].count + after[place].count, before: node == nil ? nil : mean(before[place]),
        after: mean(after[place]), effect: lack == nil ? effects[place] : nil, lack: lack)
    }
  }

  private func notReached(_ teams: [TeamOutcome], _ panel: TeamPanel) -> OutcomeAnswer.NotReached? {
    let arrivals = teams.filter { $0.lack == nil }.compactMap(\.arrival).sorted()
    guard !arrivals.isEmpty else { return nil }
    let moment = arrivals[arrivals.count / 2]
    let middle = period(of: moment)
    var before = [(sum: Double, count: Double)](repeating: (0, 0), count: teams.count)
    var after = before
    for observation in panel.observations where teams[observation.team].arrival == nil {
      switch panel.phase(observation.moment, middle) {
      case .before:
        before[observation.team].sum += observation.value
        before[observation.team].count += 1
      case .since:
        after[observation.team].sum += observation.value
        after[observation.team].count += 1
      case .leftOut: continue
      }
    }
    let counted = teams.indices.filter { teams[$0].lack == nil && before[$0].count > 0 && after[$0].count > 0 }
    guard !counted.isEmpty else { return nil }
    func mean(_ sums: [(sum: Double, count: Double)]) -> Double {
      counted.reduce(0) { $0 + sums[$1].sum / sums[$1].count } / Double(counted.count)
    }
    return OutcomeAnswer.NotReached(
      teams: counted.count, moment: moment, before: mean(before), after: mean(after))
  }

  private func byGeneration(_ teams: [TeamOutcome]) -> [OutcomeAnswer.Generation] {
    var found: [Int: [(before: Double, after: Double, effect: Double)]] = [:]
    for team in teams {
      guard let generation = team.generation, let before = team.before, let after = team.after,
        let effect = team.effect
      else { continue }
      found[generation, default: []].append((before, after, effect))
    }
    return found.sorted { $0.key < $1.key }.map { generation, teams in
      let n = Double(teams.count)
      return OutcomeAnswer.Generation(
        generation: generation, teams: teams.count, before: teams.reduce(0) { $0 + $1.before } / n,
        after: teams.reduce(0) { $0 + $1.after } / n, difference: teams.reduce(0) { $0 + $1.effect } / n)
    }
  }
}
