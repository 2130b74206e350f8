import Algorithms
import Graph
public import Records

extension Network {
  /// Draws of the probabilities, which carry how unsure they are into the bands.
  private static let draws = 200
  /// Periods from which the way of forecasting is tried on what is known already.
  private static let mostOrigins = 8
  /// Fewer periods of record than this before an origin say too little.
  private static let leastRecord = 4

  /// How a technique is likely to spread further if things go on as they did.
  ///
  /// Each period, everybody who has not adopted it does so with the probability 1 - product of (1 - p), over everybody who uses
  /// it and is tied to them, by how long ago they adopted it, over having been taught it, and over a constant cause: a hazard in
  /// discrete time, told from the record by maximum likelihood. Futures are played on from the last period, each with probabilities drawn
  /// anew by the Bayesian bootstrap over people, so that bands hold both chance and how unsure the probabilities are. Ties stay
  /// as they are, nobody stops, and no further course takes place.
  ///
  /// - Throws: ``QuestionError`` when periods do not fit the network's times, nothing is dated, or nobody has adopted it.
  /// - Complexity: O((people + arcs) periods) to read the record, O(people periods + arcs) a future.
  public func forecast(
    of technique: RowIndex<Technique>, _ options: ForecastOptions = ForecastOptions()
  ) throws(QuestionError) -> Forecast {
    let length = options.by ?? (scale == .integer ? .period : .quarter)
    try length.check(scale)
    guard let range = recordRange else {
      throw QuestionError("nothing in this network is dated, so there is nothing to go on from")
    }
    let window = options.window.interval
    let from = window.lower == .min ? range.from : window.lower
    let to = window.upper == .max ? max(range.to, from) : window.upper - 1
    let periods = try Periods(length, from: from, to: to)
    let record = HazardRecord(self, technique, periods, options.window, isDirected: options.isDirected)
    guard record.adopted.contains(where: { $0 != nil }) else {
      throw QuestionError(
        "nobody has taken up '\(techniques[technique].id)' yet, so there is nothing to go on from: name another technique"
      )
    }
    let table = record.table()
    let halfLife = record.halfLife(at: periods.count, table)
    let trials = record.trials(upTo: periods.count, table, halfLife: halfLife)
    let estimate = trials.estimate()
    let play = record.future(from: periods.count, ahead: options.ahead, options.changes)
    let outcome = play.play(options.runs, trials.draws(Self.draws, options.seed), seed: options.seed)
    let future = periods.starts(ahead: options.ahead)
    let rows = future.indices.map { period in
      ForecastPeriod(
        start: future[period], adopters: ForecastBand(outcome.adopters.map { $0[period] }),
        cumulative: ForecastBand(outcome.adopters.map { $0[...period].reduce(0, +) }))
    }
    return Forecast(
      technique: technique, length: length, adopters: record.adopted.count { $0 != nil }, periods: rows,
      factors: HazardRecord.Factor.allCases.map {
        HazardFactor(
          name: "\($0)", probability: estimate.probabilities[$0.rawValue], interval: estimate.intervals[$0.rawValue])
      },
      halfLife: halfLife,
      people: Sensitive(
        outcome.times.enumerated().map { person, times in
          play.hasAdopted[person] || play.isAway[person] ? nil : Double(times) / Double(options.runs)
        }),
      backTest: backTest(record, table, options), runs: options.runs,
      endings: outcome.adopters.map { $0.reduce(0, +) }, unit: unit)
  }

  /// Forecasts from earlier periods, each from what was known before them alone, against what came.
  private func backTest(
    _ record: HazardRecord, _ table: [[[UInt32]?]], _ options: ForecastOptions
  ) -> BackTest? {
    let last = record.periods.count - options.ahead
    let first = max(record.first + Self.leastRecord, last - Self.mostOrigins + 1)
    guard first <= last else { return nil }
    var (likely, wide, error) = (0, 0, 0.0)
    for origin in first...last {
      let trials = record.trials(upTo: origin, table, halfLife: record.halfLife(at: origin, table))
      let draws = trials.draws(Self.draws / 4, options.seed)
      let play = record.future(from: origin, ahead: options.ahead, FutureChanges())
      let outcome = play.play(max(200, options.runs / 4), draws, seed: options.seed)
      let band = ForecastBand(outcome.adopters.map { $0.reduce(0, +) })
      // Whom a later course taught could not be foreseen.
      let came = record.adopters(in: origin + 1...origin + options.ahead, notTaughtAfter: origin)
      likely += band.likely.contains(came) ? 1 : 0
      wide += band.wide.contains(came) ? 1 : 0
      error += band.mean - Double(came)
    }
    let origins = last - first + 1
    return BackTest(
      origins: origins, ahead: options.ahead, withinLikely: likely, withinWide: wide,
      meanError: error / Double(origins))
  }
}

extension Trials {
  fileprivate func draws(_ count: Int, _ seed: UInt64) -> [[Double]] {
    mapChunks(of: count, size: 4) { draws in draws.map { redrawn($0, seed: seed) } }.flatMap { $0 }
  }
}

extension HazardRecord {
  /// What there is to play on from the end of period `origin`.
  fileprivate func future(from origin: Int, ahead: Int, _ changes: FutureChanges) -> FuturePlay {
    let people = 0..<peopleCount
    var play = FuturePlay(
      hasAdopted: people.map { person in adopted[person].map { $0 <= origin } ?? false },
      users: people.map { person in
        users(tiedTo: person, in: origin, knownIn: origin + 1).map { ($0.other, origin + 1 - $0.adopted) }
      },
      teaching: (1...ahead).map { step in
        people.map { isTaught($0, by: origin) ? teaching(of: $0, in: origin + step) : nil }
      }, arcs: openArcs(in: origin), isAway: people.map(changes.leaving.contains), peopleCount: peopleCount)
    play.apply(changes)
    return play
  }
}

extension FuturePlay {
  /// Introduces, trains and lets leave.
  fileprivate mutating func apply(_ changes: FutureChanges) {
    // Who has been using it how long, as far as anybody is tied to them.
    var ages: [Int: Int] = [:]
    for user in users.joined() { ages[user.other] = user.age }
    for person in changes.trained {
      hasAdopted[person] = true
      ages[person] = 1
    }
    for pair in changes.meeting {
      for (from, to) in [pair, (pair.1, pair.0)] where !arcs.contains(where: { $0 == (from, to) }) {
        arcs.append((from, to))
      }
    }
    for (from, to) in arcs {
      guard let age = ages[from], !users[to].contains(where: { $0.other == from }) else { continue }
      users[to].append((from, age))
    }
    for person in users.indices { users[person].removeAll { changes.leaving.contains($0.other) } }
  }
}
