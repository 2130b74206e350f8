import Records
import Testing

@testable import Interchange

/// Graphviz's own grammar: what is taken, as what, and what is refused, where.
@Suite struct DOTReaderTests: DOTSuite {
  @Test(arguments: [
    ("digraph { a -> b }", "N a|N b|E a b"),
    ("strict graph { a -- b; b -- a [x=1]; a -- a; a -- a }", "N a|N b|E a a|E a b\tx=1"),
    ("graph { a -- b; b -- a }", "N a|N b|E a b|E b a"),
    ("digraph { a -> b -> c [x=1] }", "N a|N b|N c|E a b\tx=1|E b c\tx=1"),
    ("digraph { a, b -> c, d }", "N a|N b|N c|N d|E a c|E a d|E b c|E b d"),
    ("digraph { a -> {b c} -> subgraph s {d} }", "N a|N b|N c|N d|E a b|E a c|E b d|E c d"),
    ("digraph { a:p:n -> b:q }", "N a|N b|E a b\theadport=q\ttailport=p:n"),
    ("graph { a:n -- b:s [key=k]; b:x -- a [key=k, y=2] }", "N a|N b|E a b\theadport=x\ttailport=n\ty=2"),
    (
      "digraph { node [c=1] a; node [d=2] b; subgraph s { node [c=3] a e } f; node [c=9] subgraph s { g } }",
      "N a\tc=1|N b\tc=1\td=2|N e\tc=3\td=2|N f\tc=1\td=2|N g\tc=3\td=2"
    ),
    ("digraph { edge [w=1] a -> b; a -> b [w=2]; edge [w=\"\"] b -> c }", "N a|N b|N c|E a b\tw=1|E a b\tw=2|E b c"),
    ("digraph { \"a\" + \"b\" + <c> }", "N abc"),
    ("digraph { \"a\\\nb\" \"q\\\"q\" \"s\\\\\" }", "N ab|N q\"q|N s\\\\"),
    ("digraph { 1 -> 1.0 -> -.5 -> 2. }", "N -.5|N 1|N 1.0|N 2.|E -.5 2.|E 1 1.0|E 1.0 -.5"),
    ("digraph { 12ab }", "N 12|N ab"),
    ("DiGraph X { Node [A=b] x; a [A=c]; EDGE [e=f] }", "N a\tA=c|N x\tA=b"),
    ("# line\ndigraph { a // b\n /* c\n d */ e # f\n}", "N a|N e"),
    ("digraph { <b> <a<i>x</i>> }", "N <a<i>x</i>>|N <b>"),
    ("digraph { a [label=\"x\\ny &amp; &#233; \\\\ \\N\"] }", "N a\tlabel=x\ny & é \\ a"),
    ("digraph { node [label=\"the \\N\"] a b }", "N a\tlabel=the a|N b\tlabel=the b"),
    ("digraph { a [label=<<b>Ann</b><br/>GP &lt; 5>] }", "N a\tlabel=Ann GP < 5"),
    ("digraph { a [x=1][y=2, z=3; w=4 v=5] }", "N a\tv=5\tw=4\tx=1\ty=2\tz=3"),
    ("digraph { a [x=1]; a [x=2] }", "N a\tx=2"),
    ("digraph {} digraph { b }", "N b"),
    ("digraph { node foo = [a=b] x }", "N x\ta=b"),
    ("\u{FEFF}digraph { a }", "N a"),
    ("digraph { a -> b -> {} -> c }", "N a|N b|N c|E a b"),
  ])
  func takesWhatGraphvizTakes(text: String, expected: String) {
    #expect(said(Array(text.utf8))?.joined(separator: "|") == expected)
  }

  @Test(arguments: [
    ("digraph { a -- b }", 1, "character 13", "'--'"), ("graph {\n  a -> b }", 2, "character 5", "'->'"),
    ("digraph { a [b] }", 1, "character 15", "']'"), ("digraph { a; ; b }", 1, "character 14", "';'"),
    ("digraph { \"a }", 1, "character 11", "never closed"), ("digraph { <a }", 1, "character 11", "never closed"),
    ("digraph { a /* b }", 1, "character 13", "comment"), ("digraph { é -> - b }", 1, "character 16", "'-'"),
    ("digraph { a -> }", 1, "character 16", "'}'"), ("digraph { graph -> b }", 1, "character 17", "'->'"),
    ("digraph { a @ b }", 1, "character 13", "'@'"), ("digraph { a", 1, "character 12", "the file ends"),
    ("digraph { a } }", 1, "character 15", "'}'"), ("digraph { subgraph A; }", 1, "character 21", "';'"),
    ("digraph { a+b }", 1, "character 12", "'+'"), ("digraph { a=b=c }", 1, "character 14", "'='"),
    ("digraph { a -> b:c:d:e }", 1, "character 21", "':'"), ("digraph { edge -> b }", 1, "character 16", "'->'"),
    ("digraph { node = 1 }", 1, "character 16", "'='"), ("{ a }", 1, "character 1", "'{'"),
    ("digraph { a [x=1,,y=2] }", 1, "character 18", "','"), ("digraph { \u{0} }", 1, "character 11", "byte 0"),
  ])
  func refusesWhatGraphvizRefuses(text: String, line: Int, column: String, word: String) throws {
    let error = try #require(throws: InvalidInput.self) { try readDOTText(text) }
    let problem = try #require(error.problems.kept.first)
    #expect(problem.line == line && problem.column == column && problem.message.contains(word), "\(problem)")
    #expect(!problem.remedy.isEmpty && error.problems.errors == 1)
  }

