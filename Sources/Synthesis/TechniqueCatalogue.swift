import Records

/// A technique of the programme, with the truth about how it spreads.
struct CatalogueEntry {
  let id: String
  let name: String
  let category: String
  let aliases: [String]
  /// Number of the group event that teaches it, from 0; `nil` for what only the coaching session teaches.
  let event: Int?
  /// Share of those taught who take it up.
  let uptake: Double
  /// Hazard a month at which a user passes it on along one tie that can carry it.
  let rate: Double
}

/// What the programme teaches.
enum Catalogue {
  /// Position of coaching, which each alumnus's own session teaches.
  static let coaching = 4
  /// Position of the conversations about stress that the surgeon has with peers.
  static let stressConversations = 6
  /// Position of the work on communication styles that the surgeon does with peers.
  static let communicationStyles = 7

  /// Every technique, in the order of the table.
  static let entries = [
    CatalogueEntry(
      id: "facilitation", name: "Designing and facilitating sessions", category: "facilitation",
      aliases: ["session design", "facilitating"], event: 0, uptake: 0.42, rate: 0.010),
    CatalogueEntry(
      id: "team-diagnostic", name: "Team diagnostic", category: "diagnosis",
      aliases: ["team health check", "diagnostic"], event: 0, uptake: 0.32, rate: 0.006),
    CatalogueEntry(
      id: "well-being-plans", name: "Well-being plans", category: "well-being",
      aliases: ["wellbeing plan", "well-being action plan"], event: 2, uptake: 0.34, rate: 0.009),
    CatalogueEntry(
      id: "large-workshops", name: "Delivering large workshops", category: "facilitation",
      aliases: ["large group event", "big workshop"], event: 4, uptake: 0.14, rate: 0.004),
    CatalogueEntry(
      id: "coaching", name: "Coaching conversations", category: "coaching",
      aliases: ["coaching skills", "GROW"], event: nil, uptake: 0.38, rate: 0.012),
    CatalogueEntry(
      id: "appreciative-inquiry", name: "Appreciative Inquiry", category: "inquiry",
      aliases: ["AI", "strengths-based inquiry"], event: 1, uptake: 0.30, rate: 0.014),
    CatalogueEntry(
      id: "stress-conversations", name: "Stress conversations", category: "well-being",
      aliases: ["talking about stress", "stress check-in"], event: 2, uptake: 0.24, rate: 0.010),
    CatalogueEntry(
      id: "communication-styles", name: "Communication styles", category: "communication",
      aliases: ["style preferences", "communication preferences"], event: 1, uptake: 0.28, rate: 0.010),
    CatalogueEntry(
      id: "conflict-resolution", name: "Conflict resolution", category: "communication",
      aliases: ["mediation", "difficult conversations"], event: 3, uptake: 0.24, rate: 0.007),
    CatalogueEntry(
      id: "reflective-practice", name: "Reflective practice", category: "learning",
      aliases: ["reflection", "reflective group"], event: 3, uptake: 0.34, rate: 0.011),
    CatalogueEntry(
      id: "process-mapping", name: "Process mapping", category: "quality improvement",
      aliases: ["value stream mapping", "pathway mapping"], event: 4, uptake: 0.18, rate: 0.005),
    CatalogueEntry(
      id: "after-action-review", name: "After-action review", category: "learning",
      aliases: ["AAR", "hot debrief"], event: 5, uptake: 0.22, rate: 0.013),
    CatalogueEntry(
      id: "action-learning", name: "Action learning sets", category: "learning",
      aliases: ["action learning", "peer problem solving"], event: 5, uptake: 0.14, rate: 0.006),
    CatalogueEntry(
      id: "improvement-cycles", name: "Improvement cycles", category: "quality improvement",
      aliases: ["PDSA", "tests of change"], event: 5, uptake: 0.18, rate: 0.005),
  ]

  /// The table of techniques.
  static var rows: [Technique] {
    entries.map { entry in
      var row = Technique()
      row.id = entry.id
      row.name = entry.name
      row.category = entry.category
      row.aliases = entry.aliases
      return row
    }
  }
}
