import Algorithms
import Foundation
import Graph
import Insight
import Interchange
import Records
import Testing

/// Figures that other programs and papers give for the same data. They are not part of the project.
@Suite struct PublishedFiguresTests {
  private func medicalInnovation() throws -> Network? {
    try Samples.shared("medical-innovation").map { try readNetwork(at: $0).network }
  }

  private func number(_ text: String?) -> Double? { text.flatMap { Double($0) } }

  @Test func spreadOfTetracyclineByEitherDefinition() throws {
    guard let network = try medicalInnovation(), let reference = Samples.shared("reference/medical-innovation") else {
      return
    }
    var options = SpreadOptions(technique: try network.technique("tetracycline"))
    options.definition = .netdiffuser
    let spread = try network.observedSpread(options)
    for row in try Samples.table("\(reference)/per_period.csv") {
      guard let k = row["period"].flatMap({ Int($0) }), k <= 17 else { continue }
      let period = spread.periods[k - 1]
      #expect(Double(period.adopters) == number(row["adopters"]))
      #expect(Double(period.cumulative) == number(row["cum"]))
      #expect(close(period.hazard, number(row["hazard"])))
    }
    let names = [
      "Early Adopters": AdopterCategory.earlyAdopter, "Early Majority": .earlyMajority, "Late Majority": .lateMajority,
      "Laggards": .laggard, "Non-Adopters": .nonAdopter,
    ]
    for row in try Samples.table("\(reference)/per_node.csv") {
      let person = spread.people[try network.person(row["id"] ?? "").int]
      #expect(person.category == names[row["class_toa"] ?? ""])
      guard let adopted = person.adopted else { continue }
      #expect(Double(adopted) == number(row["toa"]))
      #expect(close(person.threshold, number(row["threshold_out_lag0"])))
      #expect(close(person.infectiousness, number(row["infection_K1_raw"])))
    }
    for row in try Samples.table("\(reference)/susceptibility_corrected.csv") where row["toa"] != "" {
      #expect(
        close(
          spread.people[try network.person(row["id"] ?? "").int].susceptibility, number(row["susceptibility_K1_raw"])))
    }
    options.definition = .published
    let published = try network.observedSpread(options)
    for row in try Samples.table("\(reference)/exposure_outgoing_binary_lag1.csv") {
      let person = try network.person(row["id"] ?? "").int
      for k in 1...17 { #expect(close(published.exposure[person][k - 1], number(row["t\(k)"]))) }
    }
    options.definition = .netdiffuser
    options.isWeighted = true
    let valued = try network.observedSpread(options)
    for row in try Samples.table("\(reference)/exposure_outgoing_valued_lag0.csv") {
      let person = try network.person(row["id"] ?? "").int
      for k in 1...17 { #expect(close(valued.exposure[person][k - 1], number(row["t\(k)"]))) }
    }
  }

  @Test func cascadeOfTetracycline() throws {
    guard let network = try medicalInnovation(),
      let reference = Samples.shared("reference/cascade/medical_innovation_125_any.csv")
    else { return }
    let cascade = network.cascades()[0]
    #expect(cascade.people.count == 109)
    #expect(cascade.people.map(\.sources.count).reduce(0, +) == 119)
    #expect(cascade.people.count { $0.sources.isEmpty } == 49)
    for row in try Samples.table(reference) {
      guard let person = try? network.person(row["id"] ?? ""),
        let adopter = cascade.people.first(where: { $0.person == person.int })
      else { continue }
      #expect(close(adopter.downstream, number(row["fractional_credit"])))
      #expect(Double(adopter.generation) == number(row["generation_from_seeds"]))
    }
  }

  @Test(arguments: [
    ("krackhardt-advice", "krackhardt_advice"), ("krackhardt-friendship", "krackhardt_friendship"),
    ("krackhardt-reports_to", "krackhardt_reports_to"), ("lazega-advice", "lazega_advice"),
    ("lazega-cowork", "lazega_cowork"), ("uk-faculty", "uk_faculty"),
  ])
  func centralityAsIgraphHasIt(file: String, reference: String) throws {
    guard let path = Samples.shared("ties/\(file).csv"),
      let figures = Samples.shared("reference/centrality/\(reference).csv")
    else { return }
    let network = try readNetwork(at: path).network
    var options = CentralityOptions()
    options.isDirected = true
    let scores = try network.centrality(
      [.betweenness, .pagerank, .inDegree, .outDegree, .closeness, .harmonic], on: .people, options
    ).map(values)
    let undirected = try network.centrality([.clustering, .core], on: .people).map(values)
    for row in try Samples.table(figures) {
      guard let person = try? network.person(row["id"] ?? "") else { continue }
      let values = scores.map { $0[person.int] }
      #expect(close(values[0], number(row["betweenness"]), 1e-9))
      #expect(close(values[1], number(row["pagerank_d085"]), 1e-8))
      #expect(values[2] == number(row["indegree"]) && values[3] == number(row["outdegree"]))
      let closeness = number(row["closeness_out_networkx_wf"])
      #expect(close(values[4] ?? 0, closeness, 1e-9))
      #expect(close(values[5].map { $0 / Double(network.people.count - 1) }, number(row["harmonic_out"]), 1e-9))
      #expect(close(undirected[0][person.int], number(row["local_clustering_undirected"])))
      // igraph counts an edge that runs both ways twice in its cores, so that only graphs without such are compared.
      if file == "krackhardt-reports_to" { #expect(undirected[1][person.int] == number(row["coreness_all"])) }
    }
  }

  private func values(_ scores: CentralityScores) -> [Double?] { scores.values.shown(to: .recordHolder) ?? [] }

  /// The last of six waves of a generated network, with figures by sna and igraph.
  @Test func egoMeasuresOfFortyPeople() throws {
    struct Golden: Decodable {
      struct Roles: Decodable { let raw: [[Int]] }
      let ids: [String]
      let constraint: [Double]
      let constraintWeighted: [Double]
      let gouldFernandez: Roles
      enum CodingKeys: String, CodingKey {
        case ids, constraint
        case constraintWeighted = "constraint_weighted"
        case gouldFernandez = "gould_fernandez"
      }
    }
    guard let folder = Samples.shared("reference/synthetic-40") else { return }
    let golden = try JSONDecoder().decode(Golden.self, from: Data(readFile("\(folder)/golden.json")))
    var people = "id,group\n"
    for row in try Samples.table("\(folder)/nodes.csv") { people += "\(row["id"] ?? ""),\(row["grp"] ?? "")\n" }
    var ties = "from_id,to_id,weight\n"
    for row in try Samples.table("\(folder)/edges.csv") where row["t"] == "6" {
      ties += "\(row["ego"] ?? ""),\(row["alter"] ?? ""),\(row["w"] ?? "")\n"
    }
    let network = try Samples.read([.people: people, .ties: ties], time: .integer)
    var options = CentralityOptions()
    options.isDirected = true
    options.by = "group"
    let roles: [CentralityMeasure] = [.coordinator, .itinerant, .representative, .gatekeeper, .liaison, .brokerage]
    let scores = try network.centrality([.constraint] + roles, on: .people, options).map(values)
    options.isWeighted = true
    let weighted = try network.centrality([.constraint], on: .people, options).map(values)
    for (person, id) in golden.ids.enumerated() {
      #expect(network.people.rows[person].id == id)
      #expect(close(scores[0][person], golden.constraint[person]))
      #expect(close(weighted[0][person], golden.constraintWeighted[person]))
      #expect(scores.dropFirst().map { $0[person] } == golden.gouldFernandez.raw[person].map(Double.init))
    }
  }

  @Test func trianglesOfFourThousandFriends() throws {
    guard let path = Samples.shared("ties/facebook.csv") else { return }
    let structure = try readNetwork(at: path).network.graph(of: .people).structure()
    #expect(structure.nodes == 4039 && structure.edges == 88234 && structure.triangles == 1_612_010)
    // As SNAP's page of this data has them.
    #expect(close(structure.clustering, 0.6055, 1e-4) && structure.distances?.longest == 8)
    #expect(close(structure.transitivity, 0.5192, 1e-4))
  }

  @Test(arguments: [
    ("workplace-2013", "sociopatterns_workplace_2013"), ("conference-2009", "sociopatterns_sfhh_conference"),
    ("email-department-3", "email_eu_dept3"),
  ])
  func reachOverRealContacts(file: String, reference: String) throws {
    guard let path = Samples.shared("contacts/\(file).csv"),
      let figures = Samples.shared("reference/reach/\(reference).csv")
    else { return }
    let network = try readNetwork(at: path).network
    let open = network.reachOfEveryone().reached
    var options = ReachOptions()
    options.limits.lag = network.unit.length
    let strict = network.reachOfEveryone(options).reached
    for row in try Samples.table(figures) {
      let person = try network.person(row["id"] ?? "").int
      #expect(Double(open[person]) == number(row["out_reach_nonstrict"]))
      #expect(Double(strict[person]) == number(row["out_reach_strict"]))
    }
  }

  @Test(arguments: ["strict", "nonstrict"])
  func earliestArrivalsOverRealContacts(kind: String) throws {
    guard let path = Samples.shared("contacts/workplace-2013.csv"),
      let figures = Samples.shared("reference/reach/sociopatterns_workplace_2013_earliest_arrival_\(kind).csv")
    else { return }
    let network = try readNetwork(at: path).network
    var options = ReachOptions()
    if kind == "strict" { options.limits.lag = 1 }
    var arrivals: [String: [String: Double]] = [:]
    for row in try Samples.table(figures) {
      arrivals[row["source"] ?? "", default: [:]][row["target"] ?? ""] = number(row["earliest_arrival"])
    }
    for source in network.people.rows.indices {
      let reach = network.reach(of: .people([RowIndex(source)]), options)
      var found: [String: Double] = [:]
      for node in reach.nodes { found[network.id(node.kind, node.row)] = node.arrival.map(Double.init) }
      #expect(found == arrivals[network.people.rows[source].id])
    }
  }
}