  @Test func nodesBecomePeopleAndEdgesTies() throws {
    let network = try readDOTText(
      """
      digraph "Who asks whom" {
        ann [label="Ann \\"Annie\\" Lee", role=nurse, colour=red];
        subgraph cluster_ward { label="Ward 3"; bob; }
        ann -> bob [weight=2.5, start="2024-01-05", end="2024-02-01", kind=advice];
      }
      """)
    #expect(network.about.title == "Who asks whom")
    #expect(network.people.rows.map(\.name) == ["Ann \"Annie\" Lee", "bob"] && network.people.rows[0].role == "nurse")
    #expect(network.people.extraColumns.map(\.name) == ["colour", "cluster"])
    #expect(network.people.extraColumns[1].values == ["", "Ward 3"])
    let tie = network.ties.rows[0]
    #expect(tie.kind == "advice" && tie.weight == 2.5 && tie.influence == .forward)
    #expect(tie.spell.start?.text(.calendar) == "2024-01-05" && tie.spell.end?.text(.calendar) == "2024-02-01")
    #expect(try readDOTText("graph { a -- b }").ties.rows[0].influence == .both)
  }

  @Test func saysWhatItDoesNotKeep() throws {
    let text = """
      digraph { bgcolor=red; size="1,1"; subgraph s { rank=same; color=red; a } a -> b [weight=heavy]; 1a; "" }
      digraph { c }
      """
    let problems = try readDOT(file: "x.gv", bytes: Array(text.utf8), problemLimit: 20).problems
    #expect(problems.errors == 0)
    for words in [
      "of subgraphs", "of the graph itself (bgcolor, size)", "no strength", "more than one graph", "runs into",
      "name is empty",
    ] {
      #expect(problems.kept.contains { $0.message.contains(words) }, "\(words)")
    }
  }

  @Test func readsLatin1() throws {
    let said = self.said(Array("digraph { charset=\"latin1\"; a [label=\"caf".utf8) + [0xE9] + Array("\"] }".utf8))
    #expect(said == ["N a\tlabel=café"])
    let bare = try readDOT(
      file: "x.gv", bytes: Array("digraph { caf".utf8) + [0xE9] + Array(" }".utf8), problemLimit: 9)
    #expect(bare.network.people.rows[0].id == "café" && bare.problems.warnings == 1)
  }

  /// What would take all memory or all the stack is refused in a sentence.
  @Test(arguments: [
    "digraph { " + String(repeating: "{", count: 100_000),
    "digraph { {" + (0..<3000).map { "a\($0)" }.joined(separator: " ") + "} -> {"
      + (0..<3000).map { "b\($0)" }.joined(separator: " ") + "} }",
    "digraph { node [" + (0..<3000).map { "k\($0)=v" }.joined(separator: ",") + "] "
      + (0..<3000).map { "n\($0)" }.joined(separator: " ") + " }",
    "digraph { node [label=\"" + String(repeating: "\\N", count: 60_000) + "\"] "
      + (0..<30_000).map { "n\($0)" }.joined(separator: " ") + " }",
  ])
  func refusesWhatGrowsOutOfProportion(text: String) throws {
    let error = try #require(throws: InvalidInput.self) { try readDOTText(text) }
    #expect(error.problems.errors == 1 && !(error.problems.kept.first?.remedy.isEmpty ?? true))
  }

  @Test func tellsItsFilesByTheirBeginning() {
    for text in ["digraph{", "strict graph x {", "/* c */ GRAPH \"a\" + \"b\" {", "\u{FEFF}# c\ndigraph G\n{"] {
      #expect(looksLikeDOT(Array(text.utf8)), "\(text)")
    }
    for text in ["from,to\na,b\n", "graph,to\n", "digraph", "", "<graphml/>", "graph\n1,2\n"] {
      #expect(!looksLikeDOT(Array(text.utf8)), "\(text)")
    }
  }

