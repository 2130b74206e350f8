import FoundationEssentials
import Graph
import Interchange
import Records
import Testing

/// A folder that is gone after the test.
final class Scratch {
  let path: String
  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "ripple-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }

  func text(_ name: String) throws -> String { String(decoding: try readFile("\(path)/\(name)"), as: UTF8.self) }
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

@Suite struct FilesTests {
  @Test func anAbandonedFileLeavesTheOldOneAlone() throws {
    let scratch = try Scratch()
    _ = try scratch.write("kept", "old")
    do {
      let output = try OutputFile(path: "\(scratch.path)/kept")
      try output.write(String(repeating: "new", count: 100_000))
      #expect(scratch.names.count == 2)
    }
    #expect(scratch.names == ["kept"])
    #expect(try scratch.text("kept") == "old")
    let output = try OutputFile(path: "\(scratch.path)/kept")
    try output.write("new")
    try output.finish()
    #expect(scratch.names == ["kept"])
    #expect(try scratch.text("kept") == "new")
  }

  @Test func linksAreFollowedAndPipesWrittenTo() throws {
    let scratch = try Scratch()
    let target = try scratch.write("target", "old")
    try FileManager.default.createSymbolicLink(atPath: "\(scratch.path)/link", withDestinationPath: target)
    let output = try OutputFile(path: "\(scratch.path)/link")
    try output.write("new")
    try output.finish()
    #expect(try scratch.text("target") == "new")
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: "\(scratch.path)/link")) != nil)
    let nowhere = try OutputFile(path: "/dev/null")
    try nowhere.write("lost")
    try nowhere.finish()
    #expect(try readFile("/dev/null").isEmpty)
    #expect(scratch.names == ["link", "target"])
  }

  @Test func whatOthersMayNotReadStaysSo() throws {
    let scratch = try Scratch()
    let kept = try scratch.write("kept", "old")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: kept)
    let output = try OutputFile(path: kept)
    try output.write("new")
    try output.finish()
    let mode = try FileManager.default.attributesOfItem(atPath: kept)[.posixPermissions] as? Int
    #expect(mode.map { $0 & 0o777 } == 0o600)
  }

  @Test func nodesOfOtherKindsNeverShareAnId() throws {
    let scratch = try Scratch()
    _ = try scratch.write("people.csv", "id\nx\nteam:x\nevent-1\n")
    _ = try scratch.write("teams.csv", "id\nx\n")
    _ = try scratch.write("events.csv", "kind\ngroup\n")
    let network = try readNetwork(at: scratch.path).network
    let folder = try OutputFolder(path: "\(scratch.path)/csv", replacing: isGephiFile)
    try writeGephiCSV(network, view: .full, window: .always, withContact: false, to: folder)
    try folder.finish()
    let ids = try scratch.text("csv/nodes.csv").split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(ids == ["person:x", "team:x", "event-1", "team:x'", "event-1'"])
  }

  @Test func placesThatCannotBeWrittenAreRefused() throws {
    let scratch = try Scratch()
    #expect(throws: OutputError.self) { try OutputFile(path: "\(scratch.path)/no/such/file") }
    #expect(throws: OutputError.self) { try OutputFile(path: scratch.path) }
    let file = try scratch.write("file", "")
    #expect(throws: OutputError.self) { try OutputFolder(path: file) { _ in true } }
    // Tables that the command did not make itself stay, whatever they are called.
    let tables = "\(scratch.path)/tables"
    try FileManager.default.createDirectory(atPath: tables, withIntermediateDirectories: true)
    _ = try scratch.write("tables/people.csv", "id\na\n")
    #expect(throws: OutputError.self) { try OutputFolder(path: tables, mark: "truth.json") { _ in true } }
    _ = try scratch.write("tables/truth.json", "{}")
    _ = try OutputFolder(path: tables, mark: "truth.json") { _ in true }
  }

  @Test func foldersReplaceTheirOwnFilesAndNobodyElses() throws {
    let scratch = try Scratch()
    let network = try readEdgeList(file: "e.csv", bytes: Array("from,to\na,b\n".utf8)).network
    let place = "\(scratch.path)/tables"
    for _ in 0..<2 {
      let folder = try OutputFolder(path: place, replacing: isTableFile)
      try writeTables(network, to: folder)
      try folder.finish()
    }
    #expect(scratch.names == ["tables"])
    #expect(try readNetwork(at: place).network.ties.count == 1)
    _ = try scratch.write("tables/mine.txt", "precious")
    #expect(throws: OutputError.self) { try OutputFolder(path: place, replacing: isTableFile) }
    #expect(try scratch.text("tables/mine.txt") == "precious")
  }

  @Test func strangeTablesAreNamedAndEmptyFoldersRefused() throws {
    let scratch = try Scratch()
    #expect(throws: InvalidInput.self) { try readNetwork(at: scratch.path) }
    #expect(throws: MissingInput.self) { try readNetwork(at: "\(scratch.path)/nothing") }
    _ = try scratch.write("people.csv", "id\na\n")
    _ = try scratch.write("person.csv", "id\na\n")
    let read = try readNetwork(at: scratch.path)
    #expect(read.problems.warnings == 1)
    #expect(read.problems.kept.first?.file == "person.csv")
  }

  @Test(arguments: [
    ("{", 1, nil), ("[1]", 1, nil), ("{\"time\": \"weeks\"}", 1, "time"), ("{\n\"title\": 3}", 2, "title"),
    ("{\"title\": \"\u{1}\"}", 1, nil),
  ])
  func problemsOfTheNetworkFileAreLocated(text: String, line: Int, column: String?) throws {
    let scratch = try Scratch()
    _ = try scratch.write("network.json", text)
    do {
      _ = try readNetwork(at: scratch.path)
      Issue.record("a bad network.json was taken")
    } catch let error as InvalidInput {
      #expect(error.problems.kept.first?.line == line)
      #expect(error.problems.kept.first?.column == column)
    }
  }
}

