import FoundationEssentials
import Graph
import Records
import Testing

@testable import Interchange

private let small = """
  <?xml version="1.0" encoding="UTF-8"?>
  <gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
   <meta lastmodifieddate="2009-03-20"><creator>Gephi.org</creator></meta>
   <graph mode="dynamic" defaultedgetype="directed" timeformat="date">
    <attributes class="node" mode="static"><attribute id="0" title="url" type="string"/>
     <attribute id="1" title="frog" type="boolean"><default>true</default></attribute>
     <attribute id="3" title="tags" type="liststring"/></attributes>
    <attributes class="node" mode="dynamic"><attribute id="2" title="indegree" type="float"/></attributes>
    <nodes>
     <node id="0" label="Gephi" start="2009-03-01"><attvalues><attvalue for="0" value="http://gephi.org/?a&amp;b"/>
       <attvalue for="2" value="1" start="2009-01-01" end="2009-02-01"/><attvalue for="2" value="2" startopen="2009-02-01"/>
       <attvalue for="3" value="a|b"/></attvalues><viz:color r="1" g="2" b="3"/>
      <nodes><node id="0a" label="Inner"/></nodes><edges><edge id="x" source="0" target="0a"/></edges></node>
     <node id="1" label="R &amp; D"><spells><spell end="2009-03-01"/><spell start="2009-03-05" end="2009-03-10"/></spells></node>
    </nodes>
    <edges><edge id="0" source="0" target="1" start="2009-03-01" endopen="2009-03-10" weight="2.5" type="undirected"/>
     <edge id="1" source="1" target="0" kind="advice"><spells><spell start="2009-03-01" end="2009-03-02"/>
      <spell start="2009-04-01"/></spells></edge>
     <edge id="2" source="1" target="0a" type="mutual"/></edges>
   </graph></gexf>

  """

@Suite struct GEXFReading: GEXFSuite {
  private func people(_ network: Network, _ column: String) -> [String] {
    network.people.extraColumns.first { $0.name == column }?.values ?? []
  }

  private func ties(_ network: Network) -> [String] {
    network.ties.rows.map { tie in
      Tie.Column.allCases.map { tie.cell($0, in: network) }.joined(separator: ",")
    }
  }

