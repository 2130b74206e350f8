import Crypto
import FoundationEssentials

/// A set of people, known by marks from which nobody can be read: what two answers were about can be compared by it.
public struct Population: Sendable, Equatable, Codable {
  /// One mark a person, in ascending order.
  private let marks: [UInt64]

  /// How many people there are.
  public var count: Int { marks.count }

  /// People by their ids.
  ///
  /// - Parameters:
  ///   - ids: The ids, in any order; one that comes twice counts once.
  ///   - salt: What is mixed into the marks, the same for all populations that are compared: with a secret one nobody can
  ///     try ids against the marks.
  public init(_ ids: some Sequence<String>, salt: [UInt8]) {
    let key = SymmetricKey(data: salt)
    marks = Set(
      ids.map { id in
        HMAC<SHA256>.authenticationCode(for: Array(id.utf8), using: key).prefix(8)
          .reduce(0) { $0 << 8 | UInt64($1) }
      }
    ).sorted()
  }

  /// How many people of this population are not in another, and the other way round.
  ///
  /// - Parameter other: The other population, marked with the same salt.
  /// - Complexity: O(people of both).
  public func difference(from other: Population) -> (leaving: Int, joining: Int) {
    var (mine, theirs, common) = (0, 0, 0)
    while mine < marks.count, theirs < other.marks.count {
      let (a, b) = (marks[mine], other.marks[theirs])
      if a == b { common += 1 }
      if a <= b { mine += 1 }
      if b <= a { theirs += 1 }
    }
    return (marks.count - common, other.marks.count - common)
  }
}

/// What was shown before, so that nothing is shown that tells of a few people by its difference from that.
///
/// A figure about 40 people and the same figure about 41, a month later or of a cohort within a cohort, tell by subtraction of
/// the one who joined. Rounding does not prevent it: a count that goes from 10 to 15 when one person joins was 12 and is 13,
/// and that person is among them. So an answer is refused while the people it is about differ from those of an earlier answer
/// to the same question by a number that the policy hides; the earlier answer can be shown again in its place.
///
/// What it guards: any two answers to one question, whichever came first. Where people were swapped it counts as a small
/// difference if few left **and** few joined. What it does not: three or more answers put together (all of a cohort, and its
/// parts, belong into one ``CountTable``), answers to different questions that tell the same, what the reader knows of some
/// of the people, and answers that were shown without asking here. The counted people must be given as the population where
/// the answer is a count of them, or the change of the count itself tells.
public struct DisclosureHistory: Sendable, Equatable, Codable {
  private struct Shown: Sendable, Equatable, Codable {
    let question: String
    let population: Population
  }

  /// Whether an answer may be shown.
  public enum Verdict: Sendable, Hashable {
    /// It may.
    case safe
    /// It may not: it differs from an earlier answer by so few people.
    ///
    /// - Parameters:
    ///   - difference: How many people left and joined.
    ///   - earlier: Which answer that was, counted from 0 in the order in which they were shown.
    case refused(difference: Int, earlier: Int)
  }

  private let least: Int
  private var shown: [Shown] = []

  /// Nothing shown yet.
  ///
  /// - Parameter policy: Which differences are too small: those up to the greatest count that it hides.
  public init(_ policy: DisclosurePolicy) { least = Self.least(policy) }

  private static func least(_ policy: DisclosurePolicy) -> Int { policy.hidden.map { $0.upperBound + 1 } ?? 0 }

  /// True when it guards as that policy wants.
  func follows(_ policy: DisclosurePolicy) -> Bool { least == Self.least(policy) }

  /// How many answers were shown.
  public var count: Int { shown.count }

  /// Whether the answer to a question may be shown.
  ///
  /// - Parameters:
  ///   - question: What is asked, in the same words for the same question: a measure with everything that sets it, but for
  ///     the date and for whom it is about.
  ///   - population: The people the answer is about.
  /// - Complexity: O(answers to the question · people).
  public func verdict(_ question: String, about population: Population) -> Verdict {
    for (place, earlier) in shown.enumerated() where earlier.question == question {
      let (leaving, joining) = earlier.population.difference(from: population)
      if leaving + joining > 0, leaving < least, joining < least {
        return .refused(difference: leaving + joining, earlier: place)
      }
    }
    return .safe
  }

  /// Asks whether an answer may be shown, and keeps it in mind if so.
  ///
  /// - Parameters:
  ///   - question: What is asked, as in ``verdict(_:about:)``.
  ///   - population: The people the answer is about.
  public mutating func show(_ question: String, about population: Population) -> Verdict {
    let verdict = verdict(question, about: population)
    if verdict == .safe, !shown.contains(where: { $0.question == question && $0.population == population }) {
      shown.append(Shown(question: question, population: population))
    }
    return verdict
  }
}
