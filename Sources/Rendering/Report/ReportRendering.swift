import Disclosure
import Graph
public import Insight
public import Interchange
public import Records

/// Writes a report for commissioners as one page of HTML, which prints on two sheets of A4 and asks for nothing from
/// elsewhere.
///
/// - Parameters:
///   - report: What to report.
///   - network: What it is of.
///   - presentation: What is shown to whom.
///   - output: Where to.
public func writeReport(
  _ report: CommissionerReport, of network: Network, _ presentation: ReportPresentation = ReportPresentation(),
  to output: OutputFile
) throws(OutputError) {
  try output.write(ReportRendering(report, network, presentation).page.text)
  try output.finish()
}

/// The page as a whole, and what stands at its head and foot; sections are in extensions.
struct ReportRendering {
  let report: CommissionerReport
  let network: Network
  let presentation: ReportPresentation
  let words: ReportWords
  let figures: ReportFigures

  init(_ report: CommissionerReport, _ network: Network, _ presentation: ReportPresentation) {
    self.report = report
    self.network = network
    self.presentation = presentation
    words = ReportWords(network: network, unit: report.unit, namesPeople: presentation.namesPeople)
    figures = ReportFigures(policy: presentation.policy)
  }

  /// How a count of people that stands alone is written.
  func people(_ count: Int) -> String { figures.shown(count).description }

  /// A count with what it counts.
  func people(_ count: Int, _ one: String, _ many: String) -> String {
    "\(people(count)) \(people(count) == "1" ? one : many)"
  }

  func share(_ part: Int, of whole: Int) -> String { figures.percentage(of: part, in: whole) }

  /// How a count of participants is written.
  func participants(_ count: Int) -> String { figures.shown(count, of: report.funnel.trained).description }

  /// Whom the report is about: `the programme`, or a cohort's name.
  var subject: String { report.cohort.map { network.label(.cohort, $0.int) } ?? "the programme" }

  var page: HTML {
    let style: HTML =
      switch presentation.style {
      // The sheet is ours and no data: it stands as it is.
      case .inPage: "<style>\(HTML(stringLiteral: ReportStyle.css))</style>"
      case .at(let address): "<link rel=\"stylesheet\" href=\"\(address)\">"
      }
    return """
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(headline)</title>
      \(style)
      </head>
      <body>
      <main>
      <p class="note">\(networkTitle)\(asAt)</p>
      <h1>\(headline)</h1>
      <p class="lead">\(lead)</p>
      \(keyFigures)
      <div class="grid">
      \(funnel)
      \(generations)
      \(growth)
      \(practices)
      \(areas)
      \(outcomes)
      \(story)
      \(coverage)
      \(method)
      </div>
      <footer>\(foot)</footer>
      </main>
      </body>
      </html>

      """
  }

  private var networkTitle: String {
    network.about.title.isEmpty ? "Practitioner network" : network.about.title
  }

  private var asAt: String { report.span.map { " · records as at \(words.date($0.to))" } ?? "" }

  /// The finding, in at most ten words as long as the cohort's name has no more than two.
  var headline: String {
    let learners = report.compared?.learners ?? report.reach.first?.nonAlumni ?? 0
    let beyond = subject.split(separator: " ").count <= 2 ? subject : "the cohort"
    let when = report.span.map { " by \(words.month($0.to))" } ?? ""
    if learners == 0 { return "Nobody beyond \(beyond) is yet on record as learning" }
    let who = figures.shown(learners).number == nil ? "Few people" : people(learners, "person", "people")
    return "\(who) beyond \(beyond) learnt techniques\(when)"
  }

  private var lead: HTML {
    let funnel = report.funnel
    var sentences =
      "Of \(people(funnel.trained, "participant", "participants")), \(participants(funnel.used)) have used a technique, \(participants(funnel.supported)) have supported a team and \(participants(funnel.taught)) have passed a technique on to somebody."
    if let confirmed = report.reach.first, let probable = report.reach.dropFirst().first {
      sentences +=
        " On confirmed records alone, what they learnt could have reached \(figures.shown(confirmed.nonAlumni, of: probable.nonAlumni).description) \(confirmed.nonAlumni == 1 ? "person" : "people") who were never on a course, in \(counted(confirmed.teams, "team", "teams")) of \(counted(confirmed.organisations, "organisation", "organisations")); with people who worked in a team while it was supported, \(people(probable.nonAlumni))."
    }
    return "\(sentences)\(ReportQuery.funnel.link)\(ReportQuery.reach.link)"
  }

  private var keyFigures: HTML {
    let funnel = report.funnel
    var items: [HTML] = []
    if let compared = report.compared {
      items.append(
        "<li><b>\(people(compared.learners))</b><span>people beyond \(subject) took up a technique that came, or may have come, from participants\(ReportQuery.compare.link)</span></li>"
      )
      items.append(
        "<li><b>\(compared.teamsSupported)</b><span>teams supported by participants, in \(counted(compared.engagements, "engagement", "engagements"))\(ReportQuery.compare.link)</span></li>"
      )
      if let each = compared.learnersEach,
        figures.showsMean(of: compared.participants, summingTo: each.mean * Double(compared.participants))
      {
        let interval = each.low.flatMap { low in
          each.high.map { " (95% interval \(rounded(low, 2)) to \(rounded($0, 2)))" }
        }
        items.append(
          "<li><b>\(rounded(each.mean, 2))</b><span>times each participant led directly to somebody else taking up a technique\(interval ?? "")\(ReportQuery.compare.link)</span></li>"
        )
      }
    }
    items.append(
      "<li><b>\(share(funnel.stillUsing, of: funnel.trained))</b><span>of participants are still using a technique or supporting a team\(ReportQuery.funnel.link)</span></li>"
    )
    return "<ul class=\"figures\">\(items)</ul>"
  }

  private var foot: HTML {
    var parts: [HTML] = []
    if !network.about.description.isEmpty { parts.append("<p>\(network.about.description)</p>") }
    if !network.about.citation.isEmpty { parts.append("<p>Source: \(network.about.citation).</p>") }
    return "\(parts)"
  }
}
