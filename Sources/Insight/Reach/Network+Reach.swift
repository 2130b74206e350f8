public import Algorithms
import Graph
public import Records

extension Network {
  /// Who and what can have been affected by a source, in time order, at three levels of certainty.
  ///
  /// Each level is searched on its own contacts, so that a node's arrival, generation and path use nothing less sure
  /// than the level it is reported at.
  ///
  /// - Complexity: O(m log m) to build the contacts and O(m + n log n) a level to search them; see `Algorithms.routes`.
  public func reach(of source: ReachSource, _ options: ReachOptions = ReachOptions()) -> Reach {
    let frame = ReachContacts(
      self, technique: options.technique, window: options.window.interval, silentTies: options.silentTies)
    let seeds = seeds(of: source, options, frame.earliest)
    var isSource = [Bool](repeating: false, count: frame.space.count)
    for seed in seeds where seed.isSource { isSource[seed.node] = true }
    let order = idOrder(self, frame.space)

    var totals: [ReachTotals] = []
    var found: [Routes] = []
    var reached: [ReachedNode] = []
    var isReached = isSource
    var isReachedOrganisation = [Bool](repeating: false, count: organisations.count)
    var running = ReachTotals()
    let isAlumnus = alumni()
    for level in Certainty.allCases {
      var limits = options.limits
      limits.level = level
      let routes = routes(in: frame.contacts, from: seeds, limits: limits, kind: options.path, rank: order)
      func list(_ kind: NodeKind, _ row: Int, gate: Int) {
        guard level <= options.limits.level else { return }
        reached.append(
          ReachedNode(
            kind: kind, row: row, level: level, arrival: frame.earliest == nil ? nil : routes.arrival[gate],
            departure: frame.earliest == nil || routes.departure.isEmpty ? nil : routes.departure[gate],
            generation: Int(routes.generation[gate]) + (kind == .organisation ? 1 : 0), gate: gate))
      }
      for (kind, range) in [NodeKind.person, .team, .technique].map({ ($0, frame.space.range(of: $0)) }) {
        for node in range where !isReached[node] && routes.reaches(node) {
          isReached[node] = true
          let row = node - range.lowerBound
          running.count(kind, headcount: kind == .team ? teams.rows[row].headcount : nil)
          if kind == .person, !isAlumnus[row] { running.nonAlumni += 1 }
          list(kind, row, gate: node)
        }
      }
      let gates = organisationGates(routes, frame.space, isSource, order, limits.maxGenerations)
      for (row, gate) in gates.enumerated() where gate >= 0 && !isReachedOrganisation[row] {
        isReachedOrganisation[row] = true
        running.count(.organisation, headcount: nil)
        list(.organisation, row, gate: gate)
      }
      totals.append(running)
      found.append(routes)
    }
    return assemble(
      sources: name(source), totals, reached, order, frame.space, found, options.path, seeds,
      isDated: frame.earliest != nil)
  }

  /// How many others each person can have affected and been affected by, in input order.
  ///
  /// - Complexity: that of `Algorithms.reachOfEveryone` without `maxGap` and `maxGenerations`, and of one search a
  ///   person with them; on all cores.
  public func reachOfEveryone(_ options: ReachOptions = ReachOptions()) -> EveryonesReach {
    let frame = ReachContacts(
      self, technique: options.technique, window: options.window.interval, silentTies: options.silentTies)
    let starts = starts(options, frame.earliest)
    let people = frame.space.range(of: .person)
    if options.limits.maxGap != nil || options.limits.maxGenerations != nil {
      return reachOneByOne(in: frame.contacts, starts: starts, counted: people, limits: options.limits)
    }
    let stream = ContactStream(frame.contacts, level: options.limits.level)
    let lag = options.limits.lag
    if people.count.multipliedReportingOverflow(by: people.count).partialValue / 8 > options.exactBytes,
      let estimate = estimatedReachOfEveryone(in: stream, starts: starts, counted: people, lag: lag)
    {
      return estimate
    }
    return Algorithms.reachOfEveryone(in: stream, starts: starts, counted: people, lag: lag)
  }

  /// How the reach of each of several sources grew, at the level of the limits, all in one sweep.
  ///
  /// - Precondition: The limits have no `maxGap` and no `maxGenerations`.
  /// - Complexity: that of `Algorithms.reachCurves`.
  public func reachCurves(of sources: [ReachSource], _ options: ReachOptions = ReachOptions()) -> [ReachCurve] {
    precondition(options.limits.maxGap == nil && options.limits.maxGenerations == nil, "curves have no such limits")
    let frame = ReachContacts(
      self, technique: options.technique, window: options.window.interval, silentTies: options.silentTies)
    return Algorithms.reachCurves(
      in: ContactStream(frame.contacts, level: options.limits.level),
      groups: sources.map { seeds(of: $0, options, frame.earliest) }, counting: frame.space.range(of: .person),
      and: frame.space.range(of: .team), lag: options.limits.lag)
  }

  /// When influence leaves each person unless a cohort says otherwise.
  func starts(_ options: ReachOptions, _ earliest: Moment?) -> [Moment] {
    let first = firstEnrolments()
    return people.rows.indices.map { options.window.since ?? first[$0] ?? earliest ?? 0 }
  }

  private func name(_ source: ReachSource) -> [String] {
    switch source {
    case .people(let rows): rows.map { people[$0].id }
    case .cohorts(let rows): rows.map { cohorts[$0].id }
    }
  }

