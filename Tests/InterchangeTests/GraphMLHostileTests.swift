import Graph
import Records
import Testing

@testable import Interchange

private let small = """
  <?xml version="1.0" encoding="UTF-8"?>
  <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key id="l" for="node" attr.name="label" attr.type="string"><default>é</default></key>
  <key id="w" for="edge" attr.name="weight" attr.type="double"/><key id="g" for="node" yfiles.type="nodegraphics"/>
  <graph id="G" edgedefault="directed"><!-- c --><?pi x?>
  <node id="a&amp;"><data key="l"><![CDATA[<Ana>]]>&#65;</data><data key="g"><y:S><y:NodeLabel>q</y:NodeLabel></y:S></data></node>
  <node id='b'><graph edgedefault="undirected"><node id="c"/></graph></node>
  <edge id="e" source="a&amp;" target="b" directed="true"><data key="w">0.5</data></edge>
  </graph></graphml>

  """

@Suite struct HostileGraphML: GraphMLSuite {
  @Test func documentTypesAreRefused() {
    for (text, line) in [
      ("<?xml version=\"1.0\"?>\n<!DOCTYPE graphml SYSTEM \"file:///etc/passwd\">\n<graphml/>", 2),
      ("<!DOCTYPE g [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\n<graphml>&b;</graphml>", 1),
      ("<!-- <!DOCTYPE x> -->\n\n<!DOCTYPE g [\n<!ENTITY % p SYSTEM \"http://localhost/\"> %p;]><graphml/>", 3),
    ] {
      let found = faults(Array(text.utf8))
      #expect(found.count == 1 && found[0].line == line && found[0].message.contains("document type"))
      #expect(found.first?.remedy == "remove the whole <!DOCTYPE ...>")
    }
    #expect(
      faults(Array("<!doctype HTML><html></html>".utf8)).first?.message
        == "the XML is broken: StartTag: invalid element name"
        || faults(Array("<!DOCTYPE html><html></html>".utf8)).first?.message == "this is a web page, not GraphML")
  }

  @Test func commentsHideNothing() {
    // What looks like the end of a comment right after its beginning is none.
    let long = "<node " + (0..<10_000).map { "a\($0)=''" }.joined(separator: " ") + "/>"
    for opening in ["<!-->", "<!--->", "<!--> <![CDATA[ -->"] {
      let found = faults(Array("<graphml><graph>\(opening)\n\(long)</graph></graphml>".utf8))
      #expect(found.count == 1)
    }
    #expect(
      faults(Array("<graphml><graph><!-- --> <![CDATA[ ]]>\n\(long)</graph></graphml>".utf8)).first?.message
        == "an element has more than 64 attributes")
  }

  @Test func depthAndWidthAreBounded() {
    for depth in [65, 300, 100_000] {
      let text = "<graphml>" + String(repeating: "<a>", count: depth)
      #expect(faults(Array(text.utf8)).first?.message.hasPrefix("elements stand more than 64 deep") == true)
    }
    let nested = (0..<5000).map { "<graph edgedefault='directed'><node id='\($0)'>" }.joined()
    #expect(faults(Array("<graphml>\(nested)".utf8)).contains { $0.message.contains("64 deep") })
    let wide = (0..<65).map { " a\($0)='1'" }.joined()
    #expect(
      faults(Array("<graphml><graph\(wide)/></graphml>".utf8)).first?.message.contains("more than 64 attributes")
        == true)
    let wider = (0..<30_000).map { " a\($0)='1'" }.joined()
    #expect(
      faults(Array("<graphml><graph\(wider)/></graphml>".utf8)).first?.message.contains("more than 64 attributes")
        == true)
    let long = String(repeating: "x", count: 1 << 20)
    #expect(
      faults(Array("<graphml><graph a='\(long)'/></graphml>".utf8)).first?.message == "a tag is longer than 1 MiB")
    #expect(faults(Array("<graphml><graph a='\(long.dropLast(99))'/></graphml>".utf8)).isEmpty)
  }

  @Test(arguments: [
    "", " \n ", "\u{0}", "<", "<graphml", "<graphml>", "<graphml/>", "graphml", "<html><body/></html>",
    "<?xml version=\"1.0\"?>",
    "<graphml/><graphml/>", "<graphml></graph>", "<?xml version=\"1.0\" encoding=\"", "\u{1F}\u{FFFD}", "<!---",
    "<![CDATA[", "<?",
    "<graphml><graph edgedefault=\"sideways\"/></graphml>", "<graphml xmlns='http://example.org'/>",
  ]) func whatIsNoGraphMLIsSaidToBeNone(_ text: String) {
    let found = faults(Array(text.utf8))
    #expect(!found.isEmpty && found.allSatisfy { $0.line >= 1 && !$0.message.isEmpty && !$0.remedy.isEmpty })
  }

  @Test func aCutFileIsNeverReadAsWhole() throws {
    let bytes = Array(small.utf8)
    #expect(faults(bytes).isEmpty)
    #expect(try read(bytes).people.rows.map(\.name) == ["<Ana>A", "é", "é"])
    for length in 0..<(bytes.count - 2) {
      #expect(!faults(Array(bytes[..<length])).isEmpty, "cut at \(length)")
    }
  }

  @Test func changedBytesAreReadOrDiagnosed() throws {
    let own = try graphML(
      network([
        .people: "id,name,listed,x\na,Ana,yes,1\nb,,,2\n", .teams: "id,name\nt,T\n",
        .ties: "id,from_id,to_id,weight\nq,a,b,0\n", .engagements: "person_id,team_id\na,t\n",
      ])
    ).bytes
    var random = GraphMLRandom(state: 7)
    let pieces = [
      "<", ">", "&", "\"", "</data>", "<data key=\"l\">", "<node id=\"a\">", "]]>", "<!--", "\u{0}", "é", "name=", "0",
      "{",
    ]
    for original in [Array(small.utf8), own] {
      for _ in 0..<3000 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          let place = Int.random(in: 0..<bytes.count, using: &random)
          switch Int.random(in: 0..<4, using: &random) {
          case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
          case 1: bytes.remove(at: place)
          case 2: bytes.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "").utf8), at: place)
          default:
            let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
            bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
          }
        }
        do {
          // What is read at all can be written and read again.
          let network = try readGraphML(file: "x", bytes: bytes, problemLimit: 3).network
          if network.people.count < 100, Int.random(in: 0..<20, using: &random) == 0 {
            #expect(cells(try read(try graphML(network).bytes)) == cells(network))
          }
        } catch let error as InvalidInput {
          #expect(error.problems.errors > 0)
        }
      }
    }
  }

  @Test func brokenOwnFilesAreDiagnosed() throws {
    let text = String(
      decoding: try graphML(network([.people: "id,x\na,1\n", .teams: "id\nt\n", .ties: "from_id,to_id\na,a\n"])).bytes,
      as: UTF8.self)
    for (old, new, message) in [
      (">person<", ">martian<", "has no kind that Ripple knows"),
      (
        ">tie</data><data key=\"e_undirected", ">knot</data><data key=\"e_undirected",
        "has no relation that Ripple knows"
      ),
      ("target=\"n0\"", "target=\"n1\"", "enters a node that is no person"),
      ("target=\"n0\"", "target=\"n9\"", "which is not in the file"),
      (">date<", ">sundial<", "'time' is 'sundial'"),
      ("{&quot;people", "{{&quot;people", "the JSON that Ripple wrote"),
      ("<data key=\"v_record_id\">a</data>", "", "is empty"),
    ] {
      let parts = text.split(separator: old, omittingEmptySubsequences: false)
      #expect(parts.count > 1, "\(old)")
      let found = faults(Array(parts.joined(separator: new).utf8))
      #expect(found.contains { $0.message.contains(message) && $0.line > 1 }, "\(message): \(found)")
    }
  }

  @Test func rememberedColumnsStayInProportion() throws {
    let own = String(decoding: try graphML(network([.people: "id,x\na,1\n"])).bytes, as: UTF8.self)
    let nodes = (0..<3000).map {
      "<node id=\"m\($0)\"><data key=\"v_kind\">person</data><data key=\"v_record_id\">m\($0)</data></node>"
    }.joined()
    for columns in [3000, 5000] {
      let entries = (0..<columns).map {
        "{&quot;header&quot;:&quot;h\($0)&quot;,&quot;name&quot;:&quot;n&quot;,&quot;type&quot;:&quot;text&quot;}"
      }
      let text =
        own.split(separator: "[{", maxSplits: 1).joined(separator: "[" + entries.joined(separator: ",") + ",{")
        .split(separator: "</graph>", maxSplits: 1).joined(separator: nodes + "</graph>")
      let found = faults(Array(text.utf8))
      #expect(
        found.contains { $0.message.contains(columns == 3000 ? "are too many" : "are more than 4096") }, "\(found)")
    }
  }

  @Test func hugeHintsAreOnlyHints() throws {
    let text =
      "<graphml><graph edgedefault='directed' parse.nodes='9223372036854775808'><node id='__proto__'/></graph></graphml>"
    #expect(try read(Array(text.utf8)).people.rows[0].id == "__proto__")
  }
}
