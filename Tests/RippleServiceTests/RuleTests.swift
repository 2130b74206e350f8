import Store
import Testing

@testable import RippleService

@Suite struct RuleTests {
  /// Who may do what, told a second time and apart from the rules: the letters are those of lead, alumnus, researcher and
  /// admin, in capitals where a purpose must be said.
  private static let told: [Operation: String] = [
    .summary: "lr", .people: "lar", .person: "la", .teams: "lr", .techniques: "lar", .cohorts: "lar",
    .organisations: "lar", .records: "lr", .check: "l", .reach: "lr", .cascade: "lr", .centrality: "Lr",
    .measures: "lar", .structure: "lr", .communities: "lr", .spreadObserved: "lr", .spreadSimulate: "lr",
    .spreadForecast: "lr", .plan: "Lr", .fragility: "Lr", .whatif: "Lr", .outcomes: "lr", .explain: "lr",
    .compare: "lr", .quality: "lr", .peers: "la", .report: "l", .export: "Lr", .edit: "l", .importNetwork: "l",
    .jobs: "l", .history: "l", .undo: "l", .me: "larm", .myReach: "a", .consent: "a", .audit: "m", .tokens: "m",
    .metrics: "m", .health: "larm", .openAPI: "larm", .signIn: "larm", .signOut: "larm",
    .requests: "a", .myRecords: "a", .erasures: "l", .planPage: "l", .takePage: "lr",
  ]

  @Test(arguments: Operation.allCases, Role.allCases)
  func everyRoleMayDoWhatIsToldAndNothingElse(_ operation: Operation, _ role: Role) throws {
    let told = try #require(Self.told[operation], "nothing is told of \(operation)")
    let letter = role == .admin ? "m" : String(role.rawValue.prefix(1))
    let rule = operation.rule(for: role)
    #expect((rule != nil) == told.lowercased().contains(letter))
    #expect(rule?.needsPurpose ?? false == told.contains(letter.uppercased()))
  }

  @Test(arguments: Operation.allCases)
  func aRoleSeesOfTheNetworkWhatItMayAndNoMore(_ operation: Operation) {
    let most: [Role: [Sight]] = [
      .lead: [.whole, .none], .alumnus: [.agreed, .none], .researcher: [.pseudonymous, .none], .admin: [.none],
    ]
    for role in Role.allCases {
      guard let rule = operation.rule(for: role) else { continue }
      #expect(most[role]?.contains(rule.sight) == true, "\(role) sees \(rule.sight) at \(operation)")
      if operation.isOpen { #expect(rule.sight == .none) }
    }
  }

  @Test func contactsAndUnknownColumnsAreTheLeadsAndOnesOwn() {
    for column in ["email", "capacity", "available_from", "nickname"] {
      #expect(PersonFields.shows(column, to: .lead, isOwn: false))
      #expect(PersonFields.shows(column, to: .alumnus, isOwn: true))
      #expect(!PersonFields.shows(column, to: .alumnus, isOwn: false))
      #expect(!PersonFields.shows(column, to: .researcher, isOwn: false))
      #expect(!PersonFields.shows(column, to: .admin, isOwn: true))
    }
  }
}
