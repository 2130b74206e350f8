public import Disclosure
public import Interchange

/// What is said of an export that was made ready for others: which policy it follows, what was changed, how well people hide.
public struct DisclosureStatement: Sendable {
  /// What was changed, left out or hidden.
  public var losses: [ExportLoss]
  /// How pseudonyms were made, and what they are not.
  public var remarks: [String]
  /// How well people hide; empty where they go by their names.
  public var anonymity: [AnonymityFigure] = []

  /// What is said of a network whose figures follow a policy.
  ///
  /// - Parameter changes: What was changed.
  public init(_ changes: [DisclosureChange]) {
    losses = changes.map { ExportLoss(kind: $0.kind, count: $0.count, note: $0.note) }
    remarks = []
  }

  /// What is said of a network with pseudonyms.
  ///
  /// - Parameters:
  ///   - pseudonymised: The network.
  ///   - pseudonyms: The pseudonyms it has.
  ///   - options: How it was made.
  ///   - anonymity: How well people hide in what is exported of it.
  public init(
    _ pseudonymised: PseudonymisedNetwork, _ pseudonyms: Pseudonyms,
    _ options: PseudonymisationOptions,
    _ anonymity: Anonymity
  ) {
    self.init(pseudonymised.changes)
    remarks = [
      "people go by pseudonyms: HMAC-SHA256 of their ids, "
        + (pseudonyms.isOnce
          ? "with a key of this export alone, which nobody can make again: name the export to have the same ones again"
          : "with a key of this export's name and its recipient: the same again for the same names"),
      "staff groups, settings and other words that stand for fewer than \(options.leastGroup) became 'Other', areas of "
        + "fewer people a region or nothing; headcounts are to the nearest 5; figures about teams follow "
        + "\(options.policy.rawValue); dates are "
        + (options.dates == .month ? "cut to months" : "exact"),
      "this is still personal data: whoever knows some of a person's ties, or dates, can often tell who they are; pass it on "
        + "under agreement only, and read title, description and names of techniques first",
    ]
    self.anonymity = anonymity.figures.map { figure in
      AnonymityFigure(
        known: figure.knowledge.rawValue, people: figure.people, least: figure.least,
        unique: figure.unique,
        belowFive: figure.belowFive, note: figure.sentence)
    }
  }

  /// All of it in sentences.
  public var notes: [String] { losses.map(\.note) + remarks + anonymity.map(\.note) }
}

extension ExportReport {
  /// Says in the report how the export was made ready for others.
  ///
  /// - Parameter statement: What is to be said.
  public mutating func add(_ statement: DisclosureStatement) {
    losses += statement.losses
    remarks += statement.remarks
    anonymity += statement.anonymity
  }
}
