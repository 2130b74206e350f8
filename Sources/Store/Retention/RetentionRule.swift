public import Records

/// For how long a programme's people are kept.
public struct RetentionRule: Sendable, Equatable {
  /// The programme, as `cohorts.csv` names it.
  public let programme: String
  /// Months from the end of somebody's place on it.
  public let months: Int
  /// What becomes of their relations then.
  public let structure: ErasedStructure

  /// A rule.
  public init(programme: String, months: Int, structure: ErasedStructure) {
    self.programme = programme
    self.months = months
    self.structure = structure
  }
}

/// A person whose time is up.
public struct DueErasure: Sendable, Equatable {
  /// Their id.
  public let person: String
  /// The rule by which they were kept longest.
  public let rule: RetentionRule
  /// The first moment after their place on the programme, in seconds since 1970.
  public let ended: Int64
  /// When their time was up.
  public let due: Int64
}

extension Network {
  /// The people whom no rule keeps any longer, by when their time was up, then by id.
  ///
  /// A person is kept as long as the longest rule of any programme they had a place on says, and for good while some place
  /// is open or its programme has no rule; people who had none are not the rules' affair. A place without an end of its own
  /// ends with its cohort.
  ///
  /// - Parameters:
  ///   - rules: At most one a programme.
  ///   - moment: The time to look at, in seconds since 1970.
  /// - Complexity: O(people + enrolments).
  public func due(under rules: [RetentionRule], at moment: Int64) -> [DueErasure] {
    guard scale == .calendar, !rules.isEmpty else { return [] }
    let byProgramme = Dictionary(rules.map { ($0.programme, $0) }, uniquingKeysWith: { first, _ in first })
    var isKept = [Bool](repeating: false, count: people.count)
    var latest = [DueErasure?](repeating: nil, count: people.count)
    for enrolment in enrolments.rows {
      let person = enrolment.person.int
      let cohort = cohorts[enrolment.cohort]
      guard let end = enrolment.spell.end ?? cohort.spell.end, let rule = byProgramme[cohort.programme],
        let due = Calendar.adding(months: rule.months, to: end.after)
      else {
        isKept[person] = true
        continue
      }
      if latest[person].map({ $0.due < due }) ?? true {
        latest[person] = DueErasure(person: people.rows[person].id, rule: rule, ended: end.after, due: due)
      }
    }
    return zip(latest, isKept).compactMap { one, kept in
      guard let one, !kept, one.due <= moment else { return nil }
      return one
    }.sorted { ($0.due, $0.person) < ($1.due, $1.person) }
  }
}
