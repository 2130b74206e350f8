import Algorithms
import Disclosure
import Graph
import Insight
import Records

/// What became of what was taught: from training to passing it on, generation by generation, and over time.
extension ReportRendering {
  var funnel: HTML {
    let funnel = report.funnel
    let steps: [(String, Int)] = [
      ("Trained", funnel.trained), ("Used a technique", funnel.used), ("Supported a team", funnel.supported),
      ("Passed one on", funnel.taught), ("Still using or supporting", funnel.stillUsing),
    ]
    let all = figures.shown(funnel.trained).number ?? 0
    let rows: [HTML] = steps.map { name, count in
      """
      <tr><th scope="row">\(name)</th><td class="n">\(participants(count))</td><td class="n">\(share(count, of: funnel.trained))</td>\
      <td class="bar">\(ReportPictures.bar(figures.shown(count, of: funnel.trained).number ?? 0, of: all, 1))</td></tr>
      """
    }
    return """
      <section aria-labelledby="s-funnel"><h2 id="s-funnel">\(share(funnel.taught, of: funnel.trained)) of participants passed a technique on</h2>
      <table><caption>Participants, by what they did\(ReportQuery.funnel.link)</caption>
      <thead><tr><th scope="col">Step</th><th scope="col" class="n">People</th><th scope="col" class="n">Share</th><td></td></tr></thead>
      <tbody>\(rows)</tbody></table></section>
      """
  }

  var generations: HTML {
    let all = report.forest.generations
    let counts = figures.shown(parts: all.map(\.people))
    let greatest = counts.compactMap(\.number).max() ?? 0
    let rows: [HTML] = all.prefix(8).enumerated().map { place, generation in
      let followers = place + 1 < all.count ? all[place + 1].people : 0
      let isHidden = counts[place].number == nil || (place + 1 < all.count && counts[place + 1].number == nil)
      let r =
        presentation.policy == .none
        ? rounded(generation.r, 2)
        : isHidden ? ShownCount.hiddenText : figures.ratio(of: followers, to: generation.people)
      let mean = generation.learnersEach?.mean
      let isShown =
        !isHidden && figures.showsMean(of: generation.people, summingTo: (mean ?? 0) * Double(generation.people))
      var each = isShown ? rounded(mean, 2) : ShownCount.hiddenText
      if isShown, let low = generation.learnersEach?.low, let high = generation.learnersEach?.high {
        each += " (\(rounded(low, 2)) to \(rounded(high, 2)))"
      }
      return """
        <tr><th scope="row">\(generation.generation)</th><td class="n">\(counts[place].description)</td><td class="n">\(r)</td>\
        <td class="n">\(each)</td><td class="bar">\(ReportPictures.bar(counts[place].number ?? 0, of: greatest, generation.generation == 0 ? 1 : generation.generation == 1 ? 2 : 3))</td></tr>
        """
    }
    let more = all.count > 8 ? " \(all.count - 8) further generations are left out." : ""
    let median = report.forest.medianTimeToPassOn.map {
      " Half of those who learnt from somebody did so within \(words.duration($0)) of them."
    }
    return """
      <section aria-labelledby="s-gen"><h2 id="s-gen">It was passed on over \(counted(max(all.count - 1, 0), "generation", "generations"))</h2>
      <table><caption>Everybody at the first technique they used; 0 is those taught at an event, or without a source\(ReportQuery.cascade.link)</caption>
      <thead><tr><th scope="col">Generation</th><th scope="col" class="n">People</th><th scope="col" class="n">R</th><th scope="col" class="n">Followers each (95%)</th><td></td></tr></thead>
      <tbody>\(rows)</tbody></table>
      <p class="note">R: people of the next generation for each of this one.\(median ?? "")\(more)</p></section>
      """
  }