@Suite struct EdgeListTests {
  private func read(_ text: String) throws -> Network {
    try readEdgeList(file: "e.csv", bytes: Array(text.utf8)).network
  }

  @Test func endsBecomePeopleInOrderOfAppearance() throws {
    let network = try read("to,from,mood\nb,a,good\nc,a,\na,a,odd\n")
    #expect(network.people.rows.map(\.id) == ["a", "b", "c"])
    #expect(network.people.rows.map(\.name) == ["a", "b", "c"])
    #expect(network.ties.extraColumns == [ExtraColumn(name: "mood", values: ["good", "", "odd"])])
  }

  @Test func wholeNumbersMakeAnIntegerNetwork() throws {
    #expect(try read("from,to,start\na,b,5\n").scale == .integer)
    #expect(try read("from,to,start,end\na,b,,\na,b,2024-01-01,\n").scale == .calendar)
    #expect(try read("from,to,start\na,b,\n").scale == .calendar)
    #expect(throws: InvalidInput.self) { try read("from,to,start\na,b,5\na,b,2024-01-01\n") }
  }

  @Test func aFaultyNameIsReportedOnceWhereItStands() {
    do {
      _ = try read("from,to\na,b\u{0}c\n")
      Issue.record("a control character was taken")
    } catch let error as InvalidInput {
      #expect(error.problems.errors == 1)
      #expect(error.problems.kept.first?.line == 2)
    } catch {
      Issue.record("another error")
    }
  }

  @Test func otherFilesAreRefusedWithAReason() {
    for text in ["source,target\na,b\n", "from,to\na\n", "from,to\n,b\n", ""] {
      #expect(throws: InvalidInput.self) { try read(text) }
    }
  }
}