  /// Random files, most of them good and some not: the same are taken, with the same nodes, edges and attributes.
  @Test func agreesWithGraphviz() throws {
    guard hasGraphviz else { return }
    let listing = """
      gvpr 'N { string s; printf("N %s", $.name); for (s = fstAttr($G,"N"); s; s = nxtAttr($G,"N",s)) \
      { if (aget($,s) != "") printf("\\t%s=%s", s, aget($,s)); } printf("\\n"); } \
      E { string t; printf("E %s %s", $.tail.name, $.head.name); for (t = fstAttr($G,"E"); t; t = nxtAttr($G,"E",t)) \
      { if (t != "key" && aget($,t) != "") printf("\\t%s=%s", t, aget($,t)); } printf("\\n"); }'
      """
    var taken = 0
    var refused = 0
    for seed in 0..<250 {
      var maker = DOTMaker(seed: UInt64(seed))
      let text = Array(maker.file().utf8)
      let ours = said(text)
      guard try graphviz("nop", text) != nil else {
        refused += 1
        #expect(ours == nil, "\(String(decoding: text, as: UTF8.self))")
        continue
      }
      taken += 1
      let listed = String(decoding: try graphviz(listing, text) ?? [], as: UTF8.self).split(separator: "\n")
      let theirs = listed.map { line in
        let fields = line.split(separator: "\t").map(String.init)
        return ([fields[0]] + fields.dropFirst().sorted()).joined(separator: "\t")
      }
      // Which of several edges a strict graph keeps where groups are their ends is gvpr's own affair: nodes alone then.
      let isStrict = text.prefix(6).elementsEqual("strict".utf8) || text.prefix(6).elementsEqual("STRICT".utf8)
      func compared(_ lines: [String]?) -> [String]? { lines?.filter { !isStrict || $0.hasPrefix("N") }.sorted() }
      #expect(compared(ours) == compared(theirs), "\(String(decoding: text, as: UTF8.self))")
    }
    #expect(taken > 60 && refused > 20)
  }
}

/// Makes DOT files at random, by the grammar but for a slip here and there.
private struct DOTMaker {
  private var dice: GraphMLRandom
  private var arrow = "->"

  init(seed: UInt64) { dice = GraphMLRandom(state: seed) }

  private mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &dice) }
  private mutating func pick(_ words: [String]) -> String { words[roll(words.count)] }

  private mutating func name() -> String {
    switch roll(8) {
    case 0: pick(["1", "1.0", "-.5", "2.", "-3", "10"])
    case 1: pick(["\"b b\"", "\"q\\\"q\"", "\"x\\\\\"", "\"long\\\nid\"", "\"node\""])
    case 2: pick(["\"a\"+\"b\"", "Node1", "é", "_x", "graph_"])
    default: pick(["a", "b", "c", "d", "e", "f"])
    }
  }

  private mutating func attributes() -> String {
    var text = ""
    for _ in 0..<pick(["", "", " ", "  "]).count {
      let pairs = (0..<roll(4)).map { _ in
        pick(["color", "x", "y", "foo"]) + "=" + pick(["1", "red", "\"a b\"", "2.5", "z", roll(40) == 0 ? "" : "w"])
      }
      text += "[" + pairs.joined(separator: pick([",", ";", " "])) + "]"
    }
    return text
  }

  private mutating func side(_ depth: Int) -> String {
    if depth < 3, roll(5) == 0 {
      return pick(["", "subgraph ", "subgraph s ", "subgraph cluster_a "]) + "{" + statements(depth + 1) + "}"
    }
    return (0..<(1 + roll(4) / 3)).map { _ in name() + pick(["", "", "", "", ":p", ":p:n"]) }.joined(separator: ",")
  }

  private mutating func statement(_ depth: Int) -> String {
    switch roll(7) {
    case 0: return pick(["node", "edge", "graph", "Node"]) + " [" + pick(["x=1", "y=2", "foo=3,x=4", ""]) + "]"
    case 1 where roll(3) == 0: return name() + "=" + name()
    default:
      let count = 1 + roll(3)
      let sides = (0..<count).map { _ in side(depth) }
      let joint = roll(60) == 0 ? (arrow == "->" ? "--" : "->") : arrow
      let key = count > 1 && roll(10) == 0 ? "[key=" + pick(["k", "l"]) + "]" : ""
      return sides.joined(separator: joint) + " " + attributes() + key
    }
  }

  private mutating func statements(_ depth: Int) -> String {
    (0..<roll(6)).map { _ in statement(depth) + pick([";", " ", "", "\n", roll(30) == 0 ? ";;" : ";"]) }
      .joined(separator: pick([" ", "\n"]))
  }

  mutating func file() -> String {
    arrow = pick(["->", "--"])
    return pick(["", "strict ", "STRICT "]) + (arrow == "->" ? "digraph" : "Graph") + pick([" ", " G", " \"my net\""])
      + " {"
      + statements(0) + pick(["", "# c\n", "/* c */", "// d\n"]) + (roll(40) == 0 ? "" : "}")
  }
}
