import Graph
import Hummingbird
import Insight
import Records
import Rendering
import Store

/// The page that shows how techniques went from one to another: the finding, its figures and the numbers behind it stand on it
/// before any script runs; the picture comes with the script.
struct SpreadPage {
  let service: ServiceCore
  let shell: PageShell

  var route: Route {
    Route(
      method: .get, path: "/spread", operation: .cascade, summary: "How techniques spread.", isPage: true,
      parameters: [
        Route.Parameter(name: "technique", help: "The technique's id, or 'all'; the most telling one when left out.")
      ],
      answers: PageRoutes.answers,
      handle: { ask in
        let viewer = try ask.signedIn()
        let served = try await service.picture(for: ask).picture
        let words = SpreadWords(network: served.network, picture: served.picture)
        let spread = try words.spread(ask.value("technique"))
        return shell.page(
          "spread", title: "Spread", for: viewer, at: "/spread", script: "spread.js", values: words.values(of: spread))
      })
  }
}

/// The words and figures of the page, as its template takes them.
struct SpreadWords {
  let network: Network
  let picture: Picture

  /// The spread of a technique, of all of them, or the most telling one.
  ///
  /// - Throws: ``Problem`` for a technique there is none of.
  func spread(_ technique: String?) throws -> PicturedSpread {
    guard let technique, !technique.isEmpty else { return picture.spreads[picture.mostTelling] }
    if technique == "all" { return picture.spreads[picture.spreads.count - 1] }
    guard let place = network.techniques.rows.firstIndex(where: { $0.id == technique }) else {
      throw Problem(.notFound, "there is no technique '\(technique.prefix(60))': choose one from the list")
    }
    return picture.spreads[place]
  }

  /// What the template shows.
  func values(of spread: PicturedSpread) -> [String: Any] {
    var values: [String: Any] = [
      "style": "spread.css", "headline": headline(of: spread), "lead": lead(of: spread), "about": network.about.title,
      "chosen": spread.technique.map { network.techniques[$0].id } ?? "all",
      "figures": figures(of: spread), "isEmpty": spread.cascade.people.isEmpty,
      "techniques": [["id": "all", "name": "All techniques", "isChosen": spread.technique == nil]]
        + network.techniques.rows.indices.map { row in
          [
            "id": network.techniques.rows[row].id, "name": network.label(.technique, row),
            "isChosen": spread.technique?.int == row,
          ] as [String: Any]
        },
    ]
    values["rows"] = rows(of: spread)
    values["modules"] = PageFiles.modulesOfSpread
    return values
  }

  /// The finding, in one line.
  func headline(of spread: PicturedSpread) -> String {
    let adopters = spread.cascade.people.count
    guard adopters > 0 else { return "Nobody is on record as using \(name(of: spread, inside: true)) yet" }
    let until = picture.lastRecord.map { " by \(month(of: $0))" } ?? ""
    guard spread.reached > 0 else {
      return
        "\(counted(adopters, "person", "people")) \(adopters == 1 ? "uses" : "use") \(name(of: spread, inside: true))\(until); "
        + "nobody passed \(spread.technique == nil ? "any" : "it") on"
    }
    return
      "\(name(of: spread, inside: false)) reached \(counted(spread.reached, "person", "people")) beyond the training\(until)"
  }

  /// What the finding rests on.
  func lead(of spread: PicturedSpread) -> String {
    guard spread.reached > 0 else { return "As soon as it is recorded who learnt from whom, it is drawn here." }
    let known = spread.reachedOnRecord
    let possible = spread.reached - known
    let them = spread.reached == 1 ? "This person has" : "They have"
    let rest =
      possible == 0
      ? "all with a record of who taught whom"
      : known == 0
        ? "none with a record of who taught them, all by a tie to somebody who used it before"
        : "\(known) with a record of who taught them, \(possible) possibly, by a tie to somebody who used it before"
    return "\(them) it from other people rather than from an event: \(rest)."
  }

  private func figures(of spread: PicturedSpread) -> [[String: Any]] {
    let people = spread.cascade.people
    let trained = people.indices.count { people[$0].generation == 0 && spread.isTaught[$0] }
    let chain = spread.longestChain
    return [
      ["id": "trained", "value": trained, "name": "trained users"],
      ["id": "reached", "value": spread.reached, "name": "reached by peers"],
      ["id": "teams", "value": spread.teams, "name": spread.teams == 1 ? "team supported" : "teams supported"],
      ["id": "chain", "value": chain, "name": chain == 1 ? "step in longest chain" : "steps in longest chain"],
    ]
  }

  /// New adopters month by month, or period by period, by how they came to it.
  private func rows(of spread: PicturedSpread) -> [[String: Any]] {
    var rows: [(label: String, counts: [Int])] = []
    var total = 0
    for (place, adopter) in spread.cascade.people.enumerated() {
      let label = adopter.adopted == .min ? "Always" : month(of: adopter.adopted)
      if rows.last?.label != label { rows.append((label, [0, 0, 0, 0])) }
      let way = adopter.generation > 0 ? min(adopter.generation, 2) : spread.isTaught[place] ? 0 : 3
      rows[rows.count - 1].counts[way] += 1
    }
    return rows.map { row in
      total += row.counts.reduce(0, +)
      return [
        "month": row.label, "trained": row.counts[0], "first": row.counts[1], "further": row.counts[2],
        "unknown": row.counts[3], "total": total,
      ]
    }
  }

  private func name(of spread: PicturedSpread, inside: Bool) -> String {
    guard let technique = spread.technique else { return inside ? "any technique" : "Techniques" }
    return network.label(.technique, technique.int)
  }

  /// `Sep 2025`, or the number of a period.
  private func month(of moment: Moment) -> String {
    guard network.scale == .calendar else { return "period \(moment)" }
    let date = Calendar.date(days: Calendar.days(of: moment))
    return "\(Self.months[date.month - 1]) \(date.year)"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
