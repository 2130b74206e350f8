import Graph
import Insight
import Records

/// The questions that give a report's figures, numbered as the page refers to them.
enum ReportQuery: Int, CaseIterable {
  case compare = 1, funnel, cascade, reach, practice, sole, outcomes, quality

  /// A reference to the question, to stand beside a figure.
  var link: HTML {
    "<a class=\"q\" href=\"#q\(rawValue)\" aria-label=\"how to get this figure, question \(rawValue)\">\(rawValue)</a>"
  }

  /// What is asked, and how.
  func text(_ report: CommissionerReport, _ network: Network, called name: String) -> HTML {
    let cohort = report.cohort.map { " --cohort " + Self.quoted(network.cohorts[$0].id) } ?? ""
    func command(_ words: String) -> HTML { "<code>ripple \(words)</code>" }
    switch self {
    case .compare:
      guard let span = report.span else { return "Counted in the tables of the network." }
      let units = (span.to - span.from) / report.unit.length + 1
      return command(
        "compare \(name)\(cohort) --at \(report.unit.text(span.to)) --within \(units)\(report.unit.length == Calendar.day ? "d" : "")"
      )
    case .funnel:
      return """
        Distinct people of enrolments.csv who are also in uses.csv, engagements.csv (person_id), transfers.csv (from_id) or \
        as a source in uses.csv (learned_from); still using: a use or engagement that has not ended
        """
    case .cascade: return command("cascade \(name)\(cohort)")
    case .reach: return command(report.cohort == nil ? "reach \(name) --each cohort" : "reach \(name)\(cohort)")
    case .practice:
      return
        "\(command("cascade \(name)\(cohort) --technique ID")), \(command("spread observed \(name) --technique ID"))"
    case .sole: return command("fragility \(name)")
    case .outcomes: return command("outcomes \(name)\(cohort) --measure NAME")
    case .quality:
      return "\(command("quality \(name)")); any step of a chain: \(command("explain \(name) FROM TO"))"
    }
  }

  /// An id as a shell takes it.
  private static func quoted(_ id: String) -> String {
    let isPlain = id.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
    }
    return isPlain ? id : "'" + id.replacing("'", with: "'\\''") + "'"
  }
}
