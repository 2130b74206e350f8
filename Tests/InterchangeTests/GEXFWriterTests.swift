import FoundationEssentials
import Graph
import Records
import Testing

@testable import Interchange

/// Texts that formats get wrong.
private let nasty = [
  "plain", "a\"b", "back\\slash", "AT&T <b>", "&lt;", "&#38;", "&amp;#38;", "line1\nline2", "cr\rlf\r\n", "tab\t ",
  "  lead", "O'Neil", "café 😀 日本", "=1+1", "]]>", "?>", "\u{202E}abc", "true", "NaN", "0", "-0", "01", "null", "<x>",
]

private func quoted(_ text: String) -> String {
  "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

private func csv(_ header: [String], _ rows: [[String]]) -> String {
  ([header] + rows).map { $0.map(quoted).joined(separator: ",") }.joined(separator: "\n") + "\n"
}

@Suite struct GEXFWriting: GEXFSuite {
  /// A network with every table, of texts and times that are drawn by lot.
  private func randomNetwork(_ seed: UInt64, integer: Bool) throws -> Network {
    var random = GraphMLRandom(state: seed)
    func text() -> String { nasty.randomElement(using: &random) ?? "" }
    func some(_ text: @autoclosure () -> String) -> String { Bool.random(using: &random) ? text() : "" }
    let mixed = Bool.random(using: &random)
    func time(_ least: Int, _ greatest: Int) -> String {
      let value = Int.random(in: least...greatest, using: &random)
      if integer { return String(value) }
      let date = Stamp.text(Int64(value) * Calendar.day, daysOnly: true)
      return mixed && Bool.random(using: &random) ? date + "T10:30:05Z" : date
    }
    func spell() -> [String] { [some(time(0, 50)), some(time(60, 90))] }
    func person() -> String { "p\(Int.random(in: 0..<12, using: &random))" }
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    var about = About()
    about.time = integer ? .integer : .calendar
    about.title = text()
    about.description = some(text())
    about.further = ["x": "\"\(seed) ?> \\u0001\""]
    return try network(
      [
        .organisations: csv(["id", "name", "parent_id"], [["o1", text(), ""], ["o2", "", "o1"]]),
        .people: csv(
          ["id", "name", "role", "listed", "capacity", "organisation_id", "Label", "odd £"],
          (0..<12).map {
            [
              "p\($0)", some(text()), text(), pick(["yes", "no", ""]), pick(["1", ""]), pick(["o1", ""]), text(),
              some(text()),
            ]
          }),
        .teams: csv(["id", "name", "headcount"], [["t1", text(), "7"], ["p1", "", ""]]),
        .memberships: csv(
          ["person_id", "team_id", "start", "end"], (0..<5).map { _ in [person(), pick(["t1", "p1"])] + spell() }),
        .techniques: csv(["id", "name", "aliases"], [["k1", text(), "x;y"], ["k2", "", ""]]),
        .cohorts: csv(["id", "name", "start", "end"], [["c1", text()] + spell()]),
        .enrolments: csv(["person_id", "cohort_id", "start", "end", "outcome"], [["p0", "c1"] + spell() + [text()]]),
        .events: csv(
          ["id", "cohort_id", "kind", "start", "end", "techniques"],
          [["v1", "c1", text()] + spell() + ["k1;k2"], ["", "", "", "", "", ""]]),
        .uses: csv(
          ["id", "person_id", "technique_id", "start", "end", "learned_from"],
          (0..<6).map { ["u\($0)", person(), pick(["k1", "k2"])] + spell() + [""] }),
        .engagements: csv(
          ["id", "person_id", "team_id", "techniques", "start", "end", "note"],
          (0..<8).map { ["g\($0)", person(), pick(["t1", "p1"]), pick(["k1", ""])] + spell() + [text()] }),
        .transfers: csv(
          ["from_id", "to_id", "technique_id", "date", "fidelity", "note"],
          [["p0", "p1", "k1", some(time(0, 90)), pick(["0", "0.25", ""]), text()]]),
        .ties: csv(
          ["id", "from_id", "to_id", "kind", "start", "end", "weight", "influence", "kind "],
          (0..<20).map {
            [some("e\($0)"), person(), person(), some(text())] + spell()
              + [
                pick(["0", "-0", "", "0.30000000000000004", "2"]), pick(["both", "forward", "backward", ""]), text(),
              ]
          }),
        .outcomes: csv(
          ["id", "team_id", "measure", "date", "value", "engagement_id"],
          [["m1", "t1", text(), some(time(0, 90)), "3.25", "g1"], ["", "p1", "", "", "", ""]]),
      ], about: about)
  }

  @Test(arguments: 0..<40) func randomNetworksComeBack(seed: Int) throws {
    let network = try randomNetwork(UInt64(seed), integer: seed % 2 == 0)
    let first = try gexf(network)
    let back = try readGEXFText(first.text)
    #expect(cells(back.network) == cells(network))
    #expect(first.report.nodes == network.space.count)
    #expect(try gexf(back.network).text == first.text)
    // Every other view is read as people and ties.
    for view in [View.people, .support, .skills] {
      let part = try gexf(network, view: view)
      let read = try readGEXFText(part.text).network
      #expect(read.people.count == part.report.nodes && read.ties.count >= part.report.edges)
    }
  }

  private var dated: Network {
    get throws {
      try network([
        .people: "id,name\na,\"Ana & \"\"Co\"\"\"\nb,Ben\nc,Cy\nd,Di\n", .teams: "id,name\nt,Theatre\n",
        .techniques: "id,name\nk,Kind talk\n",
        .ties: """
        id,from_id,to_id,kind,start,end,weight,influence
        1,a,b,advice,2024-01-31,2024-02-29,0.5,forward
        2,a,b,advice,2024-02-01,,0,forward
        3,b,c,,,,2,both
        4,a,b,advice,,2024-03-01,,forward

        """,
        .engagements: """
        id,person_id,team_id,start,end
        g1,a,t,2024-01-01,2024-03-31
        g2,b,t,2024-02-01,2024-02-10
        g3,b,t,2024-03-01,2024-04-30
        g4,a,t,2024-04-15,

        """,
        .uses: "id,person_id,technique_id,start\nu,c,k,2024-05-06\n",
      ])
    }
  }

  @Test func spellsAreInclusiveAndOpenEndsLeftOut() throws {
    let (text, report) = try gexf(dated)
    let lines = text.split(separator: "\n").map(String.init)
    func edge(_ id: String) -> String { lines.first { $0.contains("<edge id=\"\(id)\"") } ?? "" }
    #expect(
      edge("e0").contains("kind=\"advice\" label=\"advice\" weight=\"0.5\" start=\"2024-01-31\" end=\"2024-02-29\">"))
    #expect(edge("e1").contains("kind=\"advice 2\" label=\"advice\" start=\"2024-02-01\">"))
    #expect(edge("e1").contains("<attvalue for=\"kept\" value=\"weight=0\"/>"))
    #expect(edge("e2").contains("kind=\"tie\" label=\"tie\" weight=\"2\">"))
    #expect(edge("e2").contains("<attvalue for=\"undirected\" value=\"true\"/>"))
    #expect(edge("e3").contains("kind=\"advice 3\" label=\"advice\" end=\"2024-03-01\">"))
    #expect(
      text.contains("defaultedgetype=\"directed\" mode=\"dynamic\" timerepresentation=\"interval\" timeformat=\"date\"")
    )
    // A record without a known beginning makes its people there from the start; the others appear with their first.
    #expect(text.contains("<node id=\"n0\" label=\"Ana &amp; &quot;Co&quot;\"><attvalues>"))
    #expect(text.contains("<node id=\"n2\" label=\"Cy\" start=\"2024-05-06\">"))
    #expect(text.contains("<node id=\"n3\" label=\"Di\"><attvalues>"))
    #expect(text.contains("<node id=\"n4\" label=\"Theatre\" start=\"2024-01-01\">"))
    #expect(report.notes.contains { $0.hasPrefix("edges beside an earlier one") && $0.hasSuffix(": 4") })
    #expect(report.notes.contains { $0.hasPrefix("edges that go both ways") && $0.hasSuffix(": 1") })
    #expect(report.notes.contains { $0.hasPrefix("weights of 0") && $0.hasSuffix(": 1") })
  }

  @Test func peopleJoinedByATeamHaveASpellForEachOverlap() throws {
    let text = try gexf(dated, view: .people).text
    let spells = [
      "<spell start=\"2024-02-01\" end=\"2024-02-10\"/>", "<spell start=\"2024-03-01\" end=\"2024-03-31\"/>",
      "<spell start=\"2024-04-15\" end=\"2024-04-30\"/>",
    ]
    #expect(text.contains("label=\"co-engagement\"><spells>\(spells.joined())</spells>"))
  }

  @Test func aFileOfTiesBothWaysIsUndirected() throws {
    let network = try network([.people: "id\na\nb\n", .ties: "from_id,to_id,start\na,b,2024-01-01\nb,a,2024-01-02\n"])
    let text = try gexf(network).text
    #expect(text.contains("defaultedgetype=\"undirected\"") && !text.contains("\"undirected\" value"))
    // Without direction the two stand beside one another.
    #expect(text.contains("kind=\"tie\"") && text.contains("kind=\"tie 2\""))
    #expect(cells(try readGEXFText(text).network) == cells(network))
  }

  @Test func timesOfDayAndNumbersHaveFormatsOfTheirOwn() throws {
    let times = try network([
      .people: "id\na\nb\n", .ties: "from_id,to_id,start,end\na,b,2024-01-01,2024-01-02\na,b,2024-01-01T10:00:00Z,\n",
    ])
    let (text, report) = try gexf(times)
    #expect(text.contains("timeformat=\"dateTime\""))
    #expect(text.contains("start=\"2024-01-01T00:00:00Z\" end=\"2024-01-02T23:59:59Z\""))
    #expect(report.notes.contains { $0.contains("networkx refuses") })
    var about = About()
    about.time = .integer
    let numbers = try network([.people: "id\na\nb\n", .ties: "from_id,to_id,start,end\na,b,-3,5\n"], about: about)
    let (whole, adoption) = try gexf(numbers, adopted: [2, nil])
    #expect(adoption.notes.contains { $0.contains("Gephi Lite") })
    #expect(whole.contains("timeformat=\"integer\"") && whole.contains("start=\"-3\" end=\"5\""))
    #expect(whole.contains("<attributes class=\"node\" mode=\"dynamic\">"))
    #expect(whole.contains("<attvalue for=\"adopted\" value=\"true\" start=\"2\" end=\"5\"/>"))
    #expect(cells(try readGEXFText(whole).network) == cells(numbers))
    #expect(try !gexf(numbers).report.notes.contains { $0.contains("Gephi Lite") })
  }

  @Test func eMailAddressesLeaveOnlyWhenLetOut() throws {
    var about = About()
    about.description = "Ask x@y.org."
    let network = try network(
      [.people: "id,name,email,second,role\na,Ana,a@b.nhs.uk,c@d.org,lead (ask e.f@g.co.uk.)\n"], about: about)
    let (text, report) = try gexf(network, withContact: false)
    #expect(!text.contains("@"))
    #expect(report.notes.count == 2 && report.notes[1].hasSuffix(": 3"))
    #expect(try gexf(network).text.contains("a@b.nhs.uk"))
  }

  @Test func anEmptyNetworkComesBack() throws {
    #expect(cells(try readGEXFText(try gexf(Network()).text).network) == cells(Network()))
  }

  @Test func spellsForNetworkDynamic() throws {
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try OutputFolder(path: path, replacing: isSpellsFile)
    try writeSpells(dated, window: .always, to: folder)
    try folder.finish()
    // 2024-01-31 is day 19753.
    #expect(
      String(decoding: try readFile(path + "/edge.spells.csv"), as: UTF8.self) == """
        onset,terminus,tail,head,relation,kind,weight,directed,id
        19753,19783,1,2,tie,advice,0.5,TRUE,1
        19754,Inf,1,2,tie,advice,0,TRUE,2
        -Inf,Inf,2,3,tie,,2,FALSE,3
        -Inf,19784,1,2,tie,advice,1,TRUE,4
        19754,19764,1,2,co-engagement,t,1,FALSE,
        19783,19814,1,2,co-engagement,t,1,FALSE,
        19828,19844,1,2,co-engagement,t,1,FALSE,

        """)
    #expect(
      String(decoding: try readFile(path + "/vertex.spells.csv"), as: UTF8.self) == """
        onset,terminus,vertex,id,name
        -Inf,Inf,1,a,"Ana & ""Co""\"
        -Inf,Inf,2,b,Ben
        -Inf,Inf,3,c,Cy
        -Inf,Inf,4,d,Di

        """)
  }
}
