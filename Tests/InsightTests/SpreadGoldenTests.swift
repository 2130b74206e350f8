import Algorithms
import Foundation
import Insight
import Interchange
import Records
import Testing

/// Figures of netdiffuseR 1.25.0 for the same data. They are not part of the project.
@Suite struct SpreadGoldenTests {
  /// A generated network of forty people in six periods, whose ties come and go.
  private struct Forty {
    let golden: [String: Any]
    let ids: [String]
    private let folder: String

    init?() throws {
      guard let folder = Samples.shared("reference/synthetic-40") else { return nil }
      self.folder = folder
      let object = try JSONSerialization.jsonObject(with: Data(readFile("\(folder)/golden.json")))
      golden = try #require(object as? [String: Any])
      ids = try #require(golden["ids"] as? [String])
    }

    /// Ego names alter; `backward` lets alter influence ego.
    func network(_ influence: String = "backward", neverSinceAlways: Bool = false) throws -> Network {
      var people = "id,grp\n"
      var uses = "person_id,technique_id,start\n"
      for row in try Samples.table("\(folder)/nodes.csv") {
        let id = row["id"] ?? ""
        people += "\(id),\(row["grp"] ?? "")\n"
        let toa = row["toa"] ?? ""
        if toa != "", toa != "NA" {
          uses += "\(id),k,\(toa)\n"
        } else if neverSinceAlways {
          uses += "\(id),k,\n"
        }
      }
      var ties = "from_id,to_id,start,end,weight,influence\n"
      for row in try Samples.table("\(folder)/edges.csv") {
        let t = row["t"] ?? ""
        ties += "\(row["ego"] ?? ""),\(row["alter"] ?? ""),\(t),\(t),\(row["w"] ?? ""),\(influence)\n"
      }
      return try Samples.read(
        [.people: people, .techniques: "id,name\nk,Technique\n", .uses: uses, .ties: ties], time: .integer)
    }

    func numbers(_ name: String) throws -> [Double?] {
      try #require(golden[name] as? [Any]).map { $0 as? Double }
    }

    func table(_ name: String) throws -> [[Double?]] {
      try #require(golden[name] as? [[Any]]).map { $0.map { $0 as? Double } }
    }

    func words(_ name: String) throws -> [String] { try #require(golden[name] as? [String]) }
  }

  private func ask(_ network: Network, _ change: (inout SpreadOptions) -> Void = { _ in }) throws -> ObservedSpread {
    var options = SpreadOptions(technique: try network.technique("k"))
    options.definition = .netdiffuser
    change(&options)
    return try network.observedSpread(options)
  }

  private func same(_ a: [Double?], _ b: [Double?]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { close($0, $1) }
  }

