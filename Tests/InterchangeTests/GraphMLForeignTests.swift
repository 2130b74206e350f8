import Graph
import Records
import Testing

@testable import Interchange

/// A file with some keys and what stands in its graph.
private func file(_ keys: String = "", edgeDefault: String? = "directed", _ graph: String) -> String {
  let attribute = edgeDefault.map { " edgedefault=\"\($0)\"" } ?? ""
  return """
    <?xml version="1.0" encoding="UTF-8"?>
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
    \(keys)
    <graph id="G"\(attribute)>
    \(graph)
    </graph>
    </graphml>
    """
}

private func key(_ id: String, _ domain: String, _ name: String, _ type: String = "string", _ inner: String = "")
  -> String
{
  "<key id=\"\(id)\" for=\"\(domain)\" attr.name=\"\(name)\" attr.type=\"\(type)\">\(inner)</key>"
}

@Suite struct ForeignGraphMLReading: GraphMLSuite {
  private func read(_ text: String) throws -> Network { try read(Array(text.utf8)) }

  @Test func nodesBecomePeopleAndEdgesTies() throws {
    let network = try read(
      file(
        key("d0", "node", "label") + key("d1", "edge", "weight", "double") + key("d2", "edge", "relation")
          + key("d3", "node", "organisation_id") + key("d4", "node", "role") + key("d5", "edge", "note"),
        """
        <node id="a"><data key="d0">  Ana &amp; co</data><data key="d3">o9</data><data key="d4">nurse</data></node>
        <node id="b"/>
        <edge id="e1" source="a" target="b"><data key="d1"> 2.5 </data><data key="d2">advice</data></edge>
        <edge source="b" target="a" directed="false"><data key="d5">both</data></edge>
        """))
    #expect(network.people.rows.map(\.id) == ["a", "b"] && network.people.rows.map(\.name) == ["  Ana & co", "b"])
    #expect(network.people.rows[0].role == "nurse")
    #expect(network.people.extraColumns == [ExtraColumn(name: "organisation_id_", values: ["o9", ""])])
    #expect(network.ties.rows.map(\.influence) == [.forward, .both])
    #expect(
      network.ties.rows[0].id == "e1" && network.ties.rows[0].weight == 2.5 && network.ties.rows[0].kind == "advice")
    #expect(network.ties.extraColumns == [ExtraColumn(name: "note", values: ["", "both"])])
  }

  @Test(arguments: [
    "<graphml><graph edgedefault=\"undirected\"><node id=\"a\"/><node id=\"b\"/><edge source=\"a\" target=\"b\"/></graph></graphml>",
    """
    <g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns"><g:graph edgedefault="undirected"><g:node id="a"/>
    <g:node id="b"/><g:edge source="a" target="b"/></g:graph></g:graphml>
    """,
    """
    <graphml xmlns="urn:something-else"><graph edgedefault="undirected"><edge source="a" target="b"/><node id="a"/>
    <node id="b"><port name="p"><data key="x">1</data></port></node></graph></graphml>
    """,
  ]) func everyNamespaceIsTaken(_ text: String) throws {
    let network = try read(text)
    #expect(network.people.rows.map(\.id) == ["a", "b"] && network.ties.rows[0].influence == .both)
  }

  @Test func otherEncodingsAreRead() throws {
    let text = "<graphml><graph edgedefault=\"directed\"><node id=\"é😀\"/></graph></graphml>"
    let units = Array(text.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    for bytes in [little, big, [0xEF, 0xBB, 0xBF] + Array(text.utf8)] {
      #expect(try read(bytes).people.rows[0].id == "é😀")
    }
    for (name, byte, letter) in [("ISO-8859-1", UInt8(0xE9), "é"), ("windows-1252", 0x80, "€")] {
      let head = Array("<?xml version='1.0' encoding='\(name)'?><graphml><graph><node id='".utf8)
      #expect(try read(head + [byte] + Array("'/></graph></graphml>".utf8)).people.rows[0].id == letter)
    }
    #expect(faults(Array(little.dropLast())).first?.message == "the text is broken UTF-16")
    #expect(
      faults([0xEF, 0xBB, 0xBF] + little.dropFirst(2).prefix(40)).first?.message
        == "there is a null character at the beginning")
    for name in ["UTF-7", "ISO-2022-JP", "EBCDIC-CP-US", "UTF-16", "Shift_JIS"] {
      let problem = faults(Array("<?xml version=\"1.0\" encoding=\"\(name)\"?><graphml/>".utf8)).first
      #expect(problem?.line == 1 && problem?.message.contains(name) == true)
    }
  }

  @Test func defaultsApplyWhereNothingStands() throws {
    let network = try read(
      file(
        key("n", "node", "n", "int", "<default>5</default>")
          + key("w", "edge", "weight", "double", "<default>2</default>")
          + key("u", "node", "unused"),
        """
        <node id="a"/><node id="b"><data key="n">6</data></node><node id="c"><data key="n"></data></node>
        <edge source="a" target="b"/>
        """))
    #expect(network.people.extraColumns == [ExtraColumn(name: "n", values: ["5", "6", ""])])
    #expect(network.ties.rows[0].weight == 2)
  }

  @Test func yEdsLabelsAreNames() throws {
    let network = try read(
      """
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
      <key for="graphml" id="d7" yfiles.type="resources"/><key for="node" id="d6" yfiles.type="nodegraphics"/>
      <key for="edge" id="d9" yfiles.type="edgegraphics"/><key for="graph" id="d0" attr.name="Beschreibung" attr.type="string"/>
      <graph edgedefault="directed" id="G"><data key="d0"/>
      <node id="n0"><data key="d6"><y:ShapeNode><y:Fill color="#1"/>
      <y:NodeLabel x="1"> Ana
      </y:NodeLabel><y:NodeLabel>second</y:NodeLabel></y:ShapeNode></data></node>
      <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel hasText="false"><y:LabelModel>z</y:LabelModel>w</y:NodeLabel></y:ShapeNode></data>
      <graph id="n1:" edgedefault="undirected"><node id="n1::n0"/><edge source="n1::n0" target="n0"/></graph></node>
      <edge source="n0" target="n1"><data key="d9"><y:PolyLineEdge><y:EdgeLabel>knows<y:M/></y:EdgeLabel></y:PolyLineEdge></data></edge>
      </graph><data key="d7"><y:Resources/></data></graphml>
      """)
    #expect(network.people.rows.map(\.name) == ["Ana", "n1", "n1::n0"])
    #expect(network.people.extraColumns == [ExtraColumn(name: "parent", values: ["", "", "n1"])])
    #expect(network.ties.rows.map(\.influence) == [.both, .forward])
    #expect(network.ties.extraColumns == [ExtraColumn(name: "label", values: ["", "knows"])])
  }

  @Test func keysMayComeLateBeSharedOrMissing() throws {
    let (network, problems) = try readWithProblems(
      """
      <graphml><graph edgedefault="directed"><node id="a"><data key="s">x</data><data key="zz">y</data></node>
      <node id="b"/><edge source="a" target="b"><data key="s">2</data><data key="n">q</data></edge></graph>
      <key id="s" for="node" attr.name="s one" attr.type="string"/><key id="s" for="edge" attr.name="weight" attr.type="int"/>
      <key id="n" for="node" attr.name="note" attr.type="string"/></graphml>
      """)
    #expect(network.people.extraColumns.map(\.name) == ["s one", "zz"])
    #expect(network.ties.rows[0].weight == 2)
    #expect(network.ties.extraColumns == [ExtraColumn(name: "note", values: ["q"])])
    #expect(
      problems.warnings == 2 && problems.kept.contains { $0.message == "the key 'zz' is not declared" && $0.line == 1 })
  }

  @Test func timesDecideHowTimeIsCounted() throws {
    let keys = key("s", "edge", "start", "double") + key("e", "edge", "End", "int")
    let nodes = "<node id=\"a\"/><node id=\"b\"/>"
    let whole = try read(
      file(keys, nodes + "<edge source=\"a\" target=\"b\"><data key=\"s\">3.0</data></edge>"))
    #expect(whole.scale == .integer && whole.ties.rows[0].spell.start == Stamp(3))
    #expect(whole.ties.rows[0].spell.end == nil)
    let dates = try read(
      file(
        key("s", "edge", "start"), nodes + "<edge source=\"a\" target=\"b\"><data key=\"s\">2024-01-31</data></edge>"))
    // Without an end column at all a start is the date of a single meeting.
    #expect(dates.scale == .calendar && dates.ties.rows[0].spell.end?.isDate == true)
    let wrong = faults(
      Array(file(keys, nodes + "\n<edge source=\"a\" target=\"b\"><data key=\"s\">2024-13-01</data></edge>").utf8))
    #expect(wrong.map(\.line) == [6] && wrong.first?.column == "start")
  }

  @Test func namesThatCollideGetAnUnderscore() throws {
    let network = try read(
      file(
        ["id", "name", "label", "listed", "capacity", "Email", "id_"].enumerated().map { key("k\($0)", "node", $1) }
          .joined()
          + key("x", "edge", "id") + key("y", "edge", "influence") + key("z", "edge", "from_id"),
        """
        <node id="a">\((0..<7).map { "<data key=\"k\($0)\">v\($0)</data>" }.joined())</node>
        <edge source="a" target="a"><data key="x">1</data><data key="y">2</data><data key="z">3</data></edge>
        """))
    let person = network.people.rows[0]
    #expect(person.id == "a" && person.name == "v2" && person.email == "v5" && person.listed == nil)
    #expect(network.people.extraColumns.map(\.name) == ["id_", "name_", "listed_", "capacity_", "id__"])
    #expect(network.ties.extraColumns.map(\.name) == ["id_", "influence_", "from_id_"])
  }

  @Test func textComesInPiecesAndWhole() throws {
    let long = String(repeating: "a&gt;<!-- c --><![CDATA[<&>]]>\u{1F600}&#x41;\n", count: 5000)
    let network = try read(file(key("s", "node", "s"), "<node id=\"a\" x='>'><data key=\"s\">\(long)</data></node>"))
    #expect(network.people.extraColumns[0].values[0] == String(repeating: "a><&>\u{1F600}A\n", count: 5000))
  }

  @Test func tagsAcrossChunksAreWhole() throws {
    // About 200 kB of edges whose values hold what ends a tag.
    let edges = (0..<4000).map { "<edge id=\"&amp;>&#38;'\($0)\" source='a' target='b&quot;&lt;'/>" }.joined()
    let network = try read(file("", "<node id=\"a\"/><node id='b\"&lt;'/>" + edges))
    #expect(network.ties.count == 4000 && network.ties.rows[3999].id == "&>&'3999")
  }

  @Test func linesAreCountedBeyondSixteenBits() throws {
    let text = file("", String(repeating: "\n", count: 100_000) + "<edge source=\"a\" target=\"b\"/>")
    #expect(faults(Array(text.utf8)).map(\.line) == [100_005, 100_005])
  }

  @Test(arguments: [
    ("<node id=\"a\"/><edge source=\"a\" target=\"zz\"/>", "names the node 'zz'"),
    ("<node id=\"a\"/><node id=\"a\"/>", "already used in line 5"),
    ("<node/>", "a node has no id"),
    ("<node id=\"a\"/><edge source=\"a\"/>", "an edge has no target"),
    ("<hyperedge><endpoint node=\"a\"/></hyperedge>", "a hyperedge"),
    ("<node id=\"a\"/><edge source=\"a\" target=\"a\" directed=\"maybe\"/>", "directed is 'maybe'"),
    ("<node id=\"a\"><data>x</data></node>", "a <data> has no key"),
    ("<node id=\"a\"><node id=\"b\"/></node>", "a <node> stands where none can"),
    ("<node id=\"a\"/><edge source=\"a\" target=\"a\"><data key=\"w\">heavy</data></edge>", "'heavy' is not a number"),
    ("<node id=\"a\"/><edge source=\"a\" target=\"a\"><data key=\"w\">NaN</data></edge>", "'NaN' is not a number"),
    ("<node id=\"a\"/><edge source=\"a\" target=\"a\"><data key=\"w\">-1</data></edge>", "is below 0"),
    ("<node id=\"a\"/>&eacute;", "the XML is broken"),
    ("<node id=\"a\"/>&#1;", "the XML is broken"),
    ("<node id=\"a\" id=\"b\"/>", "the XML is broken"),
    ("</graph></graphml><graphml/>", "the file goes on after"),
  ]) func faultsAreLocated(_ graph: String, _ message: String) {
    let found = faults(Array(file(key("w", "edge", "weight", "double"), graph).utf8))
    #expect(found.first?.message.contains(message) == true && found.first?.line == 5, "\(found)")
    #expect(found.allSatisfy { !$0.remedy.isEmpty })
  }

  @Test func directionsMustBeSaid() throws {
    let edge = "<node id=\"a\"/><node id=\"b\"/><edge source=\"a\" target=\"b\""
    let found = faults(Array(file(edgeDefault: nil, edge + "/>").utf8))
    #expect(found.count == 1 && found[0].remedy.contains("edgedefault"))
    #expect(try read(file(edgeDefault: nil, edge + " directed=\"1\"/>")).ties.rows[0].influence == .forward)
  }

  @Test func doubtsAreWarnings() throws {
    let (network, problems) = try readWithProblems(
      """
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="i" for="node" attr.name="i" attr.type="int"/>
      <key id="t" for="graph" attr.name="title" attr.type="string"/><key id="d" for="node" attr.name="d" attr.type="date"/>
      <graph edgedefault="directed"><desc>x</desc><data key="t">My graph</data>
      <node id="a"><data key="i">3000000000</data><data key="i">abc</data></node></graph>
      <graph edgedefault="directed"><node id="b"><locator/></node></graph></graphml>
      """)
    #expect(network.about.title == "My graph" && network.people.extraColumns[0].values == ["abc", ""])
    #expect(problems.errors == 0 && problems.warnings == 7)
  }

  @Test func sparseAttributesAndDefaultsStayInProportion() {
    let keys = (0..<3000).map {
      key("k\($0)", "node", "a\($0)", "string", "<default>\(String(repeating: "x", count: 200))</default>")
    }
    let nodes = (0..<3000).map { "<node id=\"n\($0)\"/>" }
    let found = faults(Array(file(keys.joined(separator: "\n"), nodes.joined()).utf8))
    #expect(found.count == 1 && found[0].message.hasPrefix("3000 attributes of 3000 elements"))
  }
}