@Suite struct ContactTests {
  @Test(arguments: [false, true])
  func addressesLeaveOnlyWhereTheyAreLetOut(allowed: Bool) throws {
    let scratch = try Scratch()
    _ = try scratch.write("network.json", "{\"description\": \"ask ann@example.org\"}")
    _ = try scratch.write("people.csv", "id,name,email,remarks\np1,Ann,ann@example.org,or ann@example.org.\n")
    _ = try scratch.write("ties.csv", "from_id,to_id,how\np1,p1,by ann@example.org\n")
    _ = try scratch.write("events.csv", "kind\ncall ann@example.org\n")
    let network = try readNetwork(at: scratch.path).network
    let csv = try OutputFolder(path: "\(scratch.path)/csv", replacing: isGephiFile)
    try writeGephiCSV(network, view: .full, window: .always, withContact: allowed, to: csv)
    try csv.finish()
    try writeNodeLinkJSON(
      network, view: .full, window: .always, withContact: allowed, to: OutputFile(path: "\(scratch.path)/n.json"))
    let graphml = try OutputFile(path: "\(scratch.path)/n.graphml")
    _ = try writeGraphML(network, view: .full, window: .always, withContact: allowed, to: graphml)
    try graphml.finish()
    let dot = try OutputFile(path: "\(scratch.path)/n.dot")
    try writeNetworkDOT(network, view: .full, window: .always, withContact: allowed, to: dot)
    try dot.finish()
    for (name, addresses) in [
      ("csv/nodes.csv", 4), ("csv/edges.csv", 1), ("n.json", 6), ("n.graphml", 7), ("n.dot", 6),
    ] {
      let found = try scratch.text(name).components(separatedBy: "ann@example.org").count - 1
      #expect(found == (allowed ? addresses : 0), "\(name)")
    }
  }
}

@Suite struct SpreadsheetTests {
  @Test func formulasAreGuardedInExportsForSpreadsheetsOnly() throws {
    let scratch = try Scratch()
    let cells = ["=1+1", "+44 20", "-5", "-x", "@me", "\tx", "plain", "a\"b", "1,5"]
    for (name, guarded) in [("guarded", true), ("plain", false)] {
      let output = try OutputFile(path: "\(scratch.path)/\(name)")
      var csv = CSVWriter(output, guardingFormulas: guarded)
      try csv.row(cells)
      try output.finish()
    }
    #expect(try scratch.text("guarded") == "'=1+1,'+44 20,-5,'-x,'@me,'\tx,plain,\"a\"\"b\",\"1,5\"\n")
    #expect(try scratch.text("plain") == "=1+1,+44 20,-5,-x,@me,\tx,plain,\"a\"\"b\",\"1,5\"\n")
  }

  @Test(arguments: 0..<200)
  func whatIsWrittenReadsBack(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 7
    func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let pieces = ["a", "\"", ",", "\n", "\r", "\r\n", " ", "é", "", ";", "'"]
    let width = 1 + pick(4)
    let rows = (0..<1 + pick(6)).map { _ in
      (0..<width).map { _ in (0..<pick(4)).map { _ in pieces[pick(pieces.count)] }.joined() }
    }
    let scratch = try Scratch()
    let output = try OutputFile(path: "\(scratch.path)/t.csv")
    var csv = CSVWriter(output, guardingFormulas: false)
    for row in rows { try csv.row(row) }
    try output.finish()
    var source = CSVRows(file: "t.csv", bytes: try readFile("\(scratch.path)/t.csv"))
    var problems = ProblemList()
    var row = CellRow()
    var read: [[String]] = []
    while source.next(&row, &problems) { read.append((0..<row.count).map { row.text($0) }) }
    #expect(problems.errors == 0)
    #expect(read == rows)
  }

  @Test func jsonIsEscapedAndNeverHoldsWhatIsNotJSON() throws {
    let scratch = try Scratch()
    let output = try OutputFile(path: "\(scratch.path)/t.json")
    var json = JSONWriter(output)
    try json.array { (json) throws(OutputError) in
      try json.value("a\"b\\c\n\r\t\u{1}é😀")
      try json.value(Double.nan)
      try json.value(0.1)
      try json.value(1e300)
      try json.value(-0.0)
      try json.object { (json) throws(OutputError) in
        try json.name("x")
        try json.value(true)
      }
    }
    try output.finish()
    let text = try scratch.text("t.json").filter { $0 != "\n" }
    #expect(text == #"["a\"b\\c\n\r\t\u0001é😀",null,0.1,1e+300,0,{"x":true}]"#)
  }
}