  @Test func exposureInEveryVariant() throws {
    guard let forty = try Forty() else { return }
    let network = try forty.network()
    let variants: [(String, (inout SpreadOptions) -> Void)] = [
      ("exposure_out", { _ in }), ("exposure_count", { $0.exposure = .count }),
      ("exposure_valued", { $0.isWeighted = true }), ("exposure_lag1", { $0.lag = 1 }),
      ("exposure_attr_indegree", { $0.exposure = .reach }),
    ]
    for (name, change) in variants {
      let spread = try ask(network, change)
      for (own, golden) in zip(spread.exposure, try forty.table(name)) { #expect(same(own, golden), "\(name)") }
    }
    let incoming = try ask(try forty.network("forward"))
    for (own, golden) in zip(incoming.exposure, try forty.table("exposure_in")) { #expect(same(own, golden)) }
    #expect(same(try ask(network).people.map(\.threshold), try forty.numbers("threshold")))
    #expect(same(try ask(network) { $0.lag = 1 }.people.map(\.threshold), try forty.numbers("threshold_lag1")))
  }

  @Test func hazardsAndCategories() throws {
    guard let forty = try Forty() else { return }
    let spread = try ask(try forty.network())
    #expect(same(spread.periods.map(\.hazard), try forty.numbers("hazard")))
    #expect(same(spread.periods.map { Double($0.cumulative) }, try forty.table("cumulative")[0]))
    #expect(same(spread.periods.map(\.share), try forty.table("cumulative")[1]))
    #expect(same(spread.periods.map(\.growth), try forty.table("cumulative")[2]))
    let cutoffs = try #require(forty.golden["cutoffs"] as? [String: [Double]])
    #expect(same(spread.timeOfAdoption?.cuts ?? [], cutoffs["toa"] ?? []))
    #expect(same(spread.thresholds?.cuts ?? [], cutoffs["thr"] ?? []))
    let times: [AdopterCategory: String] = [
      .earlyAdopter: "Early Adopters", .earlyMajority: "Early Majority", .lateMajority: "Late Majority",
      .laggard: "Laggards", .nonAdopter: "Non-Adopters",
    ]
    #expect(spread.people.map { times[$0.category] } == (try forty.words("classify_toa")))
    let thresholds: [ThresholdCategory: String] = [
      .veryLow: "Very Low Thresh.", .low: "Low Thresh.", .high: "High Thresh.", .veryHigh: "Very High Thresh.",
    ]
    #expect(
      spread.people.map { $0.thresholdCategory.flatMap { thresholds[$0] } ?? "Non-Adopters" }
        == (try forty.words("classify_thr")))
  }

  @Test func infectiousnessAndSusceptibility() throws {
    guard let forty = try Forty() else { return }
    let network = try forty.network()
    // netdiffuseR counts those who never adopted among the early adopters in susceptibility; so does this network.
    let faulty = try forty.network(neverSinceAlways: true)
    let isNever = try ask(network).people.map { $0.period == nil }
    let variants: [(String, (inout SpreadOptions) -> Void)] = [
      ("K1", { _ in }), ("K1_norm", { $0.isNormalised = true }), ("K3", { $0.span = 3 }),
      (
        "K3_exp_r.1",
        {
          $0.span = 3
          $0.discount = 0.1
        }
      ),
    ]
    for (name, change) in variants {
      #expect(
        same(try ask(network, change).people.map(\.infectiousness), try forty.numbers("infection_\(name)")), "\(name)")
      let susceptibility = try ask(faulty, change).people.map(\.susceptibility)
      let shown = zip(susceptibility, isNever).map { $1 ? nil : $0 }
      #expect(same(shown, try forty.numbers("suscept_\(name)")), "\(name)")
    }
  }

  @Test func likenessOfTheTied() throws {
    guard let forty = try Forty() else { return }
    let spread = try ask(try forty.network())
    let summary = try #require(forty.golden["summary"] as? [[String: Double]])
    for (period, row) in zip(spread.periods, summary) {
      #expect(close(period.moran?.observed, row["moran_obs"]))
      #expect(close(period.moran?.expected, row["moran_exp"]))
      #expect(close(period.moran?.standardDeviation, row["moran_sd"]))
      #expect(close(period.moran?.p, row["moran_pval"]))
    }
    let published = try ask(try forty.network()) { $0.definition = .published }
    for (moran, name) in [(spread.periods[2].moran, "moran_t3_invgeo"), (published.periods[2].moran, "moran_t3_adj")] {
      let row = try #require(forty.golden[name] as? [String: Double])
      #expect(close(moran?.observed, row["observed"]) && close(moran?.standardDeviation, row["sd"]))
      #expect(close(moran?.p, row["p.value"]))
    }
  }

  @Test func curveOfGrowth() throws {
    guard let forty = try Forty() else { return }
    let bass = try #require(forty.golden["bass"] as? [String: Double])
    let found = try ask(try forty.network()).bass?.figures
    // As near as that program goes down.
    #expect(close(found?.p, bass["p"], 1e-7) && close(found?.q, bass["q"], 1e-7))
    #expect(found?.ceiling == 1)
    let free = try ask(try forty.network()) { $0.definition = .published }.bass
    #expect(free?.figures.ceiling == 1 && free?.errors.ceiling == nil, "the best would be above everybody")
  }

