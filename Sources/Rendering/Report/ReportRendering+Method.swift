import Disclosure
import Graph
import Insight
import Records

/// How far the records go, how figures were found, and the questions that give them.
extension ReportRendering {
  private static let measures = [
    "alumniWithRecords", "usesWithStart", "adoptionsWithSource", "transfersToldByBoth", "engagementsWithEnd",
  ]

  var coverage: HTML {
    let measures = Self.measures.compactMap { name in report.coverage.measures.first { $0.name == name } }
    let rows: [HTML] = measures.map { measure in
      // Only the first of them counts people.
      let isPeople = measure.name == "alumniWithRecords"
      let (count, all) = (
        isPeople ? figures.shown(measure.count, of: measure.of).description : String(measure.count),
        isPeople ? people(measure.of) : String(measure.of)
      )
      let part =
        isPeople ? share(measure.count, of: measure.of) : measure.share.map { rounded($0 * 100, 0) + "%" } ?? "–"
      return """
        <tr><th scope="row">\(ReportWords.capitalised(measure.subject))</th><td class="n">\(count) of \(all)</td><td class="n">\(part)</td></tr>
        """
    }
    var grades: [(String, Int)] = []
    for grade in Evidence.allCases {
      let count = report.coverage.evidence.reduce(0) { sum, table in
        sum + (table.counts.first { $0.grade == grade }?.count ?? 0)
      }
      grades.append((grade.rawValue, count))
    }
    let all = grades.reduce(0) { $0 + $1.1 }
    let sure =
      all == 0
      ? ""
      : " Evidence: " + grades.map { "\($0.0) \(percent(Double($0.1) / Double(all)))" }.joined(separator: ", ") + "."
    return """
      <section aria-labelledby="s-cov"><h2 id="s-cov">How complete the records are</h2>
      <table><caption>What is on record of what could be\(ReportQuery.quality.link)</caption>
      <thead><tr><th scope="col">What</th><th scope="col" class="n">On record</th><th scope="col" class="n">Share</th></tr></thead>
      <tbody>\(rows)</tbody></table>
      <p class="note">What was not written down is not counted: true figures are more likely higher.\(sure)</p></section>
      """
  }

  var method: HTML {
    let queries: [HTML] = ReportQuery.allCases.map { query in
      "<dt id=\"q\(query.rawValue)\">\(query.rawValue)</dt><dd>\(query.text(report, network, called: presentation.network))</dd>"
    }
    let span = report.span.map { "from \(words.date($0.from)) to \(words.date($0.to))" } ?? "without dates"
    return """
      <section class="wide" aria-labelledby="s-method"><h2 id="s-method">How these figures were found, and how to get them again</h2>
      <p>Records \(span). Influence is followed in the order of time along enrolments, uses, transfers and engagements \
      (confirmed), and also along membership of teams while they were supported (probable). Who learnt from whom is what \
      records name; where they name nobody, credit is shared equally among people who used it before and were in contact. \
      Disclosure rule “\(presentation.policy.rawValue)”: \(presentation.policy.sentences) Each number in a small box beside a figure names the question below that gives it.</p>
      <dl class="queries">\(queries)</dl></section>
      """
  }
}
