import Algorithms
import Graph
public import Records

extension Network {
  /// What each of several cohorts led to within the same length of time from its own start.
  ///
  /// - Parameters:
  ///   - cohorts: The cohorts; each must have begun at a known time.
  ///   - length: How long, in the network's time; `nil` for the longest for which all of them have been on record.
  ///   - options: As for reach; its window and level are not used.
  /// - Throws: ``QuestionError`` when a cohort is named twice, has no start, or has not been on record for so long.
  /// - Complexity: that of reach and cascade for each cohort.
  public func compare(
    _ cohorts: [RowIndex<Cohort>], after length: Int64?, _ options: ReachOptions = ReachOptions()
  ) throws(QuestionError) -> [ComparedPeriod] {
    var starts: [Moment] = []
    for (place, cohort) in cohorts.enumerated() {
      if cohorts[..<place].contains(cohort) {
        throw QuestionError("cohort '\(self.cohorts[cohort].id)' is named twice: name it once")
      }
      let first = enrolments.rows.filter { $0.cohort == cohort }.compactMap { start(of: $0) }.min()
      guard let start = self.cohorts[cohort].spell.start?.moment ?? first else {
        throw QuestionError("cohort '\(self.cohorts[cohort].id)' has no start: give it one in cohorts.csv")
      }
      starts.append(start)
    }
    guard let last = lastRecord else {
      throw QuestionError(
        "no use, engagement, transfer, tie, event or outcome is dated, so nothing can be compared over time")
    }
    for (cohort, start) in zip(cohorts, starts) where last - start + unit.length < length ?? 1 {
      throw QuestionError(
        "cohort '\(self.cohorts[cohort].id)' has been on record for \(unit.duration(max(0, last - start + unit.length))): "
          + (length == nil ? "leave it out" : "give --within no more, or leave the cohort out"))
    }
    let common = last - (starts.max() ?? last) + unit.length
    return zip(cohorts, starts).map { cohort, start in
      let (end, overflow) = start.addingReportingOverflow(length ?? common)
      return compared(cohort, Interval(start, overflow ? .max : end), options)
    }
  }

  /// What a cohort, or all cohorts together, led to in periods of one length that end at several times.
  ///
  /// - Parameters:
  ///   - cohort: The cohort; `nil` for all of them.
  ///   - ends: The last moments of the periods, in rising order.
  ///   - length: How long each period is, in the network's time; `nil` for the shortest time between two of the ends, so that
  ///     the periods do not overlap.
  ///   - options: As for reach; its window and level are not used.
  /// - Throws: ``QuestionError`` when a period begins after the record ends.
  /// - Complexity: that of reach and cascade for each period.
  public func compare(
    _ cohort: RowIndex<Cohort>?, at ends: [Stamp], over length: Int64?, _ options: ReachOptions = ReachOptions()
  ) throws(QuestionError) -> [ComparedPeriod] {
    if let last = lastRecord, let end = ends.last, end.moment > last {
      throw QuestionError(
        "nothing is on record after \(unit.text(last)), so \(unit.text(end.moment)) cannot be compared: give --at no later time"
      )
    }
    let gaps = zip(ends.dropFirst(), ends).map { $0.after - $1.after }
    let length = length ?? gaps.min() ?? .max
    return ends.map { end in
      let (start, overflow) = end.after.subtractingReportingOverflow(length)
      return compared(cohort, Interval(overflow ? .min : start, end.after), options)
    }
  }

  private func compared(
    _ cohort: RowIndex<Cohort>?, _ period: Interval, _ options: ReachOptions
  ) -> ComparedPeriod {
    let source = cohort.map { [$0] } ?? cohorts.rows.indices.map { RowIndex($0) }
    // When each participant joined; nobody else counts.
    var joined = [Moment?](repeating: nil, count: people.count)
    for enrolment in enrolments.rows where cohort == nil || enrolment.cohort == cohort {
      let start = start(of: enrolment) ?? .min
      let person = enrolment.person.int
      if start < period.upper { joined[person] = min(joined[person] ?? start, start) }
    }
    let isParticipant = joined.map { $0 != nil }
    var reachOptions = options
    reachOptions.window = TimeWindow(from: period.lower == .min ? nil : period.lower, until: period.upper)
    reachOptions.limits.level = .possible
    let cascades = cascades(until: period.upper, options)
    var hasUsed = [Bool](repeating: false, count: people.count)
    var isLearner = hasUsed
    var taught = [Double](repeating: 0, count: people.count)
    for cascade in cascades {
      // Who knew a technique before they joined did not get it from the course.
      var began = [Bool](repeating: false, count: people.count)
      for adopter in cascade.people {
        hasUsed[adopter.person] = true
        began[adopter.person] = joined[adopter.person].map { adopter.adopted >= $0 } ?? false
      }
      let isDownstream = cascade.isAtOrDownstream { began[$0] }
      for (place, adopter) in cascade.people.enumerated()
      where !isParticipant[adopter.person] && period.contains(adopter.adopted) {
        if isDownstream[place] { isLearner[adopter.person] = true }
        for source in adopter.sources where began[source.person] { taught[source.person] += source.credit }
      }
    }
    let isAlumnus = alumni()
    let isAsked: ([RowIndex<Technique>]) -> Bool = { options.technique.map($0.contains) ?? true }
    let supports = engagements.rows.filter {
      isParticipant[$0.person.int] && period.contains($0.spell.interval.lower) && isAsked($0.techniques)
    }
    let participants = people.rows.indices.filter { isParticipant[$0] }
    return ComparedPeriod(
      cohort: cohort, period: period, participants: participants.count,
      used: participants.count { hasUsed[$0] }, others: people.count - participants.count,
      learners: isLearner.count { $0 },
      learnersNonAlumni: isLearner.indices.count { isLearner[$0] && !isAlumnus[$0] },
      learnersEach: MeanInterval(ofCounts: participants.map { taught[$0] }),
      reached: reach(of: .cohorts(source), reachOptions).totals(leavingOut: isParticipant), engagements: supports.count,
      teamsSupported: Set(supports.map(\.team)).count,
      transfers: transfers.rows.count {
        isParticipant[$0.from.int] && $0.from != $0.to && period.contains($0.interval.lower) && isAsked([$0.technique])
      })
  }

  /// The cascade of the technique asked for, or of each, as it stood before `end`.
  private func cascades(until end: Moment, _ options: ReachOptions) -> [Cascade] {
    var cascade = CascadeOptions()
    cascade.technique = options.technique
    cascade.window = TimeWindow(from: nil, until: end)
    cascade.isDirected = options.isDirected
    return cascades(cascade)
  }
}
