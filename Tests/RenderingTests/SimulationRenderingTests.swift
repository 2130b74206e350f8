import FoundationEssentials
import Insight
import Interchange
import Records
import Rendering
import Testing

@Suite struct SimulationRenderingTests {
  /// The parts of the JSON that others rely on.
  private struct Answer: Decodable {
    struct Step: Decodable { let step: Int, mean: Double, low: Double, high: Double, time: String? }
    struct Node: Decodable { let id: String, probability: Double }
    struct Tree: Decodable { let run: Int, transmissions: [Transmission] }
    struct Transmission: Decodable { let id: String, from: String?, step: Int }
    let model: String, runs: Int, seed: UInt64, meanReached: Double, standardError: Double?, interval95: [Double]?
    let overTime: [Step], nodes: [Node], tree: Tree
  }

  private func written(_ options: SimulationOptions, _ network: Network, as format: OutputFormat) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "simulation-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let output = try OutputFile(path: path)
    try writeSimulation(try network.simulation(options), of: network, note: nil, as: format, to: output)
    return String(decoding: try readFile(path), as: UTF8.self)
  }

  private func sample() throws -> Network {
    let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    return try readNetwork(at: top.appending(path: "graphs/surgeon").path).network
  }

  @Test func jsonHoldsWhatOthersRelyOn() throws {
    let network = try sample()
    for time in SimulationTime.allCases {
      var options = SimulationOptions(model: .ic, seeds: [try network.person("dev"), try network.person("cara")])
      options.chance = .same(0.5)
      options.seed = .max
      options.time = time
      let text = try written(options, network, as: .json)
      let answer = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
      #expect(answer.model == "ic" && answer.runs == 1000 && answer.seed == .max)
      #expect(answer.nodes.count == network.people.count)
      #expect(abs(answer.nodes.reduce(0) { $0 + $1.probability } - answer.meanReached) < 1e-9)
      #expect(answer.overTime.first?.mean == 2 && answer.overTime.first?.step == 0)
      #expect(answer.overTime.allSatisfy { ($0.time != nil) == (time == .contacts) && $0.low <= $0.high })
      #expect(abs((answer.overTime.last?.mean ?? 0) - answer.meanReached) < 1e-9)
      #expect(answer.interval95?.count == 2 && answer.standardError != nil)
      let reached = Set(answer.tree.transmissions.map(\.id))
      #expect(answer.tree.transmissions.allSatisfy { $0.from.map(reached.contains) ?? ($0.step == 0) })
    }
    var single = SimulationOptions(model: .lt, seeds: [try network.person("cara")])
    single.runs = 1
    let answer = try JSONDecoder().decode(
      Answer.self, from: Data(try written(single, network, as: .json).utf8))
    #expect(answer.standardError == nil && answer.interval95 == nil)
  }

  @Test func textSaysWhatIsAssumedAndThatItIsNoForecast() throws {
    let network = try sample()
    for model in SimulationModel.allCases {
      var options = SimulationOptions(model: model, seeds: [try network.person("cara")])
      options.chance = .same(0.5)
      options.gamma = 0.5
      options.threshold = .count(1)
      let text = try written(options, network, as: .text)
      #expect(text.hasPrefix("Begun by "))
      #expect(text.contains("Assumed: ") && text.contains("not a forecast"))
      #expect(text.contains("Who got it from whom") || text.contains("reached nobody else"))
    }
    let surgeon = SimulationOptions(model: .lt, seeds: [try network.person("surgeon")])
    #expect(try written(surgeon, network, as: .text).contains("nobody else"))
    let table = try written(surgeon, network, as: .csv)
    #expect(table.hasPrefix("id,name,probability"))
    #expect(table.split(whereSeparator: \.isNewline).count == network.people.count + 1)
  }
}
