import Disclosure
import FoundationEssentials
import Graph
import Insight
import Interchange
import Records
import Rendering
import Testing

@Suite struct ReportTests {
  /// The synthetic programme and its report, reckoned once.
  private static let whole = Result {
    let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let network = try readNetwork(at: top.appending(path: "graphs/south-west").path).network
    return (network: network, report: try network.commissionerReport())
  }

  private func sample() throws -> Network { try Self.whole.get().network }
  private func sampleReport() throws -> CommissionerReport { try Self.whole.get().report }

  private func page(
    _ report: CommissionerReport, _ network: Network, _ presentation: ReportPresentation = ReportPresentation()
  ) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString).html").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try writeReport(report, of: network, presentation, to: try OutputFile(path: path))
    return String(decoding: try readFile(path), as: UTF8.self)
  }

  /// The page without its style sheet.
  private func body(_ page: String) throws -> String {
    let start = try #require(page.firstRange(of: "<body>"))
    return String(page[start.lowerBound...])
  }

  /// What is shown of elements of a name: `td class="n"` for instance.
  private func cells(_ text: String, _ opening: String) -> [String] {
    text.split(separator: "<\(opening)>").dropFirst().map { String($0.prefix { $0 != "<" }) }
  }

  @Test func figuresAreThoseOfTheCommands() throws {
    let network = try sample()
    for id in [nil, "c2022"] {
      let cohort = try id.map { try network.cohort($0) }
      let report = try cohort == nil ? sampleReport() : network.commissionerReport(of: cohort)
      let span = try #require(report.span)
      let compared = try #require(report.compared)
      let end = try TimeWindow.stamp(report.unit.text(span.to), "--at", network.scale)
      let days = (span.to - span.from) / Calendar.day + 1
      let asked = try #require(try network.compare(cohort, at: [end], over: days * Calendar.day).first)
      #expect(compared.learners == asked.learners && compared.learners > 0 && compared.used == asked.used)
      #expect(compared.teamsSupported == asked.teamsSupported && compared.learnersEach == asked.learnersEach)
      #expect(report.funnel.trained == compared.participants)
      var options = CascadeOptions()
      options.from = cohort.map { network.participants(of: $0) }
      let forest = network.cascadeOverAll(options)
      #expect(report.forest.people.map(\.person) == forest.people.map(\.person))
      #expect(report.forest.generations.map(\.r) == forest.generations.map(\.r))
      let flow = try #require(network.figures(of: [forest], options).first).areaFlow
      #expect(report.figures.areaFlow.map(\.credit) == flow.map(\.credit))
      let cascades = network.cascades(options)
      for practice in report.techniques {
        #expect(practice.cascade.people.count == cascades.first { $0.technique == practice.technique }?.people.count)
      }
      #expect(report.techniques.reduce(0) { $0 + $1.soleUses } == network.fragility(FragilityQuestion()).soleUseCount)
      for answer in report.outcomes {
        let alone = try network.outcomes(of: answer.measure, from: cohort.map { .cohort($0) })
        #expect(answer.difference == alone.difference && answer.test?.p == alone.test?.p)
      }
      let text = try page(report, network)
      #expect(text.contains("<b>\(compared.learners)</b>"))
      #expect(text.contains("ripple compare NETWORK\(id.map { " --cohort \($0)" } ?? "") --at"))
      if let reach = cohort.map({ network.reach(of: .cohort($0)) }) { #expect(report.reach == reach.levels) }
    }
  }

  @Test func countsWhoDidWhatFromTheRecords() throws {
    let network = try sample()
    let funnel = try sampleReport().funnel
    let participants = Set(network.enrolments.rows.map(\.person))
    let taught = participants.filter { person in
      network.transfers.rows.contains { $0.from == person && $0.to != person }
        || network.uses.rows.contains { $0.learnedFrom == person && $0.person != person }
    }
    let supported = participants.filter { person in network.engagements.rows.contains { $0.person == person } }
    let last = try #require(network.lastRecord)
    let active = participants.filter { person in
      network.uses.rows.contains { $0.person == person && $0.spell.interval.contains(last) }
        || network.engagements.rows.contains { $0.person == person && $0.spell.interval.contains(last) }
    }
    #expect(funnel.trained == participants.count && funnel.taught == taught.count)
    #expect(funnel.supported == supported.count && funnel.stillUsing == active.count)
    #expect(funnel.taught < funnel.used && funnel.used <= funnel.trained && funnel.taught > 0)
  }

  @Test func namesPeopleOnlyWhereTheyMayBeNamed() throws {
    let network = try sample()
    let report = try sampleReport()
    let story = try #require(report.story)
    let text = try body(page(report, network))
    for person in network.people.rows { #expect(!text.contains(person.name)) }
    var presentation = ReportPresentation()
    presentation.namesPeople = true
    let named = try body(page(report, network, presentation))
    for step in story.steps { #expect(named.contains(network.people.rows[step.person].name)) }
    // Every step was learnt from the one before.
    for (before, after) in zip(story.steps, story.steps.dropFirst()) { #expect(before.adopted <= after.adopted) }
  }

  @Test func asksForNothingAndIsWellFormed() throws {
    let network = try sample()
    let report = try sampleReport()
    let text = try page(report, network)
    for word in ["<script", "http:", "https:", "style=", "url(", "@import", "src="] {
      #expect(!text.contains(word), "\(word)")
    }
    #expect(try page(report, network) == text)
    #expect(isBalanced(text))
    for number in 1...8 { #expect(text.contains("href=\"#q\(number)\"") && text.contains("id=\"q\(number)\"")) }
    let title = try #require(cells(text, "h1").first)
    #expect(title.split(separator: " ").count <= 10)
    var linked = ReportPresentation()
    linked.style = .at("/report.css")
    let other = try page(report, network, linked)
    #expect(!other.contains("<style") && other.contains("href=\"/report.css\""))
    #expect(try body(other) == body(text))
  }

  /// Whether elements are closed in the order they were opened.
  private func isBalanced(_ page: String) -> Bool {
    var open: [Substring] = []
    for piece in page.split(separator: "<").dropFirst() {
      guard let end = piece.firstIndex(of: ">") else { return false }
      let tag = piece[..<end]
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != "/" && $0 != "\n" }
      if tag.hasPrefix("!") || tag.hasSuffix("/") || ["meta", "link"].contains(name) { continue }
      if tag.hasPrefix("/") {
        if open.popLast() != name { return false }
      } else {
        open.append(name)
      }
    }
    return open.isEmpty
  }

  @Test func writesWhatIsWrittenInRecordsAsText() throws {
    var network = try sample()
    let hostile = "</h1><script>alert(\"1\")</script>&'\u{202E}\u{0}"
    network.about.title = hostile
    network.about.description = hostile
    network.about.citation = hostile
    for row in network.people.rows.indices { network.people.rows[row].role = hostile }
    for row in network.techniques.rows.indices { network.techniques.rows[row].name = hostile + String(row) }
    for row in network.organisations.rows.indices { network.organisations.rows[row].name = hostile + String(row) }
    for row in network.cohorts.rows.indices { network.cohorts.rows[row].name = hostile }
    for row in network.outcomes.rows.indices { network.outcomes.rows[row].unit = "<i>" }
    network.cohorts.rows[0].id = "a'; rm <x>"
    var presentation = ReportPresentation()
    presentation.namesPeople = true
    let text = try page(network.commissionerReport(of: RowIndex(0)), network, presentation)
    #expect(!text.contains("<script") && !text.contains("<i>") && !text.contains("\u{202E}") && !text.contains("\u{0}"))
    #expect(isBalanced(text) && text.contains("&lt;/h1&gt;&lt;script&gt;alert(&quot;1&quot;)"))
    #expect(text.contains("--cohort &#39;a&#39;\\&#39;&#39;; rm &lt;x&gt;&#39;"))
  }

  /// The numbers in cells of a section, of each row the first so many of `columns`; `nil` for one that is hidden.
  private func figures(_ page: String, in section: String, first: Int = 1, of columns: Int = 1) throws -> [Int?] {
    let start = try #require(page.firstRange(of: "id=\"\(section)\""))
    let rest = page[start.upperBound...]
    let end = try #require(rest.firstRange(of: "</section>"))
    let text = String(rest[..<end.lowerBound])
    let all = cells(text, "td class=\"n\"") + cells(text, "td class=\"n in\"")
    return all.enumerated().filter { $0.offset % columns < first }.map { Int($0.element) }
  }

  @Test(arguments: DisclosurePolicy.allCases) func everyCountOfPeopleFollowsThePolicy(policy: DisclosurePolicy) throws {
    let network = try sample()
    let report = try network.commissionerReport(of: network.cohort("c2024"))
    var presentation = ReportPresentation()
    presentation.policy = policy
    let text = try body(page(report, network, presentation))
    let areas = try figures(text, in: "s-area")
    let funnel = try figures(text, in: "s-funnel", of: 2)
    let growth = try figures(text, in: "s-growth")
    #expect(areas.count >= 9 && funnel.count == 5 && growth.count >= 6)
    for count in (areas + funnel + growth).compactMap(\.self) {
      #expect(count == 0 || policy.shown(count).number == count, "\(count) under \(policy.rawValue)")
    }
    #expect(areas.contains(nil) == (policy != .none), "small flows are hidden, and only under a policy")
    // Between two times that are shown nobody is told by the difference.
    for column in 0..<3 {
      let column = stride(from: column, to: growth.count, by: 3).compactMap { growth[$0] }
      for (before, after) in zip(column, column.dropFirst()) where policy != .nhsHES {
        #expect(before == after || policy.shown(after - before).number != nil, "\(before) and \(after)")
      }
    }
    #expect(text.contains("Disclosure rule “\(policy.rawValue)”"))
    let story = try #require(report.story?.steps.last?.adopted)
    let date = Calendar.date(days: Calendar.days(of: story))
    #expect(text.contains(" \(date.day) ") == (policy == .none) || policy == .none, "days of single people are months")
  }

  @Test func aPartIsHiddenWhereTheRestWouldTell() throws {
    var presentation = ReportPresentation()
    presentation.policy = .under5
    let network = try sample()
    let report = try sampleReport()
    let funnel = report.funnel
    let text = try body(page(report, network, presentation))
    let shown = try figures(text, in: "s-funnel", of: 2)
    for (place, count) in [funnel.used, funnel.supported, funnel.taught, funnel.stillUsing].enumerated() {
      let tells = (1...4).contains(count) || (1...4).contains(funnel.trained - count)
      #expect((shown[place + 1] == nil) == tells, "\(count) of \(funnel.trained)")
    }
  }

  @Test func saysWhatItLacks() throws {
    var network = try sample()
    network.enrolments = Table([])
    #expect(throws: QuestionError.self) { try network.commissionerReport() }
    network = try sample()
    network.outcomes = Table([])
    #expect(try page(network.commissionerReport(), network).contains("No outcomes of teams are on record"))
  }
}
