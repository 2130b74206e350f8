/// What was given out under one policy and about whom, kept from one time to the next, so that nothing goes out that tells of
/// a few people by its difference from what went out before.
///
/// It holds no names and no ids, only marks made with a secret of its own: keep it where the records are, not with what is
/// given out. How answers are compared, and what that does not guard against, is said at ``DisclosureHistory``.
public struct ReleaseLog: Sendable, Equatable, Codable {
  /// The policy that everything in it follows.
  public let policy: DisclosurePolicy
  private let salt: [UInt8]
  private var history: DisclosureHistory
  /// When each answer of the history was given out, as its readers know it.
  private var labels: [String] = []

  /// Why something may not go out.
  public struct Refusal: Error, Sendable, Equatable {
    /// What would tell.
    public let what: String
    /// By how many people it differs from what went out before.
    public let difference: Int
    /// What went out before.
    public let earlier: String
  }

  /// Nothing given out yet.
  ///
  /// - Parameters:
  ///   - policy: The policy that is followed.
  ///   - random: What the secret is drawn from.
  public init(_ policy: DisclosurePolicy, using random: inout some RandomNumberGenerator) {
    self.policy = policy
    salt = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    history = DisclosureHistory(policy)
  }

  /// Keeps in mind what is about to be given out, all of it or nothing.
  ///
  /// - Parameters:
  ///   - label: What it is called, such as its date.
  ///   - counts: What is counted, in the same words each time, and the ids of those it is about.
  /// - Throws: ``Refusal`` when one of the counts would tell of a few people.
  /// - Complexity: O(counts given out before · people).
  public mutating func release(
    _ label: String, _ counts: [(what: String, ids: [String])]
  ) throws(Refusal) {
    var after = self
    for (what, ids) in counts {
      let known = after.history.count
      switch after.history.show(what, about: Population(ids, salt: salt)) {
      case .safe: if after.history.count > known { after.labels.append(label) }
      case .refused(let difference, let earlier):
        throw Refusal(what: what, difference: difference, earlier: after.labels[earlier])
      }
    }
    self = after
  }

  /// True for a log whose parts belong together, as one that was read from a file may not.
  public var isSound: Bool { labels.count == history.count && salt.count == 32 && history.follows(policy) }
}
