public import Records

/// What would be different.
public struct WhatIf: Sendable {
  /// How far the source reaches as things are, and as they would be: totals by level of certainty, the surest first.
  public let reach: (now: [ReachTotals], then: [ReachTotals])
  /// How many more would take the technique up in the periods ahead; `nil` where no technique was named.
  public let forecast: Difference?

  /// Two forecasts on common futures.
  public struct Difference: Sendable {
    /// As things are.
    public let now: Forecast
    /// As they would be; people trained are not among the new adopters.
    public let then: Forecast
    /// Mean over futures of new adopters then less now.
    public let mean: Double
    /// Standard error of the mean.
    public let standardError: Double
    /// The middle 95% of the differences, future by future.
    public let wide: ClosedRange<Int>
  }
}

extension Network {
  /// What would be different in reach had some people not been there, others known each other, and others been trained; and in
  /// the further spread of a technique if some left, got to know each other or were trained now.
  ///
  /// Futures are common: whatever does not hang on the changes happens alike in both.
  ///
  /// - Parameters:
  ///   - changes: What is different.
  ///   - source: Whose reach.
  ///   - reach: What narrows the question of reach.
  ///   - technique: The technique to forecast.
  ///   - options: How to forecast.
  /// - Throws: ``QuestionError`` when somebody is to be trained without a cohort to join, or as ``forecast(of:_:)``.
  /// - Complexity: twice that of ``reach(of:_:)`` and of ``forecast(of:_:)``.
  public func whatIf(
    _ changes: FutureChanges, reachOf source: ReachSource, _ reach: ReachOptions = ReachOptions(),
    forecasting technique: RowIndex<Technique>?, _ options: ForecastOptions = ForecastOptions()
  ) throws(QuestionError) -> WhatIf {
    var then = source
    var cohort: RowIndex<Cohort>?
    switch source {
    case .people(let people):
      let staying = people.filter { !changes.leaving.contains($0.int) }
      let trained = changes.trained.sorted().map { RowIndex<Person>($0) }.filter { !staying.contains($0) }
      then = .people(staying + trained)
    case .cohorts(let cohorts): cohort = cohorts.last
    }
    let changed = changed(by: changes, cohort: cohort)
    let totals = (
      now: self.reach(of: source, reach).levels, then: changed.reach(of: then, reach).levels
    )
    guard let technique else { return WhatIf(reach: totals, forecast: nil) }
    let now = try forecast(of: technique, options)
    var changedOptions = options
    changedOptions.changes = changes
    let later = try forecast(of: technique, changedOptions)
    let differences = zip(later.endings, now.endings).map { $0 - $1 }
    let mean = Double(differences.reduce(0, +)) / Double(differences.count)
    let squares = differences.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    let error =
      differences.count > 1 ? (squares / Double(differences.count - 1) / Double(differences.count)).squareRoot() : 0
    return WhatIf(
      reach: totals,
      forecast: WhatIf.Difference(
        now: now, then: later, mean: mean, standardError: error, wide: ForecastBand(differences).wide))
  }
}