  /// Where influence from a source begins, and when.
  func seeds(of source: ReachSource, _ options: ReachOptions, _ earliest: Moment?) -> [ReachSeed] {
    switch source {
    case .people(let rows):
      let starts = starts(options, earliest)
      return rows.map { ReachSeed(node: $0.int, time: starts[$0.int], isSource: true) }
    case .cohorts(let rows):
      var times: [Int: Moment] = [:]
      for cohort in rows {
        for (person, time) in participants(of: cohort, options.technique, options.window.interval) {
          let start = time == .min ? earliest ?? 0 : time
          guard start < options.window.interval.upper else { continue }
          times[person] = min(times[person] ?? .max, start)
        }
      }
      return times.sorted { $0.key < $1.key }.map { ReachSeed(node: $0.key, time: $0.value, isSource: false) }
    }
  }

  /// The participants of a cohort and when each is reached: at the start of their enrolment, or with a technique at
  /// that of the first event of the cohort that taught it to them.
  private func participants(
    of cohort: RowIndex<Cohort>, _ technique: RowIndex<Technique>?, _ window: Interval
  ) -> [Int: Moment] {
    var times: [Int: Moment] = [:]
    // Who was trained before the window goes on knowing it: they are reached when the window begins.
    func take(_ person: Int, _ start: Moment) {
      guard start < window.upper else { return }
      let time = max(start, window.lower)
      times[person] = min(times[person] ?? time, time)
    }
    let lessons = events.rows.filter { event in
      event.cohort == cohort && technique.map(event.techniques.contains) ?? false
    }
    let forAll = lessons.filter { $0.person == nil }.map(\.spell.interval.lower)
    let forOne = Dictionary(grouping: lessons.filter { $0.person != nil }) { $0.person?.int ?? 0 }
    for enrolment in enrolments.rows where enrolment.cohort == cohort {
      let person = enrolment.person.int
      if technique == nil { take(person, start(of: enrolment) ?? .min) }
      for start in forAll { take(person, start) }
      for lesson in forOne[person] ?? [] { take(person, lesson.spell.interval.lower) }
    }
    return times
  }

  /// For each organisation the node through which it is reached first: of its people and teams the one with the least
  /// arrival, generation and id; -1 where none is reached.
  private func organisationGates(
    _ routes: Routes, _ space: NodeSpace, _ isSource: [Bool], _ order: [UInt32], _ most: Int?
  ) -> [Int] {
    var gates = [Int](repeating: -1, count: organisations.count)
    func offer(_ organisation: RowIndex<Organisation>?, _ node: Int) {
      guard let organisation, !isSource[node], routes.reaches(node), Int(routes.generation[node]) < most ?? .max else {
        return
      }
      let gate = gates[organisation.int]
      let key = (routes.arrival[node], routes.generation[node], order[node])
      if gate < 0 || key < (routes.arrival[gate], routes.generation[gate], order[gate]) {
        gates[organisation.int] = node
      }
    }
    for (row, person) in people.rows.enumerated() { offer(person.organisation, row) }
    for (row, team) in teams.rows.enumerated() { offer(team.organisation, space.node(.team, row)) }
    return gates
  }

  private func assemble(
    sources: [String], _ totals: [ReachTotals], _ reached: [ReachedNode], _ order: [UInt32], _ space: NodeSpace,
    _ routes: [Routes], _ routeKind: RouteKind, _ seeds: [ReachSeed], isDated: Bool
  ) -> Reach {
    let organisationOrder = idOrder(self, NodeSpace([.organisation: organisations.count]))
    // By arrival, generation, kind and id, the last three packed into one number.
    var keys = reached.enumerated().map { place, node in
      let id = node.kind == .organisation ? organisationOrder[node.row] : order[space.node(node.kind, node.row)]
      let rest = UInt64(node.generation) << 36 | UInt64(node.kind.rawValue) << 32 | UInt64(id)
      return (arrival: node.arrival ?? 0, rest: rest, place: place)
    }
    keys.sort { ($0.arrival, $0.rest) < ($1.arrival, $1.rest) }
    let nodes = keys.map { reached[$0.place] }
    // All records are looked at for it.
    let unit = unit
    var byGeneration: [(generation: Int, people: Int, teams: Int)] = []
    var overTime: [(time: Moment, people: Int, teams: Int)] = []
    for node in nodes where node.kind == .person || node.kind == .team {
      let people = node.kind == .person ? 1 : 0
      while byGeneration.count <= node.generation { byGeneration.append((byGeneration.count, 0, 0)) }
      byGeneration[node.generation].people += people
      byGeneration[node.generation].teams += 1 - people
      // Moments within one unit are shown alike, so they are one row.
      guard let arrival = node.arrival.map(unit.start) else { continue }
      if overTime.last?.time != arrival {
        overTime.append((arrival, overTime.last?.people ?? 0, overTime.last?.teams ?? 0))
      }
      overTime[overTime.count - 1].people += people
      overTime[overTime.count - 1].teams += 1 - people
    }
    return Reach(
      sources: sources, levels: totals, nodes: nodes, byGeneration: byGeneration.filter { $0.people + $0.teams > 0 },
      overTime: isDated ? overTime : [], unit: unit, routeKind: routeKind, seeds: seeds, isDated: isDated,
      routes: routes,
      space: space)
  }
}

extension ReachTotals {
  fileprivate mutating func count(_ kind: NodeKind, headcount more: Int?) {
    switch kind {
    case .person: people += 1
    case .team:
      teams += 1
      let (sum, overflow) = headcount.addingReportingOverflow(more ?? 0)
      headcount = overflow ? .max : sum
    case .technique: techniques += 1
    default: organisations += 1
    }
  }
}
