public import Disclosure

/// What of a report is shown to whom, and how.
public struct ReportPresentation: Sendable {
  /// Where the style sheet is.
  public enum Style: Sendable {
    /// In the page, so that one file is all there is.
    case inPage
    /// At an address, for pages that may hold no style of their own.
    case at(String)
  }

  /// How counts of people are shown, and what is reckoned from them.
  public var policy = DisclosurePolicy.none
  /// True when the story may name people; else it says what they are.
  public var namesPeople = false
  /// Where the style sheet is.
  public var style = Style.inPage
  /// How the network is called in commands.
  public var network = "NETWORK"
  /// Everything shown but names, in one file.
  public init() {}
}
