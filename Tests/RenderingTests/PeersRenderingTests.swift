import FoundationEssentials
import Graph
import Insight
import Interchange
import Records
import Rendering
import Testing

@Suite struct PeersRenderingTests {
  /// The parts of the JSON that others rely on.
  private struct Answer: Decodable {
    struct Peer: Decodable {
      let id: String, name: String, score: Double, reasons: [String], lastUsed: String?, distance: Int?
      let introduction: [String]
    }
    let skill: String, peers: [Peer]
  }

  private func network() throws -> Network {
    var builder = NetworkBuilder(about: About())
    for (table, text) in [
      (
        TableName.people,
        """
        id,name,listed,introduces,capacity,available_until
        ann,Ann,no,no,,
        ben,Ben,yes,yes,3,2025-12-31
        cas,Cas,yes,no,,
        dee,Dee,yes,no,,
        eve,Eve,no,no,,

        """
      ), (.teams, "id,name\nt,Team\n"), (.techniques, "id,name\nk,Coaching\n"),
      (
        .uses,
        """
        id,person_id,technique_id,start,end,evidence
        1,ben,k,2024-01-01,,reported
        2,cas,k,2024-01-01,2024-03-31,confirmed
        3,dee,k,2023-01-01,2023-03-31,inferred
        4,eve,k,2024-01-01,,observed

        """
      ), (.engagements, "id,person_id,team_id,start,end\n1,ben,t,2024-01-01,\n"),
      (.ties, "id,from_id,to_id,start,end\n1,ann,ben,2024-01-01,\n2,ben,cas,2024-01-01,\n3,ann,eve,2024-03-31,\n"),
    ] {
      builder.read(table, from: CSVRows(file: table.file, bytes: Array(text.utf8)))
    }
    return try builder.finish().network
  }

  private func written(_ format: OutputFormat, near: String?) throws -> String {
    let network = try network()
    var question = PeerQuestion(try network.skill("coaching"))
    question.near = try near.map { try network.asker($0) }
    let path = FileManager.default.temporaryDirectory.appending(path: "peers-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let peers = try PeerIndex(network, at: TimeWindow.stamp("2024-03-31", "--as-of", .calendar)).peers(question)
    try writePeers(peers, of: network, as: format, to: try OutputFile(path: path))
    return String(decoding: try readFile(path), as: UTF8.self)
  }

  @Test func jsonHoldsWhatOthersRelyOn() throws {
    let answer = try JSONDecoder().decode(Answer.self, from: Data(written(.json, near: "ann").utf8))
    #expect(answer.skill == "k" && answer.peers.map(\.id) == ["cas", "ben", "dee"])
    let (cas, ben, dee) = (answer.peers[0], answer.peers[1], answer.peers[2])
    #expect(cas.score == 0.8 && cas.lastUsed == "2024-03-31" && cas.distance == 2)
    #expect(cas.introduction == ["ann", "ben", "cas"])
    #expect(
      cas.reasons == ["Used Coaching until 2024-03-31, confirmed by the other side", "2 steps away, through Ben"])
    #expect(abs(ben.score - 0.6 / (1 + 1.0 / 3)) < 1e-15 && ben.introduction == ["ann", "ben"])
    #expect(
      ben.reasons == [
        "Uses Coaching now, as one side reports", "1 step away, in direct contact",
        "1 engagement with teams now, of a capacity of 3", "Available until 2025-12-31",
      ])
    #expect(dee.distance == nil && dee.introduction.isEmpty && dee.lastUsed == "2023-03-31")
    // 366 days before.
    #expect(abs(dee.score / 0.3 - 0.4990) < 1e-3)
    let nobody = try JSONDecoder().decode(Answer.self, from: Data(written(.json, near: nil).utf8))
    #expect(nobody.peers.allSatisfy { $0.distance == nil && $0.introduction.isEmpty })
  }

  @Test func textAndCSVNameOnlyThoseWhoAgreed() throws {
    for format in [OutputFormat.text, .csv] {
      let text = try written(format, near: "ann")
      #expect(!text.contains("Eve") && text.contains("Cas") && text.contains("through Ben"))
    }
  }
}