  @Test func aFileOfGephisBecomesPeopleAndTies() throws {
    let (network, problems) = try readGEXFText(small)
    #expect(network.people.rows.map(\.id) == ["0", "0a", "1"])
    #expect(network.people.rows.map(\.name) == ["Gephi", "Inner", "R & D"])
    #expect(people(network, "url") == ["http://gephi.org/?a&b", "", ""])
    #expect(people(network, "frog") == ["true", "true", "true"])
    #expect(people(network, "tags") == ["a|b", "", ""])
    #expect(people(network, "indegree")[0] == "<[2009-01-01, 2009-02-01, 1]; (2009-02-01, Infinity, 2]>")
    #expect(people(network, "parent") == ["", "0", ""])
    #expect(people(network, "start") == ["2009-03-01", "", ""])
    #expect(people(network, "spells") == ["", "", "[, 2009-03-01];[2009-03-05, 2009-03-10]"])
    #expect(
      ties(network) == [
        "x,0,0a,,,,,forward", "0,0,1,,2009-03-01,2009-03-09,2.5,both", "1,1,0,advice,2009-03-01,2009-03-02,,forward",
        ",1,0,advice,2009-04-01,,,forward", "2,1,0a,,,,,both",
      ])
    #expect(problems.errors == 0 && problems.kept.map(\.line) == [12, 17, 4])
  }

  @Test func versionOnePointThreeSaysTimesInOtherWays() throws {
    let network = try readGEXFText(
      """
      <gexf version="1.3"><graph timerepresentation="timestamp" timeformat="double" mode="dynamic"><nodes>
      <node id="a" label="A" timestamps="[1.0, 2.0]"/><node id="b" pid="a"/></nodes><edges>
      <edge source="a" target="b" timestamp="3.0"/>
      <edge source="b" target="a" intervals="&lt;[1.0,2.0];(4.0, Infinity]&gt;"/></edges></graph></gexf>
      """
    ).network
    #expect(network.scale == .integer && network.people.rows.map(\.name) == ["A", "b"])
    #expect(people(network, "spells") == ["[1, 1];[2, 2]", ""] && people(network, "parent") == ["", "a"])
    #expect(ties(network) == [",a,b,,3,3,,both", ",b,a,,1,2,,both", ",b,a,,5,,,both"])
  }

  @Test func versionOnePointOneWithAPrefixIsRead() throws {
    let (network, problems) = try readGEXFText(
      """
      <g:gexf xmlns:g="http://www.gexf.net/1.1draft" version="1.1"><g:graph><g:nodes><g:node id="a" label="A">
      <g:slices><g:slice start="2" end="3"/></g:slices></g:node><g:node id="b"><g:parents><g:parent for="a"/>
      </g:parents></g:node></g:nodes><g:edges><g:edge id="1" source="a" target="b"><g:attvalues>
      <g:attvalue id="7" value="u"/></g:attvalues><g:slices><g:slice start="1" end="4"/></g:slices></g:edge></g:edges>
      </g:graph></g:gexf>
      """)
    #expect(ties(network) == ["1,a,b,,1,4,,both"] && people(network, "start") == ["2", ""])
    #expect(network.ties.extraColumns.first?.name == "7" && problems.warnings == 1)
  }

  @Test func datesOfTheRealWorldAreTaken() throws {
    let edges = """
      <edge source="a" target="b" start="2012-01-01T00:00:00.000-05:00" end="Infinity"/>
      <edge source="a" target="b" startopen="2012-01-01" end="2012-02-01"/>
      """
    let network = try readGEXFText(
      file("<nodes><node id=\"a\"/><node id=\"b\"/></nodes><edges>\(edges)</edges>")
    ).network
    #expect(ties(network) == [",a,b,,2012-01-01T05:00:00Z,,,forward", ",a,b,,2012-01-02,2012-02-01,,forward"])
  }

  @Test func faultsAreLocated() {
    for (inner, line, words) in [
      ("<nodes><node label=\"x\"/></nodes>", 2, "a node has no id"),
      ("<nodes><node id=\"a\"/>\n<node id=\"a\"/></nodes>", 3, "already used in line 2"),
      ("<nodes><node id=\"a\"/></nodes>\n<edges><edge source=\"a\" target=\"z\"/></edges>", 3, "names the node 'z'"),
      ("<nodes><node id=\"a\"/></nodes>\n<edges><edge source=\"a\"/></edges>", 3, "an edge has no target"),
      ("\n<node id=\"a\"/>", 3, "stands where none can"),
      ("<attributes class=\"graph\"/>", 2, "does not say what they are of"),
      ("<attributes class=\"node\"><attribute id=\"1\"/>\n<attribute id=\"1\"/></attributes>", 3, "declared twice"),
      ("<nodes><node id=\"a\"><attvalues>\n<attvalue for=\"1\"/></attvalues></node></nodes>", 3, "lacks its value"),
      (
        "<nodes><node id=\"a\"/><node id=\"b\"/></nodes>\n<edges><edge source=\"a\" target=\"b\" type=\"odd\"/></edges>",
        3,
        "type is 'odd'"
      ),
      (
        "<nodes><node id=\"a\"/><node id=\"b\"/></nodes>\n<edges><edge source=\"a\" target=\"b\" start=\"2012-03\"/></edges>",
        3, "a month alone"
      ),
    ] {
      let found = gexfFaults(Array(file(inner).utf8))
      #expect(found.contains { $0.line == line && $0.message.contains(words) || $0.remedy.contains(words) }, "\(inner)")
    }
  }

  @Test func hostileFilesAreRefused() {
    let secret = "<!DOCTYPE gexf [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n<gexf><graph/></gexf>"
    #expect(gexfFaults(Array(secret.utf8)).first?.message.contains("document type") == true)
    let deep = (0..<50_000).map { "<nodes><node id=\"\($0)\">" }.joined()
    #expect(gexfFaults(Array(file(deep).utf8)).contains { $0.message.contains("64 deep") })
    let wide = (0..<65).map { " a\($0)='1'" }.joined()
    #expect(gexfFaults(Array("<gexf><graph\(wide)/></gexf>".utf8)).first?.message.contains("64 attributes") == true)
    #expect(gexfFaults(Array("<gexf version=\"1.3\"/>".utf8)).first?.message == "the file has no <graph>")
    #expect(gexfFaults(Array("<graphml/>".utf8)).first?.message.hasPrefix("this is not GEXF") == true)
    // Few spells times few values make many.
    let values = (0..<3000).map { "<attvalue for=\"\($0)\" value=\"x\"/>" }.joined()
    let spells = (0..<3000).map { "<spell start=\"\($0)\" end=\"\($0)\"/>" }.joined()
    let bomb =
      "<nodes><node id=\"a\"/><node id=\"b\"/></nodes><edges><edge source=\"a\" target=\"b\">"
      + "<attvalues>\(values)</attvalues><spells>\(spells)</spells></edge></edges>"
    #expect(gexfFaults(Array(file(bomb).utf8)).contains { $0.message.contains("too many values") })
  }

  @Test func everyTruncationIsAnError() {
    let bytes = Array(small.utf8)
    let end = small.utf8.count - 1
    for count in 0..<(end - 6) where count % 3 == 0 { #expect(!gexfFaults(Array(bytes[..<count])).isEmpty, "\(count)") }
  }

  @Test func noMutationTraps() throws {
    var random = GraphMLRandom(state: 7)
    for _ in 0..<3000 {
      var bytes = Array(small.utf8)
      for _ in 0...2 {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1..<40, using: &random)))
        default:
          let end = min(bytes.count, place + Int.random(in: 1..<80, using: &random))
          bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
        }
      }
      #expect(gexfFaults(bytes).allSatisfy { $0.line >= 1 && !$0.remedy.isEmpty })
    }
  }

  @Test func gexfIsToldFromGraphML() throws {
    for text in [
      "<gexf/>", "<?xml version=\"1.0\"?><!-- <graphml> -->\n<gexf ", "\u{FEFF}<x:gexf>", "<?ripple {}?><gexf>",
    ] {
      #expect(looksLikeGEXF(Array(text.utf8)), "\(text)")
    }
    for text in ["<graphml><gexf/>", "<!-- <gexf> -->", "<gexfy>", "<", ""] {
      #expect(!looksLikeGEXF(Array(text.utf8)), "\(text)")
    }
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString).xml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let output = try OutputFile(path: path)
    try output.write([0xFF, 0xFE] + small.replacingUTF8.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    try output.finish()
    #expect(try readNetwork(at: path).network.people.count == 3)
  }
}

extension String {
  /// The text as it stands in a file of UTF-16.
  fileprivate var replacingUTF8: String { split(separator: "UTF-8", maxSplits: 1).joined(separator: "UTF-16") }
}
