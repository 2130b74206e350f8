import FoundationEssentials
import Graph
import Interchange
import Records
import Testing

@Suite struct PartsTests {
  private func edgeList(_ text: String) throws -> Network {
    try readEdgeList(file: "e.csv", bytes: Array(text.utf8)).network
  }

  private func text(_ folder: Scratch, _ table: String) throws -> String {
    try folder.text("parts/\(table)/part-00000.csv")
  }

  /// Contacts written are the same contacts when they are read as an edge list, whose ends are included.
  @Test(arguments: [
    "start,end\na,b,2024-01-01,2024-01-31\nb,c,,2024-02-29T10:30:00Z\nc,\"d,1\",,",
    "start,end\na,b,-3,-3\nb,c,5,\nc,d,,7",
  ])
  func contactsAreReadBackAsTheyWere(_ rows: String) throws {
    let network = try edgeList("from,to," + rows + "\n")
    let scratch = try Scratch()
    let folder = try PartFolder(path: "\(scratch.path)/parts")
    try folder.writeContacts(
      network.ties.rows.map { ($0.from.int, $0.to.int, $0.spell.interval, 1) }, of: network)
    let again = try edgeList(try text(scratch, "contacts"))
    #expect(again.scale == network.scale)
    #expect(again.people.rows.map(\.id) == network.people.rows.map(\.id))
    #expect(again.ties.rows.map(\.spell.interval) == network.ties.rows.map(\.spell.interval))
    #expect(again.ties.rows.allSatisfy { $0.influence == .forward })
  }

  @Test func aSpanThatIsCutWithinADayKeepsItsSeconds() throws {
    let network = try edgeList("from,to,start,end\na,b,2024-01-01,2024-01-31\n")
    let scratch = try Scratch()
    let day = Calendar.days(year: 2024, month: 1, day: 10) * Calendar.day
    try PartFolder(path: "\(scratch.path)/parts").writeContacts([(0, 1, Interval(day + 60, day + 61), 2)], of: network)
    #expect(
      try text(scratch, "contacts")
        == "from,to,start,end,influence,steps\na,b,2024-01-10T00:01:00Z,2024-01-10T00:01:00Z,forward,2\n")
  }

  @Test func tiesAreWrittenBothWaysOnlyWhereDirectionsCount() throws {
    let network = try edgeList("from,to,influence\na,b,both\nb,c,forward\n")
    for (directed, expected) in [(false, "from,to\na,b\nb,c\n"), (true, "from,to\na,b\nb,a\nb,c\n")] {
      let scratch = try Scratch()
      let ties = network.edges(of: .people, silentTies: .forward)
      try PartFolder(path: "\(scratch.path)/parts").writeEdges(ties, of: network, directed: directed)
      #expect(try text(scratch, "edges") == expected)
    }
  }

  @Test func aFolderOfOtherThingsIsLeftAlone() throws {
    let scratch = try Scratch()
    _ = try scratch.write("mine", "kept")
    #expect(throws: OutputError.self) { try PartFolder(path: scratch.path) }
    #expect(scratch.names == ["mine"])
    let network = try edgeList("from,to\na,b\n")
    for _ in 1...2 { try PartFolder(path: "\(scratch.path)/parts").writePeople(network) }
    #expect(try text(scratch, "people") == "id\na\nb\n")
  }

  @Test func columnsAreOfPeopleWhateverTheOrder() throws {
    let network = try edgeList("from,to\na,b\nb,\"c,1\"\n")
    let scratch = try Scratch()
    let files = [
      try scratch.write("1.csv", "id,core,share,group,since\n\"c,1\",2,0.5,b,2024-01-01\n"),
      try scratch.write("2.csv", "id,core,share,group,since\na,1,1e-3,,\n"),
    ]
    let table = try ColumnTable(files, of: network)
    #expect(table.rows == 2)
    let columns = table.columns(of: .people, in: network) { "what \($0) says" }
    #expect(columns.map(\.name) == ["core", "share", "group", "since"])
    #expect(columns.map(\.isTime) == [false, false, false, true])
    guard case .whole(let cores) = columns[0].values, case .decimal(let shares) = columns[1].values,
      case .text(let groups) = columns[2].values
    else {
      Issue.record("columns have other types")
      return
    }
    #expect(cores == [1, nil, 2] && shares == [0.001, nil, 0.5] && groups == [nil, nil, "b"])
    let output = OutputFile()
    try table.write(of: network, to: output)
    #expect(
      String(decoding: output.bytes, as: UTF8.self)
        == "id,core,share,group,since\na,1,1e-3,,\nb,,,,\n\"c,1\",2,0.5,b,2024-01-01\n")
  }

  @Test(arguments: [
    ("id,x\nz,1\n", "t.csv:2: id: there is no person 'z': take the row out, or correct it"),
    ("id,x\na,1\na,1\n", "t.csv:3: id: 'a' stands here a second time: take one of the rows out"),
    ("id,x\na\n", "t.csv:2: the row has 1 cells and the header 2: give every row as many"),
    ("name,x\na,1\n", "t.csv:1: there must be one column id: name the column with people's ids so"),
    (
      "id,X y\na,1\n",
      "t.csv:1: X y: a column cannot be called so, or two are: use small letters, digits and underscores, a letter first, and every name once"
    ),
    (
      "id,x,x\na,1,1\n",
      "t.csv:1: x: a column cannot be called so, or two are: use small letters, digits and underscores, a letter first, and every name once"
    ),
  ])
  func whatIsNoTableOfPeopleIsRefused(_ text: String, _ sentence: String) throws {
    let network = try edgeList("from,to\na,b\n")
    let scratch = try Scratch()
    let file = try scratch.write("t.csv", text)
    let error = #expect(throws: InvalidInput.self) { try ColumnTable([file], of: network) }
    #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "none")")
  }

  @Test func columnsThatDoNotAgreeWithTheirFiguresAreFound() throws {
    let scratch = try Scratch()
    let header = "id,degree,component,pagerank,reach_generation,cascade_root\n"
    let files = [
      try scratch.write("1.csv", header + "a,1,a,0.25,0,a\n"),
      try scratch.write("2.csv", header + "b,1,a,0.25,,a\nc,0,c,0.5,,\n"),
    ]
    let right = ["nodes": 3, "edges": 1, "components": 2, "reached": 1, "adopters": 2, "trees": 1]
    #expect(try ColumnAudit(files).disagreement(with: right) == nil)
    for (figure, value) in right {
      var wrong = right
      wrong[figure] = value + 1
      #expect(try ColumnAudit(files).disagreement(with: wrong) != nil, "\(figure)")
    }
    #expect(
      try ColumnAudit([files[0]]).disagreement(with: ["nodes": 1, "edges": .max])?.contains("ends of ties") == true)
    let rest = try ColumnAudit([files[0]]).disagreement(with: ["nodes": 1])
    #expect(rest == "shares that add up to 0.25 where that should be 1")
  }
}
