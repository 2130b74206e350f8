public import Graph

/// What one step of time is in a network: it sets how times are shown, `--strict`, and durations without a unit.
public struct TimeUnit: Sendable, Equatable {
  /// How the network writes times.
  public let scale: TimeScale
  /// Length of the unit: 1 for numbers and seconds, 86,400 for days.
  public let length: Int64

  /// The unit of a network with this scale; a day where every time in it is a date.
  public init(scale: TimeScale, everyTimeIsADate: Bool) {
    self.scale = scale
    length = scale == .calendar && everyTimeIsADate ? Calendar.day : 1
  }

  /// What one unit is called: `period`, `day` or `second`.
  public var name: String { scale == .integer ? "period" : length == 1 ? "second" : "day" }

  /// A moment as text: a number, a date where the unit is a day, else a date-time.
  public func text(_ moment: Moment) -> String {
    scale == .integer ? String(moment) : Stamp.text(moment, daysOnly: length != 1)
  }

  /// The beginning of the unit that a moment lies in.
  public func start(of moment: Moment) -> Moment {
    let rest = moment % length
    let (start, overflow) = moment.subtractingReportingOverflow(rest < 0 ? rest + length : rest)
    return overflow ? moment : start
  }

  /// A length of time in whole units, rounded down: `1 day`, `12 periods`.
  public func duration(_ moments: Int64) -> String {
    let units = moments / length
    return "\(units) \(name)\(units == 1 ? "" : "s")"
  }

  /// A duration: whole units, or a number followed by `s`, `h`, `d` or `w` in a calendar network.
  ///
  /// `nil` when the text is not one, is negative, or is longer than any calendar.
  public func duration(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard let last = bytes.last else { return nil }
    let factors: [UInt8: Int64] = [115: 1, 104: 3600, 100: Calendar.day, 119: 7 * Calendar.day]
    var digits = bytes[...]
    var factor = length
    if let named = factors[last] {
      guard scale == .calendar else { return nil }
      digits = bytes.dropLast()
      factor = named
    }
    guard let number = wholeNumber(Array(digits).span), number >= 0 else { return nil }
    let (length, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow || length > 1 << 53 ? nil : length
  }
}

extension Network {
  /// Calls `body` with every time written of practice: in uses, engagements, transfers, ties, events and outcomes.
  private func eachStampOfPractice(_ body: (Stamp) -> Void) {
    for row in events.rows { row.spell.eachStamp(body) }
    for row in uses.rows { row.spell.eachStamp(body) }
    for row in engagements.rows { row.spell.eachStamp(body) }
    for row in ties.rows { row.spell.eachStamp(body) }
    for row in transfers.rows { if let date = row.date { body(date) } }
    for row in outcomes.rows { if let date = row.date { body(date) } }
  }

  /// Calls `body` with every time written in any table.
  func eachStamp(_ body: (Stamp) -> Void) {
    for row in people.rows { row.available.eachStamp(body) }
    for row in memberships.rows { row.spell.eachStamp(body) }
    for row in cohorts.rows { row.spell.eachStamp(body) }
    for row in enrolments.rows { row.spell.eachStamp(body) }
    eachStampOfPractice(body)
  }

  /// The network's unit of time.
  ///
  /// - Complexity: O(records).
  public var unit: TimeUnit {
    var allDates = true
    eachStamp { if !$0.isDate { allDates = false } }
    return TimeUnit(scale: scale, everyTimeIsADate: allDates)
  }

  /// The least and the greatest time written in any table, ends as written; `nil` where there is none.
  public var timeRange: (from: Moment, to: Moment)? { range(eachStamp) }

  /// Where the record of practice ends: the last time written in uses, engagements, transfers, ties, events and outcomes;
  /// `nil` where none is. What looks ahead, such as until when somebody is available, says nothing of it.
  ///
  /// - Complexity: O(records).
  public var lastRecord: Moment? { recordRange?.to }

  /// The first and the last time written in uses, engagements, transfers, ties, events and outcomes; `nil` where none is.
  ///
  /// - Complexity: O(records).
  public var recordRange: (from: Moment, to: Moment)? { range(eachStampOfPractice) }

  private func range(_ each: ((Stamp) -> Void) -> Void) -> (from: Moment, to: Moment)? {
    var range: (from: Moment, to: Moment)?
    each { stamp in
      range = range.map { (min($0.from, stamp.moment), max($0.to, stamp.moment)) } ?? (stamp.moment, stamp.moment)
    }
    return range
  }

  /// The area an organisation lies in: its nearest ancestor of kind `icb`, itself included, else its region.
  public func area(of organisation: RowIndex<Organisation>?) -> String? {
    var next = organisation
    while let current = next {
      if organisations[current].kind == "icb" {
        let icb = organisations[current]
        return icb.name.isEmpty ? icb.id : icb.name
      }
      next = organisations[current].parent
    }
    guard let region = organisation.map({ organisations[$0].region }), !region.isEmpty else { return nil }
    return region
  }
}

extension Spell {
  /// Calls `body` with the start and the end, where they are written.
  fileprivate func eachStamp(_ body: (Stamp) -> Void) {
    if let start { body(start) }
    if let end { body(end) }
  }
}