  var growth: HTML {
    let growth = report.growth
    guard let last = growth.last, growth.count > 1 else { return "" }
    func name(_ place: Int) -> String { periodName(growth[place].start, .quarter, report.unit) }
    let first = growth.startIndex
    let shown = Set(figures.shownPeriods(growth))
    func counts(_ place: Int) -> [ShownCount] {
      shown.contains(place)
        ? figures.shown(parts: [growth[place].alumni, growth[place].others]) : [.hidden, .hidden]
    }
    let years = growth.indices.filter { name($0).hasSuffix("Q4") || $0 == growth.count - 1 }
    let rows: [HTML] = years.suffix(6).map { place in
      let parts = counts(place)
      let all = parts.contains(.hidden) ? ShownCount.hiddenText : people(growth[place].alumni + growth[place].others)
      return """
        <tr><th scope="row">\(name(place))</th><td class="n">\(parts[0].description)</td>\
        <td class="n">\(parts[1].description)</td><td class="n">\(all)</td></tr>
        """
    }
    let picture = ReportPictures.columns(
      growth.indices.map { place in
        let (text, parts) = (name(place), counts(place))
        return (
          text.hasSuffix("Q1") || place == first ? String(text.prefix(4)) : nil, parts[0].number ?? 0,
          parts[1].number ?? 0
        )
      }, title: "People who had used a technique by the end of each quarter; the table below holds the figures")
    return """
      <section class="wide" aria-labelledby="s-growth"><h2 id="s-growth">\(figures.shown(last.others, of: last.alumni + last.others).description) of the \(people(last.alumni + last.others)) people using techniques were on no course</h2>
      <div class="grid"><div>\(picture)
      <p class="note"><svg class="key" viewBox="0 0 290 14" role="presentation"><rect class="b1" x="0" y="2" width="10" height="10"/><text x="15" y="12">on a course (lower part)</text><rect class="b2" x="160" y="2" width="10" height="10"/><text x="175" y="12">on none (upper part)</text></svg></p></div>
      <table><caption>People who had used any technique by the end of\(ReportQuery.cascade.link)</caption>
      <thead><tr><th scope="col">Quarter</th><th scope="col" class="n">On a course</th><th scope="col" class="n">On none</th><th scope="col" class="n">All</th></tr></thead>
      <tbody>\(rows)</tbody></table></div></section>
      """
  }

  var practices: HTML {
    let shown = report.techniques.prefix(14)
    if shown.isEmpty { return "" }
    let rows: [HTML] = shown.map { practice in
      let adopters = practice.cascade.people.count
      let direct = practice.cascade.generations.first?.people ?? 0
      let curve = practice.sustainment.curve
      var lasting = "–"
      if report.unit.scale == .calendar, let kept = practice.sustainment.shareAfterAYear, curve.spells > 0 {
        lasting = ShownCount.hiddenText
        if figures.showsMean(of: curve.spells, summingTo: Double(curve.spells)) {
          lasting = rounded(kept * 100, 0) + "%"
          if let step = curve.step(at: 365 * Calendar.day), let low = step.low, let high = step.high {
            lasting += " (\(rounded(low * 100, 0)) to \(rounded(high * 100, 0)))"
          }
        }
      }
      return """
        <tr><th scope="row">\(network.label(.technique, practice.technique.int))</th><td class="n">\(people(adopters))</td>\
        <td class="n">\(share(adopters - direct, of: adopters))</td><td class="n">\(lasting)</td><td class="n">\(practice.soleUses)</td></tr>
        """
    }
    let atRisk = report.techniques.reduce(0) { $0 + $1.soleUses }
    let more = report.techniques.count > 14 ? " \(report.techniques.count - 14) further techniques are left out." : ""
    return """
      <section class="wide" aria-labelledby="s-tech"><h2 id="s-tech">\(network.label(.technique, shown[shown.startIndex].technique.int)) spread furthest; \(counted(atRisk, "local use rests", "local uses rest")) on one person</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Techniques"><table><caption>Techniques, most adopters first\(ReportQuery.practice.link)\(ReportQuery.sole.link)</caption>
      <thead><tr><th scope="col">Technique</th><th scope="col" class="n">Adopters</th><th scope="col" class="n">Learnt it from others</th><th scope="col" class="n">Uses that last over a year (95%)</th><th scope="col" class="n">Organisations where one person alone uses it</th></tr></thead>
      <tbody>\(rows)</tbody></table></div>
      <p class="note">Uses that go on are followed to the end of the record (Kaplan-Meier). A technique that one person alone uses in an organisation is lost there when they leave.\(more)</p></section>
      """
  }
}