  @Test func structuralEquivalence() throws {
    guard let forty = try Forty() else { return }
    let place = Dictionary(uniqueKeysWithValues: forty.ids.enumerated().map { ($1, $0) })
    var arcs: [InfluenceRows.Arc] = []
    let edges = Samples.shared("reference/synthetic-40/edges.csv") ?? ""
    for row in try Samples.table(edges) where row["t"] == "3" {
      let ego = try #require(place[row["ego"] ?? ""])
      let alter = try #require(place[row["alter"] ?? ""])
      arcs.append(InfluenceRows.Arc(person: ego, source: alter, first: 1, last: 1))
    }
    let matrix = StepMatrix(InfluenceRows(arcs, count: 40, periods: 1, weighted: false).weights())
    #expect(same(Array(matrix.profileDistances()[..<40]), try forty.numbers("struct_d_t3_row1")))
    let likeness = matrix.likeness()
    var row = [Double](repeating: 0, count: 40)
    for slot in likeness.offsets[0]..<likeness.offsets[1] { row[Int(likeness.others[slot])] = likeness.weights[slot] }
    #expect(same(row, try forty.numbers("struct_equiv_t3_row1")))
  }

  @Test func tetracyclineInEveryVariant() throws {
    guard let path = Samples.shared("medical-innovation"),
      let reference = Samples.shared("reference/medical-innovation")
    else { return }
    let network = try readNetwork(at: path).network
    func ask(_ change: (inout SpreadOptions) -> Void) throws -> ObservedSpread {
      var options = SpreadOptions(technique: try network.technique("tetracycline"))
      options.definition = .netdiffuser
      change(&options)
      return try network.observedSpread(options)
    }
    func number(_ text: String?) -> Double? { text.flatMap { Double($0) } }
    let exposures: [(String, (inout SpreadOptions) -> Void)] = [
      ("outgoing_binary", { _ in }), ("outgoing_binary_unnormalized", { $0.exposure = .count }),
      ("outgoing_valued", { $0.isWeighted = true }), ("outgoing_indegree_weighted", { $0.exposure = .reach }),
      ("structural_equivalence", { $0.exposure = .equivalence }),
    ]
    for (name, change) in exposures {
      let spread = try ask(change)
      for row in try Samples.table("\(reference)/exposure_\(name)_lag0.csv") {
        let person = try network.person(row["id"] ?? "").int
        for k in 1...17 { #expect(close(spread.exposure[person][k - 1], number(row["t\(k)"])), "\(name)") }
      }
    }
    let plain = try ask { _ in }
    let normalised = try ask { $0.isNormalised = true }
    let five = try ask { $0.span = 5 }
    let discounted = try ask {
      $0.span = 5
      $0.discount = 0.5
      $0.isNormalised = true
    }
    for row in try Samples.table("\(reference)/per_node.csv")
    where row["toa"] != "" && row["class_toa"] != "Non-Adopters" {
      let person = try network.person(row["id"] ?? "").int
      #expect(close(plain.people[person].infectiousness, number(row["infection_K1_raw"])))
      #expect(close(normalised.people[person].infectiousness, number(row["infection_K1"])))
      #expect(close(five.people[person].infectiousness, number(row["infection_K5_raw"])))
      #expect(close(discounted.people[person].infectiousness, number(row["infection_K5_exp05"])))
    }
    for row in try Samples.table("\(reference)/susceptibility_corrected.csv") where row["toa"] != "" {
      let person = try network.person(row["id"] ?? "").int
      #expect(close(plain.people[person].susceptibility, number(row["susceptibility_K1_raw"])))
      #expect(close(normalised.people[person].susceptibility, number(row["susceptibility_K1"])))
      #expect(close(five.people[person].susceptibility, number(row["susceptibility_K5_raw"])))
      #expect(close(discounted.people[person].susceptibility, number(row["susceptibility_K5_exp05"])))
    }
    for row in try Samples.table("\(reference)/summary_moran.csv") {
      guard let k = row["period"].flatMap({ Int($0) }), k <= 17 else { continue }
      #expect(close(plain.periods[k - 1].moran?.observed, number(row["moran_obs"])))
      #expect(close(plain.periods[k - 1].moran?.standardDeviation, number(row["moran_sd"])))
      #expect(close(plain.periods[k - 1].moran?.p, number(row["moran_pval"])))
    }
    // That program fits 18 periods, the last of which nobody adopts in.
    let window = try TimeWindow(since: "1", until: "18", asOf: nil, scale: .integer)
    let eighteen = try ask { $0.window = window }
    let bass = try Samples.table("\(reference)/bass_fit.csv")[0]
    #expect(close(eighteen.bass?.figures.p, number(bass["p"]), 1e-6))
    #expect(close(eighteen.bass?.figures.q, number(bass["q"]), 1e-6))
  }
}
