public import Records

/// How a network is made ready for those who may not know whom it is about.
public struct PseudonymisationOptions: Sendable {
  /// What is left of dates.
  public enum Dates: String, Sendable, CaseIterable {
    /// All of them.
    case exact
    /// The month: spells begin with the first day of theirs and end with the last, single dates become the first.
    case month
  }

  /// How many people a staff group, a word or an area must stand for to stay.
  public var leastGroup = 5
  /// What is left of dates; networks that count in whole numbers keep theirs.
  public var dates = Dates.exact
  /// How figures about teams are shown. Headcounts are rounded to the nearest 5 under every policy.
  public var policy = DisclosurePolicy.nhsHES
  /// Groups of five, exact dates, `nhs-hes`.
  public init() {}
}

/// A network in which nobody goes by their name.
public struct PseudonymisedNetwork: Sendable {
  /// The network, valid as any other.
  public let network: Network
  /// What was left out, replaced or made coarser.
  public let changes: [DisclosureChange]
}
