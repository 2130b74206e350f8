public import Store

/// What a role may do with an operation.
public struct Rule: Sendable, Equatable {
  /// What the answer is made from.
  public let sight: Sight
  /// Whether the viewer must say what for, which the audit keeps.
  public let needsPurpose: Bool

  static let whole = Rule(sight: .whole, needsPurpose: false)
  static let wholeForPurpose = Rule(sight: .whole, needsPurpose: true)
  static let pseudonymous = Rule(sight: .pseudonymous, needsPurpose: false)
  static let agreed = Rule(sight: .agreed, needsPurpose: false)
  static let none = Rule(sight: .none, needsPurpose: false)
}

extension Operation {
  /// What a role may do; `nil`: nothing. This is the one table of who may see what, and everything in it is said outright:
  /// an operation that is added does not compile before it has its line.
  ///
  /// Leads account for the programme and see all of it; what ranks single people needs a purpose. Alumni find peers and
  /// see what is theirs. Researchers see everything under pseudonyms. Admins keep the service and see nothing of the
  /// network.
  public func rule(for role: Role) -> Rule? {
    switch (self, role) {
    case (.health, _), (.openAPI, _), (.signIn, _), (.signOut, _): Rule.none

    case (.summary, .lead), (.check, .lead), (.teams, .lead), (.techniques, .lead), (.cohorts, .lead),
      (.organisations, .lead), (.people, .lead), (.person, .lead), (.records, .lead):
      .whole
    case (.summary, .researcher), (.teams, .researcher), (.techniques, .researcher), (.cohorts, .researcher),
      (.organisations, .researcher), (.people, .researcher), (.records, .researcher):
      .pseudonymous
    case (.techniques, .alumnus), (.cohorts, .alumnus), (.organisations, .alumnus), (.people, .alumnus),
      (.person, .alumnus):
      .agreed
    case (.check, _), (.summary, _), (.people, _), (.person, _), (.teams, _), (.techniques, _), (.cohorts, _),
      (.organisations, _), (.records, _):
      nil

    case (.reach, .lead), (.cascade, .lead), (.structure, .lead), (.communities, .lead), (.spreadObserved, .lead),
      (.spreadSimulate, .lead), (.spreadForecast, .lead), (.outcomes, .lead), (.explain, .lead), (.compare, .lead),
      (.quality, .lead), (.peers, .lead), (.report, .lead), (.measures, .lead):
      .whole
    case (.centrality, .lead), (.plan, .lead), (.fragility, .lead), (.whatif, .lead): .wholeForPurpose
    case (.reach, .researcher), (.cascade, .researcher), (.centrality, .researcher), (.structure, .researcher),
      (.communities, .researcher), (.spreadObserved, .researcher), (.spreadSimulate, .researcher),
      (.spreadForecast, .researcher), (.plan, .researcher), (.fragility, .researcher), (.whatif, .researcher),
      (.outcomes, .researcher), (.explain, .researcher), (.compare, .researcher), (.quality, .researcher),
      (.measures, .researcher):
      .pseudonymous
    case (.peers, .alumnus), (.measures, .alumnus): .agreed
    case (.reach, _), (.cascade, _), (.centrality, _), (.measures, _), (.structure, _), (.communities, _),
      (.spreadObserved, _), (.spreadSimulate, _), (.spreadForecast, _), (.plan, _), (.fragility, _), (.whatif, _),
      (.outcomes, _), (.explain, _), (.compare, _), (.quality, _), (.peers, _), (.report, _):
      nil

    case (.export, .lead): .wholeForPurpose
    case (.export, .researcher): .pseudonymous
    case (.export, _): nil

    case (.edit, .lead), (.importNetwork, .lead), (.jobs, .lead), (.history, .lead), (.undo, .lead), (.erasures, .lead):
      .whole
    case (.edit, _), (.importNetwork, _), (.jobs, _), (.history, _), (.undo, _), (.erasures, _): nil

    case (.me, .alumnus), (.myReach, .alumnus), (.consent, .alumnus), (.requests, .alumnus), (.myRecords, .alumnus):
      .agreed
    case (.me, _): Rule.none
    case (.myReach, _), (.consent, _), (.requests, _), (.myRecords, _): nil

    case (.planPage, .lead), (.takePage, .lead): .whole
    case (.takePage, .researcher): .pseudonymous
    case (.planPage, _), (.takePage, _): nil

    case (.audit, .admin), (.tokens, .admin), (.metrics, .admin): Rule.none
    case (.audit, _), (.tokens, _), (.metrics, _): nil
    }
  }

  /// True for what those who have not signed in may do.
  public var isOpen: Bool {
    switch self {
    case .health, .openAPI, .signIn, .signOut: true
    default: false
    }
  }
}
