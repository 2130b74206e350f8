import Foundation
import Graph
import Records
import Testing

@testable import Interchange

@Suite struct DOTWriterTests: DOTSuite {
  private static let graphs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "graphs").path

  /// Texts that have broken some writer of DOT or other.
  static let nasty = [
    "plain", "a\"b", "a\\b", "trail\\", "two\\\\", "\\N", "\\n", "x\\G\\E\\T\\L", "line\nbreak", "tab\tx", "<b>x</b>",
    "<", ">",
    "AT&T", "&amp;", "&lt;i&gt;", "&#65;", "&eacute;", "&#x0;", "&bogus;", "café 😀 日本", "{a|b}", "node", "strict",
    "1.2.3",
    "-", ".5", "@", "#x", "// c", "/* c", "a:b:c", "  lead", "\u{202E}abc", "100%", "a;b,c=d[e]",
    "x\"]; evil [label=\"y",
    "\\\"", "\\\\\"", "'", "]]>", "\u{2028}", "+", "ends with \\n", "\u{FEFF}bom",
    "a&b;c", "\\\"; more [x=\"", "[label=<x>]", "\\l\\r", "n0 -> n1",
  ]

  private func people(_ names: [String]) throws -> Network {
    let rows = names.enumerated().map {
      "p\($0),\"\($1.replacing("\"", with: "\"\""))\",\"\($1.replacing("\"", with: "\"\""))\""
    }
    return try network([
      .people: "id,name,shape\n" + rows.joined(separator: "\n") + "\n", .ties: "from_id,to_id\np0,p1\n",
    ])
  }

  @Test func everyTextComesBack() throws {
    let network = try people(Self.nasty)
    let back = try readDOTText(try dot(network).text)
    #expect(cells(back) == cells(network))
  }

  /// Graphviz shows every name as it is.
  @Test func graphvizShowsEveryText() throws {
    guard hasGraphviz else { return }
    let network = try people(Self.nasty)
    let svg = String(decoding: try graphviz("dot -Tsvg", Array(try dot(network).text.utf8)) ?? [], as: UTF8.self)
    var shown: [String] = []
    for node in svg.components(separatedBy: "class=\"node").dropFirst() {
      let end = node.range(of: "</g>")?.lowerBound ?? node.endIndex
      let lines = node[..<end].components(separatedBy: "<text ").dropFirst().map { text in
        let start = text.firstIndex(of: ">").map { text.index(after: $0) } ?? text.startIndex
        return text[start...].components(separatedBy: "</text>")[0].replacing("&#160;", with: " ").replacing(
          "\u{A0}", with: " "
        )
        .replacing("&#45;", with: "-").replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing(
          "&lt;", with: "<"
        )
        .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
      }
      shown.append(lines.joined(separator: "\n"))
    }
    #expect(Set(shown) == Set(Self.nasty))
  }

  @Test(arguments: ["surgeon", "south-west"])
  func fullViewComesBackCellByCell(folder: String) throws {
    let network = try readNetwork(at: Self.graphs + "/" + folder).network
    let text = try dot(network).text
    #expect(cells(try readDOTText(text)) == cells(network))
    guard hasGraphviz else { return }
    // What Graphviz itself wrote of it says the same, in an order of its own.
    let tidied = try #require(try graphviz("nop", Array(text.utf8)))
    func anyhow(_ network: Network) -> [String] {
      cells(network).map { line in
        line.firstIndex(of: ":").map { String(line.prefix { !$0.isNumber }) + line[$0...] } ?? line
      }.sorted()
    }
    #expect(anyhow(try readDOTText(String(decoding: tidied, as: UTF8.self))) == anyhow(network))
  }

  @Test(arguments: View.allCases)
  func everyNodeAndEdgeIsThere(view: View) throws {
    let network = try readNetwork(at: Self.graphs + "/surgeon").network
    let (text, report) = try dot(network, view: view)
    let edges = network.edges(of: view)
    let said = try #require(self.said(Array(text.utf8)))
    #expect(said.count { $0.hasPrefix("N ") } == edges.space.count && report.nodes == edges.space.count)
    #expect(said.count { $0.hasPrefix("E ") } == edges.count && report.edges == edges.count)
    for node in 0..<edges.space.count {
      let place = edges.space.locate(node)
      let label = network.label(place.kind, place.row)
      #expect(said.contains { $0.hasPrefix("N n\(node)\t") && ($0 + "\t").contains("\tlabel=\(label)\t") }, "\(label)")
    }
  }

  @Test func namesTheEngineThatFits() throws {
    let small = try readNetwork(at: Self.graphs + "/surgeon").network
    let large = try readNetwork(at: Self.graphs + "/south-west").network
    #expect(try dot(small).text.contains("layout=sfdp"))
    #expect(try dot(small, view: .skills).text.contains("layout=dot"))
    #expect(try dot(small, view: .skills).text.contains("{ rank=same; n0; "))
    #expect(try dot(large, view: .skills).text.contains("layout=sfdp"))
    #expect(try dot(small, view: .people, around: 3).text.contains("layout=twopi, root=n3"))
    #expect(try dot(small, engine: .neato).text.contains("layout=neato"))
    let error = #expect(throws: DrawingError.self) { try dot(large, engine: .dot) }
    #expect(error?.description.contains("--engine") == true && error?.description.contains("--ego") == true)
    let long = try people([String(repeating: "x", count: 1 << 20), "b"])
    #expect(throws: DrawingError.self) { try dot(long) }
  }

  @Test func addressesStayBehindUnlessLetOut() throws {
    let network = try network([.people: "id,name,email,note\na,Ann,ann@example.org,write to bob@example.org\n"])
    let kept = try dot(network, withContact: false)
    #expect(!kept.text.contains("@") && kept.report.losses.map(\.kind) == ["emailAddresses", "emailAddressesInText"])
    #expect(try dot(network).text.contains("ann@example.org"))
  }

  @Test func everyFormatReportsWhatItHolds() throws {
    let network = try readNetwork(at: Self.graphs + "/south-west").network
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString)"
    defer { for end in ["", ".json", ".csv"] { try? FileManager.default.removeItem(atPath: path + end) } }
    let folder = try OutputFolder(path: path, replacing: isGephiFile)
    let csv = try writeGephiCSV(network, view: .full, window: .always, withContact: false, to: folder)
    try folder.finish()
    let json = try writeNodeLinkJSON(
      network, view: .full, window: .always, withContact: false, to: OutputFile(path: path + ".json"))
    let spellsFile = try OutputFile(path: path + ".csv")
    let spells = try writeSpells(network, window: .always, to: spellsFile)
    try spellsFile.finish()
    let graphml = try graphML(network, withContact: false).report
    let dot = try dot(network, withContact: false).report
    for report in [csv, json, dot] {
      #expect(report.nodes == graphml.nodes && report.edges == graphml.edges)
      func role(_ report: ExportReport) -> DictionaryEntry? {
        report.dictionary.first { $0.on == "node" && $0.column == "role" }
      }
      #expect(role(report) == role(graphml) && role(report) != nil, "\(report.format)")
      #expect(report.losses.contains { $0.kind == "emailAddresses" && $0.count == 344 }, "\(report.format)")
      #expect(report.dictionary.allSatisfy { !$0.meaning.isEmpty }, "\(report.format)")
    }
    let header = String(decoding: try readFile(path + "/nodes.csv"), as: UTF8.self).split(separator: "\n")[0]
    for entry in csv.dictionary where entry.on == "node" {
      #expect(header.split(separator: ",").contains { $0 == entry.column })
    }
    #expect(spells.losses.contains { $0.kind == "usesNotCarried" && $0.count == network.uses.count })
    let lines = String(decoding: try readFile(path + ".csv"), as: UTF8.self).split(separator: "\n")
    #expect(spells.edges == lines.count - 1)
  }
}
