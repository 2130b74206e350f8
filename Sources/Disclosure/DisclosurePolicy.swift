/// A rule on how counts of people, and what is reckoned from them, may be shown outside the circle that may see the records.
///
/// Counts of organisations are exempt: only what counts people goes through a policy. A policy looks at one figure; what can
/// be found by subtracting figures from one another is the work of ``CountTable`` (figures in one table) and of
/// ``DisclosureHistory`` (figures shown one after another).
public enum DisclosurePolicy: String, Sendable, CaseIterable, Codable {
  /// The rule of hospital episode statistics below the national level: 0 is shown, 1 to 7 become `*`, all others are
  /// rounded to the nearest 5, totals on their own, so that they need not add up. Percentages are taken from rounded figures.
  ///
  /// Source: NHS Digital, change to disclosure control methodology for HES and ECDS, September 2018.
  case nhsHES = "nhs-hes"
  /// 1 to 4 become `<5`, 0 and the others are shown; in tables that must hide further cells all of them become `*`.
  ///
  /// Source: GP Patient Survey, which hides counts below 5 that are not 0, and the next lowest beside them.
  case under5
  /// What rests on fewer than 10 people, 0 included, becomes `*`; the others are shown.
  ///
  /// Source: GP Patient Survey, which hides statistics of fewer than 10 respondents.
  case base10
  /// Numbers below 7, 0 included, become `*`; the others are shown.
  ///
  /// Source: Model Health System, on numbers of staff and of patients.
  case model7
  /// Everything is shown as it is: for those who may see the records.
  case none

  /// The counts that must not be told apart; `nil` where every count is shown.
  public var hidden: ClosedRange<Int>? {
    switch self {
    case .nhsHES: 1...7
    case .under5: 1...4
    case .base10: 0...9
    case .model7: 0...6
    case .none: nil
    }
  }

  /// True for a count that must not be shown.
  func hides(_ count: Int) -> Bool { hidden?.contains(count) ?? false }

  /// How a count of people may be shown.
  ///
  /// - Parameter count: How many people, 0 or more.
  public func shown(_ count: Int) -> ShownCount {
    precondition(count >= 0, "a count of people is 0 or more")
    if hides(count) { return self == .under5 ? .below(5) : .hidden }
    return self == .nhsHES && count > 0 ? .rounded(Self.toNearest5(count)) : .number(count)
  }

  /// How a share of people may be shown, in percent; `nil` where it must be hidden, to be shown as `*`.
  ///
  /// Hidden where the part, the whole, or those of the whole who are not in the part would be hidden as counts, since each
  /// can be reckoned from the percentage and the whole. Under `nhs-hes` it is taken from rounded figures.
  ///
  /// - Parameters:
  ///   - part: How many people have what is asked about.
  ///   - whole: Of how many.
  public func shown(percentageOf part: Int, in whole: Int) -> Double? {
    precondition(part >= 0 && part <= whole, "a part is from 0 to the whole")
    guard whole > 0, !hides(part), !hides(whole), !hides(whole - part) else { return nil }
    if self != .nhsHES { return 100 * Double(part) / Double(whole) }
    return 100 * Double(Self.toNearest5(part)) / Double(Self.toNearest5(whole))
  }

  /// Whether a mean, a median or a rate over so many people may be shown: not over nobody, and not over a number of people
  /// that would be hidden, such as 1 to 7 under `nhs-hes`.
  ///
  /// - Parameter people: How many people it is taken over.
  public func showsMean(of people: Int) -> Bool { people > 0 && !hides(people) }

  /// The nearest multiple of 5, the one below where the one above is out of range.
  static func toNearest5(_ count: Int) -> Int {
    let rest = count % 5
    let below = count - rest
    if rest < 3 { return below }
    let (above, overflow) = below.addingReportingOverflow(5)
    return overflow ? below : above
  }
}

/// A count as a policy lets it be seen.
public enum ShownCount: Sendable, Hashable, CustomStringConvertible {
  /// As it is.
  case number(Int)
  /// To the nearest 5.
  case rounded(Int)
  /// Fewer than this many, and not 0.
  case below(Int)
  /// Not at all.
  case hidden

  /// What stands in place of figures that are hidden.
  public static let hiddenText = "*"

  /// As text: a number, `<5`, or `*`.
  public var description: String {
    switch self {
    case .number(let count), .rounded(let count): String(count)
    case .below(let limit): "<\(limit)"
    case .hidden: Self.hiddenText
    }
  }

  /// The number shown; `nil` where none is.
  public var number: Int? {
    switch self {
    case .number(let count), .rounded(let count): count
    case .below, .hidden: nil
    }
  }

  /// The counts that a reader who knows the policy must think possible, from this figure alone.
  ///
  /// What is hidden can be anything: it may be a small count, or one hidden beside a small one.
  public var possible: ClosedRange<Int> {
    switch self {
    case .number(let count): count...count
    case .rounded(let count): max(count - 2, 0)...(count > Int.max - 4 ? .max : count + 2)
    case .below(let limit): 1...(limit - 1)
    case .hidden: 0...Int.max
    }
  }
}
