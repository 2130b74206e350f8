import FoundationEssentials
import Graph
import Records
import Testing

@testable import Interchange

/// Reckoned columns, drawings, reports and dictionaries.
@Suite struct GraphMLExport: GraphMLSuite {
  private var sample: Network {
    get throws {
      try network([
        .people: """
        id,name,staff_group,listed,email,reach,x,Years in post
        a,Ana <& co>,Nurse,yes,a@b.nhs.uk,far,left,3
        b,"Bríd
        two",Doctor,,,,,
        c,,Nurse,no,,near,,4

        """,
        .teams: "id,name\nt,Theatre\n",
        .techniques: "id,name\nk,Coaching\n",
        .engagements: "person_id,team_id,start\na,t,2024-01-01\n",
        .uses: "person_id,technique_id,start\na,k,2024-01-05\n",
        .ties: "from_id,to_id,kind,weight,influence\na,b,advice,0,both\nb,c,,2,forward\n",
      ])
    }
  }

  private func columns(_ count: Int) -> [NodeColumn] {
    let shares: [Double?] = [0.1, nil, .nan, .infinity, 1.0 / 3]
    return [
      NodeColumn("reach", .whole((0..<count).map { $0 % 2 == 0 ? $0 : nil }), meaning: "how far"),
      NodeColumn("betweenness", .decimal((0..<count).map { shares[$0 % 5] }), meaning: "between"),
      NodeColumn(
        "adoption", .text((0..<count).map { $0 == 0 ? "2024-01-05" : nil }), isTime: true, meaning: "when"),
    ]
  }

  private func places(_ count: Int) -> NodePlaces {
    NodePlaces(x: (0..<count).map { Double($0) * 100.04 }, y: (0..<count).map { Double($0 % 3) * -50 })
  }

  /// The sample with everything that can go beside it.
  private func export(
    _ network: Network, view: View = .full, drawn: Bool = false
  ) throws -> (bytes: [UInt8], report: ExportReport) {
    let count = network.space(of: view).count
    return try graphML(
      network, view: view, columns: columns(count) + places(count).columns, drawing: drawn ? places(count) : nil)
  }

  @Test(arguments: [false, true]) func whatWasReckonedIsLeftBehindWhenReadBack(_ drawn: Bool) throws {
    let network = try sample
    let (bytes, _) = try export(network, drawn: drawn)
    // Ripple's own columns of the same names are no records; the network's are, under another name in the file.
    #expect(cells(try read(bytes)) == cells(network))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("attr.name=\"reach\" attr.type=\"int\"") && text.contains("attr.name=\"people_reach\""))
    #expect(text.contains("<data key=\"v_betweenness\">0.3333333333333333</data>"))
  }

  @Test func whatWasReckonedOfOneViewIsReadAsFurtherColumns() throws {
    let back = try read(try export(try sample, view: .people).bytes)
    let reach = back.people.extraColumns.first { $0.name == "reach" }
    #expect(reach?.values == ["0", "", "2"])
    #expect(back.people.extraColumns.contains { $0.name == "adoption" && $0.values == ["2024-01-05", "", ""] })
  }

  @Test func nothingMoreStandsInAFileWithoutColumns() throws {
    let network = try sample
    let text = String(decoding: try graphML(network).bytes, as: UTF8.self)
    #expect(!text.contains("ripple_reckoned") && !text.contains("yworks") && !text.contains("yfiles"))
  }

