/// Something that was changed, left out or hidden before a network was shown.
public struct DisclosureChange: Sendable, Equatable {
  /// A word for programs, such as `headcountsHidden`.
  public let kind: String
  /// How often.
  public let count: Int
  /// One sentence, with the count.
  public let note: String
}
