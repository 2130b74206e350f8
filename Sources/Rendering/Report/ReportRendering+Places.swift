import Disclosure
import Graph
import Insight
import Records

/// Where it went, what was observed of teams, and one chain told in words.
extension ReportRendering {
  var areas: HTML {
    let flows = report.figures.areaFlow.filter { $0.from != nil && $0.to != nil }
    let total = flows.reduce(0) { $0 + $1.credit }
    guard total > 0 else { return "" }
    let names = Set(flows.flatMap { [$0.from, $0.to] }.compactMap { $0 }).sorted()
    let shown = Array(names.prefix(10))
    let crossing = flows.filter { $0.from != $0.to }.reduce(0) { $0 + $1.credit }
    let crossed = share(Int(crossing.rounded()), of: Int(total.rounded()))
    let letters = "ABCDEFGHIJ".map { String($0) }
    let heads: [HTML] = shown.indices.map {
      "<th scope=\"col\" class=\"n\"><abbr title=\"\(shown[$0])\">\(letters[$0])</abbr></th>"
    }
    let counts = figures.shown(
      table: shown.map { from in
        shown.map { to in Int((flows.first { $0.from == from && $0.to == to }?.credit ?? 0).rounded()) }
      })
    let rows: [HTML] = shown.indices.map { row in
      let cells: [HTML] = shown.indices.map { column in
        let isInside = row == column
        return "<td class=\"n\(HTML(stringLiteral: isInside ? " in" : ""))\">\(counts[row][column].description)</td>"
      }
      return "<tr><th scope=\"row\">\(letters[row]) \(oneLine(shown[row], limit: 100))</th>\(cells)</tr>"
    }
    return """
      <section class="wide second" aria-labelledby="s-area"><h2 id="s-area">\(crossed) of what was passed on crossed from one area to another</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Flow between areas"><table><caption>Adopters by the area they learnt from (rows) and their own (columns); those who may have learnt from several are shared among them and rounded\(ReportQuery.cascade.link)</caption>
      <thead><tr><th scope="col">From</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div></section>
      """
  }

  var outcomes: HTML {
    if report.outcomes.isEmpty {
      return """
        <section class="wide" aria-labelledby="s-out"><h2 id="s-out">No outcomes of teams are on record</h2>
        <p>What teams gained cannot be said until a measure is written down before and after they were supported.</p></section>
        """
    }
    let rows: [HTML] = report.outcomes.map { answer in
      let unit = answer.unit == "%" ? " points" : answer.unit.isEmpty ? "" : " \(answer.unit)"
      let difference = answer.difference.map { signed($0) + unit } ?? "–"
      var interval = "–"
      if let test = answer.test, test.interval.low.isFinite, test.interval.high.isFinite {
        interval = "\(signed(test.interval.low)) to \(signed(test.interval.high))"
      }
      return """
        <tr><th scope="row">\(ReportWords.capitalised(answer.measure))</th><td class="n">\(answer.reached)</td><td class="n">\(answer.compared)</td>\
        <td class="n">\(difference)</td><td class="n">\(interval)</td><td>\(Self.reading(answer))</td></tr>
        """
    }
    let better = report.outcomes.count { Self.reading($0) == "better" }
    return """
      <section class="wide" aria-labelledby="s-out"><h2 id="s-out">Teams reached did better than expected on \(better) of \(counted(report.outcomes.count, "measure", "measures"))</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Outcomes"><table><caption>Teams reached, after it beside before, less what teams not reached, or not yet, lead to expect\(ReportQuery.outcomes.link)</caption>
      <thead><tr><th scope="col">Measure</th><th scope="col" class="n">Teams reached</th><th scope="col" class="n">Compared with</th><th scope="col" class="n">Difference</th><th scope="col" class="n">95% interval</th><th scope="col">Reading</th></tr></thead>
      <tbody>\(rows)</tbody></table></div>
      <p class="note">Contribution, not proof of cause: teams were not chosen by lot, and other changes of the time may have had a part. \
      “Unclear” is what chance alone would often bring.</p></section>
      """
  }

  /// What a difference means, in a word.
  static func reading(_ answer: OutcomeAnswer) -> String {
    guard let difference = answer.difference, let test = answer.test else { return "too few teams" }
    if test.p >= 0.05 { return "unclear" }
    switch answer.better {
    case nil: return difference < 0 ? "lower" : "higher"
    case .lower?: return difference < 0 ? "better" : "worse"
    case .higher?: return difference > 0 ? "better" : "worse"
    }
  }

  /// What stands before a day, a month or the number of a period.
  private var timeWord: String {
    if report.unit.scale == .integer { return presentation.policy == .none ? "in period" : "in" }
    return presentation.policy == .none ? "on" : "in"
  }

  /// A day of somebody's, or only its month where small counts are hidden.
  private func day(_ moment: Moment) -> String {
    presentation.policy == .none ? words.date(moment) : words.month(moment)
  }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + rounded(value, 2) }

  var story: HTML {
    guard let story = report.story, let first = story.steps.first else { return "" }
    let technique = network.label(.technique, story.technique.int)
    let steps: [HTML] = story.steps.enumerated().map { place, step in
      var sentence = ReportWords.capitalised(words.person(step.person))
      let when =
        step.adopted == .min ? "" : " \(timeWord) \(day(step.adopted))"
      if place == 0 {
        sentence += " began to use it\(when)"
      } else {
        let before = story.steps[place - 1]
        sentence += " took it up\(when)"
        if step.adopted != .min, before.adopted != .min {
          let (gap, overflow) = step.adopted.subtractingReportingOverflow(before.adopted)
          if !overflow { sentence += ", \(words.duration(Double(gap))) later" }
        }
        sentence +=
          step.isKnown
          ? ": learnt from the one before, on record" : ": probably from the one before, as the two were in contact"
      }
      if step.teams > 0 { sentence += "; supported \(counted(step.teams, "team", "teams")) with it" }
      return "<li>\(sentence).</li>"
    }
    let known = story.steps.dropFirst().count { $0.isKnown }
    return """
      <section aria-labelledby="s-story"><h2 id="s-story">One chain: \(technique), from \(words.person(first.person))</h2>
      <ol class="steps">\(steps)</ol>
      <p class="note">The longest chain there is: \(known) of its \(counted(story.steps.count - 1, "step", "steps")) on record as such. From its first person \(people(story.treeSize, "person", "people")) learnt it, directly or over others.</p></section>
      """
  }
}