  @Test func valuesThatAreNoFiniteNumberAreCounted() throws {
    let network = try sample
    let (bytes, report) = try export(network)
    #expect(network.space.count == 5)
    #expect(report.losses.contains { $0.kind == "notFinite" && $0.count == 2 && $0.note.hasSuffix(": 2") })
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains(">nan<") && !text.contains(">inf<"))
    #expect(report.losses.map(\.kind).sorted() == ["absentFlags", "notFinite", "weightsOfZero"])
  }

  @Test func yEdFindsItsElements() throws {
    let network = try sample
    let (bytes, report) = try export(network, drawn: true)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("xmlns:y=\"http://www.yworks.com/xml/graphml\""))
    #expect(text.contains("<key id=\"d_ng\" for=\"node\" yfiles.type=\"nodegraphics\"/>"))
    #expect(text.contains("<key id=\"d_eg\" for=\"edge\" yfiles.type=\"edgegraphics\"/>"))
    func count(_ part: String) -> Int { text.components(separatedBy: part).count - 1 }
    for part in ["<y:ShapeNode>", "<y:Geometry ", "<y:Fill ", "<y:NodeLabel ", "<y:Shape type="] {
      #expect(count(part) == report.nodes, "\(part)")
    }
    for part in ["<y:PolyLineEdge>", "<y:LineStyle ", "<y:Arrows ", "<y:EdgeLabel "] {
      #expect(count(part) == report.edges, "\(part)")
    }
    #expect(count("target=\"none\"") == 1 && count("visible=\"true\"") == report.edges)
    #expect(text.contains(">Ana &lt;&amp; co&gt;</y:NodeLabel>"))
    for shape in ["ellipse", "roundrectangle", "hexagon"] { #expect(text.contains("<y:Shape type=\"\(shape)\"/>")) }
    // The middle of the second node is where it was put.
    #expect(text.contains("<y:Geometry height=\"46\" width=\"48\" x=\"126\" y=\"-73\"/>"))
    #expect(report.remarks.contains { $0.contains("Nurse blue, Doctor sky blue") })
  }

  @Test func labelsOnManyEdgesAreHiddenAndStillThere() throws {
    let people = "id\n" + (0..<40).map { "p\($0)\n" }.joined()
    var ties = ""
    for a in 0..<40 { for step in 1...10 { ties += "p\(a),p\((a + step) % 40)\n" } }
    let network = try network([.people: people, .ties: "from_id,to_id\n" + ties])
    let (bytes, _) = try graphML(network, drawing: places(40))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("visible=\"false\">tie</y:EdgeLabel>") && !text.contains("visible=\"true\""))
  }

  @Test func theDictionarySaysWhatEveryColumnHolds() throws {
    let network = try sample
    let (bytes, report) = try export(network)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(report.dictionary.allSatisfy { !$0.meaning.isEmpty })
    for entry in report.dictionary {
      let domain = GraphMLDomain.allCases.first { "\($0)" == entry.on } ?? .graph
      let id = GraphMLKeys.Key.id(domain, entry.column)
      #expect(text.contains("<key id=\"\(id)\" for=\"\(entry.on)\""))
      #expect(text.components(separatedBy: "<data key=\"\(id)\">").count - 1 == entry.filled, "\(id)")
    }
    func entry(_ column: String, _ on: String) -> DictionaryEntry? {
      report.dictionary.first { $0.column == column && $0.on == on }
    }
    #expect(entry("start", "edge")?.type == "date" && entry("start", "edge")?.filled == 2)
    #expect(entry("adoption", "node")?.type == "date" && entry("adoption", "node")?.filled == 1)
    #expect(entry("betweenness", "node")?.type == "double" && entry("betweenness", "node")?.filled == 2)
    #expect(entry("years_in_post", "node")?.meaning == "the column 'Years in post' of people.csv, as written")
  }

  @Test func everyAttributeOfRipplesOwnHasAMeaning() {
    for table in TableName.allCases {
      let domain: GraphMLDomain = GraphMLNames.shape(of: table) == nil ? .node : .edge
      let shape = GraphMLNames.shape(of: table)
      for column in table.columns
      where column.name != shape?.tail.column && column.name != shape?.head.column {
        let name = GraphMLNames.attribute(table, column.name)
        #expect(!GraphMLMeanings.meaning(domain, name).isEmpty, "\(table).\(column.name)")
      }
    }
  }

  @Test func reportAndDictionaryAreFilesOfTheirOwn() throws {
    let report = try export(try sample, drawn: true).report
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString)"
    defer { for end in [".json", ".csv"] { try? FileManager.default.removeItem(atPath: path + end) } }
    try writeReport(report, flavour: .yed, to: OutputFile(path: path + ".json"))
    try writeDictionary(report.dictionary, to: OutputFile(path: path + ".csv"))
    struct Read: Decodable {
      struct Loss: Decodable {
        let kind: String
        let count: Int
        let note: String
      }
      let format: String
      let `for`: String
      let nodes: Int
      let edges: Int
      let losses: [Loss]
      let remarks: [String]
    }
    let read = try JSONDecoder().decode(Read.self, from: Data(try readFile(path + ".json")))
    #expect(read.format == "graphml" && read.for == "yed" && read.nodes == report.nodes && read.edges == report.edges)
    #expect(read.losses.map(\.kind) == report.losses.map(\.kind))
    #expect(read.losses.map(\.count) == report.losses.map(\.count))
    #expect(read.losses.map(\.note) == report.losses.map(\.note))
    #expect(read.remarks.count == 2)
    let lines = String(decoding: try readFile(path + ".csv"), as: UTF8.self).split(separator: "\n")
    #expect(lines[0].hasPrefix("column,on,type,filled,meaning") && lines.count == report.dictionary.count + 1)
  }

  @Test func columnsStandInJSONAndCSVToo() throws {
    let network = try sample
    let folder = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString)"
    defer {
      for path in [folder, folder + ".json"] { try? FileManager.default.removeItem(atPath: path) }
    }
    let all = columns(network.space.count)
    try writeNodeLinkJSON(
      network, view: .full, window: .always, withContact: false, columns: all, to: OutputFile(path: folder + ".json"))
    let json = String(decoding: try readFile(folder + ".json"), as: UTF8.self)
    #expect(json.contains("\"reach\":0,\"betweenness\":0.1,\"adoption\":\"2024-01-05\""))
    #expect(json.contains("\"reach_\":\"far\""))
    #expect(!json.contains("null"))
    let output = try OutputFolder(path: folder, replacing: isGephiFile)
    try writeGephiCSV(network, view: .people, window: .always, withContact: false, columns: columns(3), to: output)
    try output.finish()
    let lines = String(decoding: try readFile(folder + "/nodes.csv"), as: UTF8.self).split(separator: "\n")
    #expect(lines[0].contains(",reach_,") && lines[0].contains(",reach,betweenness,adoption"))
    #expect(lines[1].contains(",0,0.1,2024-01-05"))
  }
}
