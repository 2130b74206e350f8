import Algorithms
import FoundationEssentials
import Graph
import Insight
import Interchange
import Records
import Rendering
import Testing

@Suite struct LibraryExampleTests {
  /// The layers as libraries: read a network, ask a question, write the answer.
  @Test func tenLinesFromRecordsToAnAnswer() throws {
    let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let answer = FileManager.default.temporaryDirectory.appending(path: "answer-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: answer) }

    let network = try readNetwork(at: top.appending(path: "graphs/surgeon").path).network
    var options = ReachOptions()
    options.technique = try network.technique("stress")
    options.limits.level = .confirmed
    let reach = network.reach(of: .people([try network.person("surgeon")]), options)
    #expect(reach.levels[0].people == 5)
    let output = try OutputFile(path: answer)
    try writeReach(reach, of: network, as: .text, to: output)

    let text = String(decoding: try readFile(answer), as: UTF8.self)
    #expect(text.hasPrefix("How far could surgeon reach"))
  }

  /// A route that leaves in the last second of a day takes the days between those that are shown.
  @Test func durationsAreThoseOfTheDaysShown() throws {
    let network = try readEdgeList(
      file: "e.csv", bytes: Array("from,to,start,end\na,b,2024-01-01,2024-01-05\nb,c,2024-01-07,2024-01-09\n".utf8)
    ).network
    let path = FileManager.default.temporaryDirectory.appending(path: "answer-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = ReachOptions()
    options.path = .fastest
    let reach = network.reach(of: .people([try network.person("a")]), options)
    try writeReach(reach, of: network, as: .json, to: try OutputFile(path: path))
    let text = String(decoding: try readFile(path), as: UTF8.self)
    #expect(text.contains("\"departure\":\"2024-01-05\",\"duration\":2,"), "\(text)")
  }

  @Test func terminalsAreNotTurnedRoundByNames() throws {
    let network = try readEdgeList(
      file: "e.csv", bytes: Array("from,to\n\"a\u{202E}b\nc\",d\n".utf8)
    ).network
    let path = FileManager.default.temporaryDirectory.appending(path: "answer-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let counts = network.reachOfEveryone()
    try writeReachOfEveryone(counts, at: .possible, of: network, as: .text, to: try OutputFile(path: path))
    let text = String(decoding: try readFile(path), as: UTF8.self)
    #expect(text.contains("ab c") && !text.contains("\u{202E}"))
  }
}
