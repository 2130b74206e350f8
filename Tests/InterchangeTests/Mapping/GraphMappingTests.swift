import FoundationEssentials
import Interchange
import Records
import Testing

/// Networks of several kinds of node that other tools wrote.
@Suite struct GraphMappingTests {
  private static let graphml = """
    <?xml version="1.0" encoding="UTF-8"?>
    <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
    <key id="t" for="node" attr.name="type" attr.type="string"/>
    <key id="n" for="node" attr.name="label" attr.type="string"/>
    <key id="j" for="node" attr.name="job title" attr.type="string"/>
    <key id="s" for="edge" attr.name="since" attr.type="string"/>
    <key id="w" for="edge" attr.name="weight" attr.type="double"/>
    <graph edgedefault="undirected">
    <node id="n1"><data key="t">Person</data><data key="n">Ann Lee</data><data key="j">Nurse</data></node>
    <node id="n2"><data key="t">Person</data><data key="n">Bo Ray</data></node>
    <node id="n3"><data key="t">Ward</data><data key="n">Ward 7</data></node>
    <node id="n4"><data key="t">Technique</data><data key="n">Coaching</data></node>
    <edge source="n1" target="n2" directed="true"><data key="w">2</data></edge>
    <edge source="n3" target="n1"><data key="s">01/02/2023</data></edge>
    <edge source="n2" target="n4"><data key="s">30/04/2023</data></edge>
    <edge source="n3" target="n4"/>
    </graph></graphml>
    """

  private static let gexf = """
    <gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="undirected">
    <attributes class="node"><attribute id="0" title="kind" type="string"/></attributes>
    <nodes><node id="a" label="Ann"><attvalues><attvalue for="0" value="staff"/></attvalues></node>
    <node id="b" label="Theatre"><attvalues><attvalue for="0" value="team"/></attvalues></node></nodes>
    <edges><edge source="a" target="b"/></edges></graph></gexf>
    """

  private func read(_ name: String, _ text: String) throws -> (MappingDraft, ReadNetwork) {
    let scratch = try Scratch()
    let file = try scratch.write(name, text)
    let draft = try draftMapping(at: file)
    return (draft, try readNetwork(at: file, through: draft.mapping, mappingFile: "m.json"))
  }

  @Test func kindsOfNodeBecomeTablesOfTheirOwn() throws {
    let (draft, read) = try read("net.graphml", Self.graphml)
    let network = read.network
    #expect(network.people.rows.map(\.name) == ["Ann Lee", "Bo Ray"])
    #expect(network.people.rows.map(\.role) == ["Nurse", ""])
    #expect(network.teams.rows.map(\.name) == ["Ward 7"])
    #expect(network.techniques.rows.map(\.name) == ["Coaching"])
    #expect(network.ties.rows.map { $0.influence } == [.forward])
    #expect(network.ties.rows.map(\.weight) == [2])
    #expect(network.memberships.rows.map { network.people[$0.person].id } == ["n1"])
    #expect(network.memberships.rows.map { $0.spell.start?.text(.calendar) } == ["2023-02-01"])
    #expect(
      network.uses.rows.map { "\(network.people[$0.person].id) \(network.techniques[$0.technique].id)" } == ["n2 n4"])
    #expect(network.people.lines == [9, 10])
    // What joins a ward and a technique is no record of anybody's practice.
    #expect(draft.problems.kept.map(\.severity) == [.warning])
  }

  @Test func aGEXFFileIsTakenApartToo() throws {
    let network = try read("net.gexf", Self.gexf).1.network
    #expect(network.people.rows.map(\.name) == ["Ann"])
    #expect(network.teams.rows.map(\.name) == ["Theatre"])
    #expect(network.memberships.count == 1)
  }

  @Test func problemsOfANodeNameItsLineAndAttribute() throws {
    let broken = Self.graphml.replacing("30/04/2023", with: "31/04/2023")
    let scratch = try Scratch()
    let mapping = try draftMapping(at: scratch.write("good.graphml", Self.graphml)).mapping
    do {
      _ = try readNetwork(at: scratch.write("net.graphml", broken), through: mapping, mappingFile: "m.json")
      Issue.record("31 April was taken")
    } catch let error as InvalidInput {
      #expect(
        error.problems.kept.filter { $0.severity == .error }.map { "\($0.file):\($0.line): \($0.column ?? "")" } == [
          "net.graphml:15: since"
        ])
    }
  }
}
