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
    let reached = reachedTeams(from: source, options.reach)
    let teamRows = Set(usable.compactMap { $0.team?.int }).sorted()
    var place = [Int](repeating: -1, count: teams.count)
    for (index, row) in teamRows.enumerated() { place[row] = index }
    let starts = periodStarts(usable.compactMap(\.date))
    let panel = TeamPanel(
      teams: teamRows.count, periods: starts.count,
      observations: usable.compactMap { row in
        guard let team = row.team, let date = row.date, let value = row.value else { return nil }
        return TeamPanel.Observation(
          team: place[team.int], period: (starts.firstIndex { $0 > date.moment } ?? starts.count) - 1,
          moment: date.moment, value: value)
      }, window: options.window)
    let teams = describe(panel, teamRows, reached)
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
    let arrival = teams.indices.filter { counts[$0] }.map { teams[$0].arrival }
    let isTestable = arrival.count { $0 != nil } >= 3 && arrival.count { $0 == nil } >= 3
    let directions = Set(rows.compactMap(\.better))
    return OutcomeAnswer(
      measure: measure, unit: units.first ?? "", better: directions.count == 1 ? directions.first : nil, teams: teams,
      generations: byGeneration(teams), notReached: notReached(teams, panel),
      difference: TeamPanel.mean(teams.map { $0.lack == nil ? $0.effect : nil }),
      test: isTestable ? kept.test(arrival, options.permutations, seed: options.seed) : nil,
      organisationObservations: rows.count { $0.team == nil && $0.organisation != nil },
      linkedObservations: usable.count { row in
        row.engagement != nil && row.team.map { reached[$0.int] != nil } ?? false
      },
      evidence: rows.map { $0.evidence ?? .reported }.max { Self.grade($0) < Self.grade($1) } ?? .reported)
  }

  private static func grade(_ evidence: Evidence) -> Int { Evidence.allCases.firstIndex(of: evidence) ?? 0 }

  /// When each team is reached, and at which generation, by row.
  private func reachedTeams(
    from source: ReachSource?, _ options: ReachOptions
  ) -> [Int: (arrival: Moment, generation: Int)] {
    let source = source ?? .cohorts(cohorts.rows.indices.map { RowIndex($0) })
    var found: [Int: (arrival: Moment, generation: Int)] = [:]
    for node in reach(of: source, options).nodes where node.kind == .team {
      if let arrival = node.arrival { found[node.row] = (arrival, node.generation) }
    }
    return found
  }

  /// Where periods begin: calendar months, or the numbers themselves.
  private func periodStarts(_ dates: [Stamp]) -> [Moment] {
    let moments = Set(
      dates.map { date -> Moment in
        guard scale == .calendar else { return date.moment }
        let day = Calendar.date(days: Calendar.days(of: date.moment))
        return Calendar.days(year: day.year, month: day.month, day: 1) * Calendar.day
      })
    return moments.sorted()
  }

  private func describe(
    _ panel: TeamPanel, _ rows: [Int], _ reached: [Int: (arrival: Moment, generation: Int)]
  ) -> [TeamOutcome] {
    let effects = panel.effects(rows.map { reached[$0]?.arrival }, panel.observations.map(\.value))
    var before = [[Double]](repeating: [], count: rows.count)
    var after = before
    for observation in panel.observations {
      let moment = reached[rows[observation.team]]?.arrival
      if let moment, let window = panel.window, abs(Double(observation.moment) - Double(moment)) > Double(window) {
        continue
      }
      if let moment, observation.moment >= moment {
        after[observation.team].append(observation.value)
      } else {
        before[observation.team].append(observation.value)
      }
    }
    func mean(_ values: [Double]) -> Double? {
      values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    return rows.indices.map { place in
      let node = reached[rows[place]]
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
    var before = [(sum: Double, count: Double)](repeating: (0, 0), count: teams.count)
    var after = before
    for observation in panel.observations where teams[observation.team].arrival == nil {
      if observation.moment < moment {
        before[observation.team].sum += observation.value
        before[observation.team].count += 1
      } else {
        after[observation.team].sum += observation.value
        after[observation.team].count += 1
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
