import Graph
import Records
import Testing

@testable import Interchange

/// A file as some tool writes it, and what is made of it.
struct Dialect: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  /// `id=name` of the people; empty for a file that is refused.
  var people: [String] = []
  /// `from>to` for what carries forward, `from-to` for what carries both ways.
  var ties: [String] = []
  /// `table.column: cells`.
  var columns: [String] = []
  /// Pieces of the warnings, in order; every warning is named.
  var warnings: [String] = []
  /// `line:column: piece of the message` of the first error.
  var error: String?
  var testDescription: String { name }
}

private let head = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
private let open = #"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#
private let nodes = #"<node id="a"/><node id="b"/>"#
private let edge = #"<edge source="a" target="b"/>"#

/// A graph of nodes a and b and an edge from a to b, with keys and content before them.
private func plain(_ keys: String, _ graph: String, _ content: String) -> String {
  head + open + keys + "<graph \(graph)>" + content + "</graph></graphml>"
}

private func key(_ id: String, _ domain: String, _ name: String, _ type: String = "string") -> String {
  #"<key id="\#(id)" for="\#(domain)" attr.name="\#(name)" attr.type="\#(type)"/>"#
}

private func data(_ key: String, _ text: String) -> String { #"<data key="\#(key)">\#(text)</data>"# }

private let dialects: [Dialect] = [
  Dialect(
    name: "networkx",
    text: plain(
      key("d1", "edge", "weight", "double") + key("d0", "node", "Years in post", "long"),
      #"edgedefault="undirected""#,
      #"<node id="a">\#(data("d0", "3"))</node><node id="b"/><edge source="a" target="b">\#(data("d1", "0.5"))</edge>"#),
    people: ["a=a", "b=b"], ties: ["a-b"], columns: ["people.Years in post: 3,", "ties.weight: 0.5"]),
  Dialect(
    name: "networkx, multigraph: edge ids count the edges of a pair",
    text: plain(
      "", #"edgedefault="directed""#,
      nodes + #"<edge source="a" target="b" id="0"/><edge source="a" target="b" id="1"/>"#
        + #"<edge source="b" target="a" id="0"/>"#),
    people: ["a=a", "b=b"], ties: ["a>b", "a>b", "b>a"], columns: ["ties.edge_id: 0,1,0"],
    warnings: ["the edge id '0' is that of an earlier edge"]),
  Dialect(
    name: "igraph: ids of its own, names in a key, numbers for booleans and missing values",
    text: plain(
      key("v_name", "node", "name") + key("v_lead", "node", "lead", "boolean") + key("v_age", "node", "age", "double"),
      #"id="G" edgedefault="directed""#,
      #"<node id="n0">\#(data("v_name", "Ana"))\#(data("v_lead", "1"))\#(data("v_age", "NaN"))</node>"#
        + #"<node id="n1">\#(data("v_name", "Bo"))\#(data("v_lead", "0"))\#(data("v_age", "41"))</node>"#
        + #"<edge source="n0" target="n1"></edge>"#),
    people: ["n0=Ana", "n1=Bo"], ties: ["n0>n1"], columns: ["people.lead: 1,0", "people.age: NaN,41"]),
  Dialect(
    name: "graph-tool: types of its own, canonical ids",
    text: plain(
      key("key0", "node", "position", "vector_double") + key("key1", "edge", "n", "short"),
      #"id="G" edgedefault="undirected" parse.nodeids="canonical" parse.edgeids="canonical" parse.order="nodesfirst""#,
      #"<node id="n0">\#(data("key0", "0.5, 1"))</node><node id="n1"/>"#
        + #"<edge id="e0" source="n0" target="n1">\#(data("key1", "2"))</edge>"#),
    people: ["n0=n0", "n1=n1"], ties: ["n0-n1"], columns: ["people.position: 0.5, 1,", "ties.n: 2"],
    warnings: ["'vector_double' is no type", "'short' is no type"]),
  Dialect(
    name: "yEd: drawings, resources, a group",
    text: """
      <?xml version="1.0" encoding="UTF-8" standalone="no"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml"
       xmlns:x="http://www.yworks.com/xml/yfiles-common/markup/2.0">
      <!--Created by yEd 3.22--><key for="port" id="d0" yfiles.type="portgraphics"/>
      <key attr.name="url" attr.type="string" for="node" id="d1"/><key for="node" id="d2" yfiles.type="nodegraphics"/>
      <key for="graphml" id="d3" yfiles.type="resources"/><key for="edge" id="d4" yfiles.type="edgegraphics"/>
      <graph edgedefault="directed" id="G">
      <node id="n0"><data key="d1" xml:space="preserve"/><data key="d2"><y:ShapeNode><y:Fill color="#FFCC00"/>
      <y:NodeLabel alignment="center" visible="true">Ana &lt;lead&gt;<y:LabelModel><y:SmartNodeLabelModel/></y:LabelModel></y:NodeLabel>
      </y:ShapeNode></data></node>
      <node id="n1" yfiles.foldertype="group"><data key="d2"><y:ProxyAutoBoundsNode><y:Realizers active="0"><y:GroupNode>
      <y:NodeLabel>Theatre</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
      <graph edgedefault="directed" id="n1:"><node id="n1::n0"><data key="d2"><y:ImageNode><y:NodeLabel>Bo</y:NodeLabel>
      </y:ImageNode></data></node></graph></node>
      <edge id="e0" source="n0" target="n1::n0"><data key="d4"><y:PolyLineEdge><y:EdgeLabel>knows</y:EdgeLabel>
      </y:PolyLineEdge></data></edge></graph>
      <data key="d3"><y:Resources><y:Resource id="1" type="java.awt.image.BufferedImage">\(String(repeating: "iVBORw0KGgo", count: 9000))
      </y:Resource><y:Resource id="2">&lt;svg xmlns="http://www.w3.org/2000/svg"&gt;&lt;!DOCTYPE x&gt;</y:Resource></y:Resources></data></graphml>
      """,
    people: ["n0=Ana <lead>", "n1=Theatre", "n1::n0=Bo"], ties: ["n0>n1::n0"],
    columns: ["people.parent: ,,n1", "ties.label: knows"],
    warnings: ["how it is drawn", "graphs stand inside nodes"]),
  Dialect(
    name: "Cytoscape: no namespace, keys for nothing in particular",
    text: """
      <graphml><key id="shared name" attr.name="shared name" attr.type="string"/>
      <key id="interaction" for="edge" attr.name="interaction" attr.type="string"/>
      <graph edgedefault="directed" id="net"><node id="62"><data key="shared name">Ana</data></node><node id="63"/>
      <edge id="64" source="62" target="63"><data key="interaction">advises</data></edge></graph></graphml>
      """,
    people: ["62=62", "63=63"], ties: ["62>63"], columns: ["people.shared name: Ana,", "ties.kind: advises"]),
  Dialect(
    name: "Gephi: properties by name, a label on the edge",
    text: plain(
      key("label", "node", "label") + key("weight", "edge", "Edge Weight", "double") + key("r", "node", "r", "int")
        + key("x", "node", "x", "float") + key("edgelabel", "edge", "Edge Label"),
      #"edgedefault="undirected""#,
      #"<node id="1">\#(data("label", "Ana"))\#(data("r", "153"))\#(data("x", "-1.5E2"))</node><node id="2"/>"#
        + #"<edge id="0" source="1" target="2" label="advice">\#(data("weight", "2.0"))\#(data("edgelabel", "q"))</edge>"#
    ),
    people: ["1=Ana", "2=2"], ties: ["1-2"],
    columns: ["people.r: 153,", "people.x: -1.5E2,", "ties.Edge Label: q", "ties.weight: 2"]),
  Dialect(
    name: "NetworKit: a misspelt namespace",
    text: """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlnsi="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <key attr.name="weight" attr.type="double" id="w" for="edge"/><graph edgedefault="undirected" id="g">
      <node id="0"/><node id="1"/><edge source="0" target="1"><data key="w">1.0</data></edge></graph></graphml>
      """,
    people: ["0=0", "1=1"], ties: ["0-1"], columns: ["ties.weight: 1"]),
  Dialect(
    name: "Network Canvas: categories as columns of their own",
    text: """
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:nc="http://schema.networkcanvas.com/xmlns">
      <key id="networkCanvasUUID" attr.name="networkCanvasUUID" attr.type="string" for="all"/>
      <key id="skill_1" attr.name="skill_coaching" attr.type="boolean" for="node"/>
      <graph edgedefault="undirected" nc:caseId="x" nc:sessionUUID="y">
      <node id="1"><data key="networkCanvasUUID">u1</data><data key="skill_1">true</data></node><node id="2"/>
      <edge id="3" source="1" target="2"><data key="networkCanvasUUID">u3</data></edge></graph></graphml>
      """,
    people: ["1=1", "2=2"], ties: ["1-2"],
    columns: ["people.networkCanvasUUID: u1,", "people.skill_coaching: true,", "ties.networkCanvasUUID: u3"]),
  Dialect(
    name: "TinkerPop: labels of kinds",
    text: plain(
      key("labelV", "node", "labelV") + key("labelE", "edge", "labelE") + key("name", "node", "name"),
      #"id="G" edgedefault="directed""#,
      #"<node id="1">\#(data("labelV", "person"))\#(data("name", "marko"))</node><node id="2"/>"#
        + #"<edge id="7" source="1" target="2">\#(data("labelE", "knows"))</edge>"#),
    people: ["1=marko", "2=2"], ties: ["1>2"], columns: ["people.labelV: person,", "ties.labelE: knows"]),
  Dialect(
    name: "APOC: untyped keys, labels as attributes too",
    text: plain(
      #"<key id="name" for="node" attr.name="name"/><key id="label" for="edge" attr.name="label"/>"#,
      #"id="G" edgedefault="directed""#,
      #"<node id="n0" labels=":Person">\#(data("name", "Ana"))</node><node id="n1" labels=":Person"/>"#
        + #"<edge id="e0" source="n0" target="n1" label="KNOWS">\#(data("label", "KNOWS"))</edge>"#),
    people: ["n0=Ana", "n1=n1"], ties: ["n0>n1"], columns: ["ties.label: KNOWS"]),
  Dialect(
    name: "Topology Zoo: places and many untyped facts",
    text: plain(
      key("d33", "node", "label") + key("d32", "node", "Longitude", "double") + key("d29", "node", "Internal", "int")
        + key("d0", "graph", "Network"),
      #"edgedefault="undirected""#,
      #"\#(data("d0", "Abilene"))<node id="0">\#(data("d29", "1"))\#(data("d32", "-74.00597"))\#(data("d33", "New York"))</node>"#
        + #"<node id="1"/><edge source="0" target="1"/>"#),
    people: ["0=New York", "1=1"], ties: ["0-1"], columns: ["people.Longitude: -74.00597,", "people.Internal: 1,"],
    warnings: ["an attribute of the graph itself (Network) is not kept"]),
  Dialect(
    name: "a prefix for GraphML itself",
    text: head
      + #"<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns"><g:graph edgedefault="directed"><g:node id="a"/>"#
      + #"<g:node id="b"/><g:edge source="a" target="b"/></g:graph></g:graphml>"#,
    people: ["a=a", "b=b"], ties: ["a>b"]),
  Dialect(
    name: "edges first, the keys last",
    text: head + open + #"<graph edgedefault="directed">"# + edge
      + #"<node id="a">\#(data("k", "x"))</node><node id="b"/></graph>"# + key("k", "node", "s one") + "</graphml>",
    people: ["a=a", "b=b"], ties: ["a>b"], columns: ["people.s one: x,"]),
  Dialect(
    name: "directions mixed",
    text: plain(
      "", #"edgedefault="undirected""#,
      nodes + edge + #"<edge source="b" target="a" directed="true"/><edge source="a" target="b" directed="0"/>"#),
    people: ["a=a", "b=b"], ties: ["a-b", "b>a", "a-b"]),
  Dialect(
    name: "defaults, one for all",
    text: plain(
      #"<key id="k" for="all" attr.name="k" attr.type="boolean"><default>false</default></key>"#,
      #"edgedefault="directed""#, #"<node id="a">\#(data("k", "true"))</node><node id="b"/>"# + edge),
    people: ["a=a", "b=b"], ties: ["a>b"], columns: ["people.k: true,false", "ties.k: false"]),
  Dialect(
    name: "ports",
    text: plain(
      "", #"edgedefault="directed""#,
      #"<node id="a"><port name="p"><port name="q"/></port></node><node id="b"><port name="r"/></node>"#
        + #"<edge source="a" target="b" sourceport="p" targetport="r"/>"#),
    people: ["a=a", "b=b"], ties: ["a>b"], warnings: ["ports are not kept"]),
  Dialect(
    name: "hyperedges",
    text: plain(
      "", #"edgedefault="directed""#, nodes + "\n  <hyperedge><endpoint node=\"a\"/><endpoint node=\"b\"/></hyperedge>"),
    error: "3:character 13: a hyperedge joins several nodes"),
  Dialect(
    name: "graphs in nodes, and edges across them",
    text: plain(
      "", #"edgedefault="directed""#,
      #"<node id="a"><graph edgedefault="undirected"><node id="c"><graph edgedefault="directed"><node id="d"/></graph>"#
        + #"</node><edge source="c" target="d"/></graph></node><node id="b"/><edge source="d" target="b"/>"#),
    people: ["a=a", "c=c", "d=d", "b=b"], ties: ["c-d", "d>b"], columns: ["people.parent: ,a,c,"],
    warnings: ["graphs stand inside nodes"]),
  Dialect(
    name: "two graphs",
    text: head + open + #"<graph edgedefault="directed"><node id="a"/></graph>"#
      + #"<graph edgedefault="undirected"><node id="b"/><edge source="a" target="b"/></graph></graphml>"#,
    people: ["a=a", "b=b"], ties: ["a-b"], warnings: ["more than one graph"]),
  Dialect(
    name: "types missing and unknown, keys not declared",
    text: plain(
      #"<key id="s" for="node" attr.name="s"/>"# + key("t", "node", "t", "date"),
      #"edgedefault="directed""#,
      #"<node id="a">\#(data("s", "x"))\#(data("t", "2021-01-01"))\#(data("z", "y"))</node><node id="b"/>"# + edge),
    people: ["a=a", "b=b"], ties: ["a>b"], columns: ["people.s: x,", "people.t: 2021-01-01,", "people.z: y,"],
    warnings: ["the key 'z' is not declared", "'date' is no type that GraphML has"]),
  Dialect(
    name: "GraphML 1.1: values over time",
    text: plain(
      #"<key id="r" for="node" attr.name="reach" attr.type="int" dynamic="true"/>"#, #"edgedefault="directed""#,
      #"<node id="a"><data key="r" time="0">1</data><data key="r" time="9">3</data></node><node id="b"/>"# + edge),
    people: ["a=a", "b=b"], ties: ["a>b"], columns: ["people.reach: 3,"],
    warnings: ["values change over time", "the attribute has several values here"]),
  Dialect(
    name: "times as attributes",
    text: plain(
      key("s", "edge", "start") + key("e", "edge", "end"), #"edgedefault="directed""#,
      nodes + #"<edge source="a" target="b">\#(data("s", "2021-03-01"))\#(data("e", "2021-04-01"))</edge>"#),
    people: ["a=a", "b=b"], ties: ["a>b"], columns: ["ties.start: 2021-03-01", "ties.end: 2021-04-01"]),
  Dialect(
    name: "one name, two types; one id, node and edge",
    text: plain(
      key("d0", "node", "x") + key("d1", "node", "x", "int") + key("w", "node", "w", "int")
        + key("w", "edge", "w", "int"),
      #"edgedefault="directed""#,
      #"<node id="a">\#(data("d0", "s"))\#(data("w", "1"))</node><node id="b">\#(data("d1", "3"))</node>"#
        + #"<edge source="a" target="b">\#(data("w", "2"))</edge>"#),
    people: ["a=a", "b=b"], ties: ["a>b"], columns: ["people.x: s,3", "people.w: 1,", "ties.w: 2"]),
  Dialect(
    name: "numbers beyond their type",
    text: plain(
      key("i", "node", "i", "int") + key("l", "node", "l", "long"), #"edgedefault="directed""#,
      #"<node id="a">\#(data("i", "3000000000"))\#(data("l", "9007199254740993"))</node><node id="b"/>"# + edge),
    people: ["a=a", "b=b"], ties: ["a>b"], columns: ["people.i: 3000000000,", "people.l: 9007199254740993,"],
    warnings: ["'3000000000' is no int"]),
  Dialect(
    name: "labels in HTML, CDATA, white space",
    text: plain(
      key("l", "node", "label") + key("h", "node", "h"), #"edgedefault="directed""#,
      #"<node id="a">\#(data("l", "<![CDATA[<b>Ana</b> & co]]>"))\#(data("h", " x&#13;\n<!-- y -->z "))</node><node id="b">"#
        + #"\#(data("h", "<b>bold</b>"))</node>"# + edge),
    people: ["a=<b>Ana</b> & co", "b=b"], ties: ["a>b"], columns: ["people.h:  x\r\nz ,"],
    warnings: ["the value of 'h' has elements in it"]),
  Dialect(
    name: "ids of any characters",
    text: plain(
      "", #"edgedefault="directed""#,
      #"<node id="Ann O&apos;Neill &amp; co"/><node id="日本 😀"/><edge source="Ann O'Neill &#38; co" target="日本 😀"/>"#),
    people: ["Ann O'Neill & co=Ann O'Neill & co", "日本 😀=日本 😀"], ties: ["Ann O'Neill & co>日本 😀"]),
  Dialect(
    name: "descriptions and locators",
    text: plain(
      "", #"edgedefault="directed""#, "<desc>g</desc>" + nodes + edge + #"<locator xlink:href="http://localhost/"/>"#
    ).replacing("xmlns=", with: #"xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="#),
    people: ["a=a", "b=b"], ties: ["a>b"], warnings: ["descriptions (<desc>) are not kept", "is not fetched"]),
  Dialect(name: "an empty graph", text: plain("", #"edgedefault="directed""#, "")),
  Dialect(
    name: "no direction anywhere", text: plain("", "", nodes + "\n" + edge),
    error: "3:: neither the edge nor its graph says whether it is directed"),
  Dialect(
    name: "an edge to nowhere",
    text: plain("", #"edgedefault="directed""#, nodes + "\n<edge source=\"a\" target=\"zz\"/>"),
    error: "3:target: the edge from 'a' to 'zz' names the node 'zz'"),
  Dialect(
    name: "a node twice", text: plain("", #"edgedefault="directed""#, nodes + "\n" + nodes),
    error: "3:character 13: the node id 'a' is already used in line 2"),
  Dialect(
    name: "a document type",
    text: "<?xml version=\"1.0\"?>\n  <!DOCTYPE graphml SYSTEM \"graphml.dtd\">" + open + "</graphml>",
    error: "2:character 3: the file has a document type"),
]

@Suite struct GraphMLDialects: GraphMLSuite {
  @Test(arguments: dialects) func isReadOrRefused(_ dialect: Dialect) {
    check(dialect, Array(dialect.text.utf8))
  }

  private static let utf16 = plain(
    "", #"edgedefault="directed""#, #"<node id="é"/><node id="漢😀"/><edge source="é" target="漢😀"/>"#)

  @Test(arguments: ["UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252", "US-ASCII"])
  func inEveryEncoding(_ encoding: String) {
    var dialect = Dialect(name: encoding, text: "", people: ["é=é", "漢😀=漢😀"], ties: ["é>漢😀"])
    let text = Self.utf16.replacing("UTF-8", with: encoding.prefix(6))
    func units(_ order: (UInt16) -> [UInt8]) -> [UInt8] { order(0xFEFF) + text.utf16.flatMap(order) }
    switch encoding {
    case "UTF-8": check(dialect, [0xEF, 0xBB, 0xBF] + Array(text.utf8))
    case "UTF-16LE": check(dialect, units { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    case "UTF-16BE": check(dialect, units { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
    default:
      // What the encoding has no byte for is written as a reference.
      let byte: UInt8? = encoding == "US-ASCII" ? nil : encoding == "windows-1252" ? 0x80 : 0xE9
      let letter = encoding == "windows-1252" ? "€" : "é"
      let parts = Self.utf16.replacing("UTF-8", with: encoding).replacing("漢😀", with: "&#x6F22;&#x1F600;")
        .split(separator: "é").map { Array($0.utf8) }
      dialect.people[0] = "\(letter)=\(letter)"
      dialect.ties = ["\(letter)>漢😀"]
      check(dialect, Array(parts.joined(separator: byte.map { [$0] } ?? Array("&#233;".utf8))))
    }
  }

  private func check(_ dialect: Dialect, _ bytes: [UInt8]) {
    do {
      let (network, problems) = try readGraphML(file: "x.graphml", bytes: bytes, problemLimit: 20)
      #expect(dialect.error == nil)
      #expect(network.people.rows.map { "\($0.id)=\($0.name)" } == dialect.people)
      let ties = network.ties.rows.map { tie in
        let ends = [tie.from, tie.to].map { network.people[$0].id }
        return ends.joined(separator: tie.influence == .both ? "-" : ">")
      }
      #expect(ties == dialect.ties)
      var columns = network.people.extraColumns.map { "people.\($0.name): \($0.values.joined(separator: ","))" }
      columns += network.ties.extraColumns.map { "ties.\($0.name): \($0.values.joined(separator: ","))" }
      for column in [Tie.Column.kind, .start, .end, .weight] {
        let cells = network.ties.rows.map { $0.cell(column, in: network) }
        if cells.contains(where: { !$0.isEmpty }) {
          columns.append("ties.\(column.info.name): \(cells.joined(separator: ","))")
        }
      }
      #expect(columns.map { Array($0.utf8) } == dialect.columns.map { Array($0.utf8) }, "\(columns)")
      #expect(problems.kept.count == dialect.warnings.count, "\(problems.kept)")
      for (problem, piece) in zip(problems.kept, dialect.warnings) {
        #expect(problem.message.contains(piece) && problem.line > 0 && !problem.remedy.isEmpty, "\(problem)")
      }
    } catch {
      let problem = error.problems.kept.first { $0.severity == .error }
      let found = problem.map { "\($0.line):\($0.column ?? ""): \($0.message)" } ?? ""
      #expect(dialect.error.map { found.hasPrefix($0) } == true, "\(dialect.name): \(error)")
      #expect(problem?.remedy.isEmpty == false)
    }
  }
}
