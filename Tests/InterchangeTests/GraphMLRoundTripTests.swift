import Graph
import Records
import Testing

@testable import Interchange

/// Texts that formats get wrong.
private let nasty = [
  "plain", "a\"b", "back\\slash", "AT&T <b>", "&lt;", "&#38;", "&amp;#38;", "line1\nline2", "cr\rlf\r\n", "tab\t ",
  "  lead", "O'Neil", "café 😀 日本", "=1+1", "]]>", "<![CDATA[x]]>", "%3B;=", "\u{202E}abc", "\u{FFFD}", "true", "NaN",
  "0", "-0", "1.0", "01", "+1", "1e3", "Infinity", "null", "\u{85}\u{2028}",
]

/// A cell as CSV.
private func quoted(_ text: String) -> String {
  "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

private func csv(_ header: [String], _ rows: [[String]]) -> String {
  ([header] + rows).map { $0.map(quoted).joined(separator: ",") }.joined(separator: "\n") + "\n"
}

@Suite struct GraphMLRoundTrip: GraphMLSuite {
  private var rich: Network {
    get throws {
      var about = About()
      about.title = "A <title> & \"more\"\nof it"
      about.citation = "Somebody 2024"
      about.further = ["contact": "{\"a\":[1,2.5,null,\"é\\\"\"]}", "version": "1"]
      return try network(
        [
          .organisations: csv(
            ["id", "name", "kind", "parent_id"], [["o1", "Trust", "trust", "o2"], ["o2", "", "icb", ""]]),
          .people: csv(
            [
              "id", "name", "role", "listed", "introduces", "capacity", "organisation_id", "email", "available_from",
              "Years in post", "Salary £", "ok", "empty", "category", "1st", "label", "Label",
            ],
            nasty.enumerated().map { i, text in
              [
                "p\(i)", text, text, ["yes", "no", ""][i % 3], ["", "yes", "no"][i % 3],
                ["1", "", "3000000000"][i % 3], i % 2 == 0 ? "o1" : "", i % 2 == 0 ? "x\(i)@nhs.uk" : "",
                ["2024-01-01", "2024-01-01T10:00:00Z", ""][i % 3], i % 2 == 0 ? "" : "\(i)",
                ["1", "2.5", "-0", "1e+21", "0.1"][i % 5], i % 2 == 0 ? "true" : "false", "", text,
                ["01", "2"][i % 2], text, "x",
              ]
            } + [["nameless", "", "", "", "", "", "", "", "", "", "", "true", "", "", "", "", ""]]),
          .teams: csv(
            ["id", "name", "headcount", "Years in post", "only empty"],
            [["t1", "Team", "7", "x", ""], ["p1", "", "", "", ""]]),
          .memberships: csv(
            ["person_id", "team_id", "start", "end", "x"],
            [
              ["p2", "t1", "2024-01-01", "2024-02-29", "5"], ["p2", "t1", "2024-02-01", "", "6"],
              ["p2", "t1", "", "", ""],
            ]),
          .techniques: csv(["id", "name", "aliases"], [["k1", "AI", "x;y"], ["k2", "", ""]]),
          .cohorts: csv(["id", "name", "start", "end"], [["c1", "Autumn", "2023-01-01", "2023-06-30"]]),
          .enrolments: csv(
            ["person_id", "cohort_id", "start", "end", "outcome"], [["p0", "c1", "2023-01-01", "", "]]>"]]),
          .events: csv(
            ["id", "cohort_id", "kind", "start", "techniques", "person_id"],
            [["v1", "c1", "group", "2023-02-01", "k1;k2", ""], ["", "", "", "", "", "p3"]]),
          .uses: csv(
            ["id", "person_id", "technique_id", "start", "learned_from", "evidence"],
            [["u1", "p1", "k1", "2024-01-05", "p0", "reported"], ["", "p1", "k2", "", "", ""]]),
          .engagements: csv(
            ["id", "person_id", "team_id", "techniques", "start", "end", "timing", "note"],
            [
              ["g1", "p0", "t1", "k1;k2", "2024-01-01", "2024-06-30", "after", "a\nb"],
              ["", "p0", "p1", "", "", "", "", ""],
            ]),
          .transfers: csv(
            ["from_id", "to_id", "technique_id", "date", "fidelity", "note", "!!!"],
            [["p0", "p1", "k1", "2024-01-05", "0", "  x ", ""]]),
          .ties: csv(
            ["id", "from_id", "to_id", "kind", "start", "end", "weight", "influence", "kind ", "id_"],
            nasty.indices.dropLast().map { i in
              [
                i % 2 == 0 ? "" : "e\(i)", "p\(i)", "p\(i + 1)", i % 3 == 0 ? "" : nasty[i], "2024-01-31", "2024-02-29",
                ["0", "-0", "", "0.30000000000000004"][i % 4], ["forward", "", "backward", "both"][i % 4], nasty[i],
                "\(i)",
              ]
            }),
          .outcomes: csv(
            ["id", "team_id", "organisation_id", "measure", "date", "value", "engagement_id"],
            [["m1", "t1", "", "stress", "2024-05-01", "3.25", "g1"], ["", "", "o1", "", "", "-0", ""]]),
        ], about: about)
    }
  }

  @Test func everyCellOfARichNetworkComesBack() throws {
    let network = try rich
    let (bytes, report) = try graphML(network)
    #expect(cells(try read(bytes)) == cells(network))
    #expect(report.nodes == network.space.count)
    #expect(report.notes.contains { $0.contains("weights of 0") && $0.hasSuffix(": 15") })
  }

  @Test func aSecondTripGivesTheSameBytes() throws {
    let first = try graphML(try rich).bytes
    #expect(try graphML(try read(first)).bytes == first)
  }

  @Test func theFileKeepsToThePortableProfile() throws {
    let text = String(decoding: try graphML(try rich).bytes, as: UTF8.self)
    #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns="))
    for absent in ["<default", "<desc", "directed=\"", "<!DOCTYPE", "for=\"all\"", "\r"] {
      #expect(!text.contains(absent), "\(absent)")
    }
    #expect(text.contains("<key id=\"v_capacity\" for=\"node\" attr.name=\"capacity\" attr.type=\"long\"/>"))
    #expect(text.contains("attr.name=\"years_in_post\" attr.type=\"int\"/>"))
    #expect(text.contains("attr.name=\"teams_years_in_post\" attr.type=\"string\"/>"))
    #expect(text.contains("attr.name=\"salary\" attr.type=\"double\"/>"))
    #expect(text.contains("attr.name=\"ok\" attr.type=\"boolean\"/>"))
    #expect(!text.contains("<data key=\"e_weight\">0<") && !text.contains("<data key=\"e_weight\">-0<"))
    // One type a name, one key an id.
    let declared = text.split(separator: "\n").filter { $0.contains("<key ") }
    #expect(Set(declared.map { $0.split(separator: "\"")[1] }).count == declared.count)
  }

  @Test func wholeNumbersOfTimeComeBack() throws {
    var about = About()
    about.time = .integer
    let network = try network(
      [
        .people: csv(
          ["id", "available_from", "available_until"], [["a", "1", "2"], ["b", "-5", "9007199254740992"]]),
        .ties: csv(
          ["from_id", "to_id", "start", "end"], [["a", "b", "-3", "5"], ["b", "a", "", ""], ["b", "a", "7", ""]]),
      ], about: about)
    let bytes = try graphML(network).bytes
    #expect(cells(try read(bytes)) == cells(network))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(
      text.contains("attr.name=\"start\" attr.type=\"int\"") && text.contains("\"available_until\" attr.type=\"long\""))
  }

  @Test func aTableOfUnknownColumnsAloneComesBack() throws {
    let network = try network([.people: "id,odd\n", .ties: "from_id,to_id,even\n"])
    #expect(cells(try read(try graphML(network).bytes)) == cells(network))
  }

  @Test func anEmptyNetworkComesBack() throws {
    #expect(cells(try read(try graphML(Network()).bytes)) == cells(Network()))
  }

  @Test func eMailAddressesLeaveOnlyWhenLetOut() throws {
    let network = try network([
      .people: "id,name,email,second,role\na,Ana,a@b.nhs.uk,c@d.org,lead (ask e.f@g.co.uk.)\n"
    ])
    let (bytes, report) = try graphML(network, withContact: false)
    #expect(!bytes.contains(0x40))
    #expect(report.notes.count == 2)
    let back = try read(bytes)
    #expect(back.people.rows[0].email.isEmpty && back.people.rows[0].role == "lead (ask [e-mail left out].)")
    #expect(back.people.extraColumns == [ExtraColumn(name: "second", values: [""])])
    #expect(cells(try read(try graphML(network).bytes)) == cells(network))
  }

  @Test func aWindowLeavesAValidNetwork() throws {
    let network = try rich
    let window = try Stamp.parse("2024-06-01", .calendar).interval
    let (bytes, report) = try graphML(network, window: window)
    let back = try read(bytes)
    #expect(back.people.count == network.people.count && back.ties.count == 0 && back.engagements.count == 2)
    #expect(report.notes.contains { $0.hasPrefix("left out: \(network.ties.count) of the ties") })
    let earlier = try graphML(network, window: try Stamp.parse("2023-06-01", .calendar).interval)
    let outcomes = try read(earlier.bytes).outcomes
    #expect(outcomes.rows[0].engagement == nil && outcomes.count == 2)
  }

  @Test(arguments: View.allCases) func everyViewIsReadable(_ view: View) throws {
    let network = try rich
    let (bytes, report) = try graphML(network, view: view)
    let edges = network.edges(of: view)
    #expect(report.nodes == edges.space.count && report.edges == edges.count)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("<data key=\"g_ripple_view\">\(view)</data>"))
    if view != .full {
      // A node that two views would call by one id has another one here: all are read as people and ties.
      let back = try read(bytes)
      #expect(back.people.count == report.nodes && back.ties.count == report.edges)
      #expect(back.people.rows.first?.name == "plain")
    }
  }

  @Test func whatAnotherToolSavedIsReadByNames() throws {
    let network = try network([
      .people: "id,name,listed,capacity,Years in post\na,Ana,yes,3,7\nb,,,,\n",
      .ties: "id,from_id,to_id,weight\nt,a,b,0\n",
    ])
    var text = String(decoding: try graphML(network).bytes, as: UTF8.self)
    // Other keys, Python's and R's way of writing values, and an attribute that somebody added.
    for (old, new) in [
      ("v_listed", "d1"), ("v_years_in_post", "d2"), ("e_kept", "d3"), (">true<", ">True<"), (">3<", ">3.0<"),
      (">7<", ">7.0<"),
      ("</node>", "<data key=\"new\">blue</data><data key=\"v_capacity\"></data></node>"),
      ("<graph ", "<key id=\"new\" for=\"node\" attr.name=\"colour\" attr.type=\"string\"/><graph "),
    ] {
      text = text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
    let back = try read(Array(text.utf8))
    #expect(back.people.rows[0].listed == true && back.people.rows[1].listed == nil && back.people.rows[1].name.isEmpty)
    #expect(back.people.extraColumns.map(\.name) == ["Years in post", "colour"])
    #expect(back.people.extraColumns[0].values == ["7", ""] && back.people.extraColumns[1].values == ["blue", "blue"])
    #expect(back.ties.rows[0].weight == 0)
  }

  @Test(arguments: 0..<150) func randomNetworksComeBack(_ seed: UInt64) throws {
    var random = GraphMLRandom(state: seed)
    func text() -> String {
      Int.random(in: 0..<3, using: &random) == 0 ? "" : nasty.randomElement(using: &random) ?? ""
    }
    func one(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
    func date() -> String { one(["", "2024-02-29", "2023-12-31T23:59:59Z", "0000-01-01", "9999-12-31"]) }
    let people = Int.random(in: 1..<6, using: &random)
    let ids = (0..<people).map { "\(nasty[$0])-\($0)" }
    let extra = one(["x", "kept", "name ", "id_", "weight", "Ålder", "…", "kind", "team_id"])
    func column() -> [String] {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: (0..<people).map { _ in one(["1", "2", "-3", ""]) }
      case 1: (0..<people).map { _ in one(["1", "0.5", "1e-07", "-0", ""]) }
      case 2: (0..<people).map { _ in one(["true", "false"]) }
      case 3: (0..<people).map { _ in one(["9007199254740993", "1"]) }
      case 4: (0..<people).map { _ in "" }
      default: (0..<people).map { _ in text() }
      }
    }
    let odd = column()
    let network = try network([
      .organisations: csv(["id", "kind", extra + "!"], [["o", text(), text()]]),
      .people: csv(
        ["id", "name", "listed", "introduces", "available_from", extra],
        (0..<people).map { [ids[$0], text(), one(["yes", "no", ""]), one(["", "no"]), date(), odd[$0]] }),
      .teams: csv(["id", "name", "headcount", extra], [[ids[0], text(), one(["", "0", "2147483648"]), text()]]),
      .techniques: csv(["id", "name", "aliases"], [["k", text(), text()]]),
      .uses: csv(
        ["id", "person_id", "technique_id", "start", "reason_stopped", extra],
        (0..<Int.random(in: 0..<4, using: &random)).map { ["", ids[0], "k", date(), text(), "\($0)"] }),
      .engagements: csv(
        ["person_id", "team_id", "techniques", "note"],
        (0..<Int.random(in: 0..<4, using: &random)).map { _ in [one(ids), ids[0], one(["", "k"]), text()] }),
      .ties: csv(
        ["id", "from_id", "to_id", "kind", "start", "weight", "influence", extra + " "],
        (0..<Int.random(in: 0..<8, using: &random)).map {
          [
            one(["", "t\($0)"]), one(ids), one(ids), text(), date(), one(["", "0", "-0", "1", "0.1", "1e300"]),
            one(["", "both", "forward"]), text(),
          ]
        }),
    ])
    #expect(cells(try read(try graphML(network).bytes)) == cells(network))
  }
}
