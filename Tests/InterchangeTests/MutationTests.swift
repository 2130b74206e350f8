import Algorithms
import FoundationEssentials
import Graph
import Insight
import Interchange
import Records
import Testing

/// Good tables with random faults: whatever comes of them is a network that answers, or a list of located problems.
@Suite struct MutationTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "graphs/surgeon").path

  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(sides, 1)
    }
  }

  private static let morsels: [String] = [
    "", ",", "\"", "\n", "\r", ";", "nan", "inf", "-1", "0", "1e400", "99999999999999999999", "9007199254740993",
    "2024-02-30", "2024-03", "9999-12-31", "0000-01-01", "2024-03-31T23:59:59Z", "yes", "no", "surgeon", "ghost",
    "stress",
    "\u{0}", "\u{FEFF}", "\u{202E}", "é", "😀", "from_id", "id", "start", "end", "both", "inferred", "   ",
  ]

  private func mutate(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = bytes
    for _ in 0...dice.roll(3) {
      let place = dice.roll(bytes.count)
      switch dice.roll(6) {
      case 0: bytes[place] = UInt8(dice.roll(256))
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + dice.roll(6)))
      case 2: bytes.insert(contentsOf: Self.morsels[dice.roll(Self.morsels.count)].utf8, at: place)
      case 3:
        let end = min(bytes.count, place + dice.roll(80))
        bytes.insert(contentsOf: bytes[place..<end], at: dice.roll(bytes.count))
      case 4:
        // A whole cell gives way to a morsel.
        let stops: Set<UInt8> = [0x2C, 0x0A]
        let start = (bytes[..<place].lastIndex { stops.contains($0) } ?? -1) + 1
        let end = bytes[place...].firstIndex { stops.contains($0) } ?? bytes.count
        bytes.replaceSubrange(start..<max(start, end), with: Self.morsels[dice.roll(Self.morsels.count)].utf8)
      default: bytes.removeLast(dice.roll(bytes.count))
      }
      if bytes.isEmpty { return bytes }
    }
    return bytes
  }

  private func read(_ tables: [TableName: [UInt8]], integer: Bool) throws -> Network {
    var about = About()
    about.time = integer ? .integer : .calendar
    var builder = NetworkBuilder(about: about)
    for table in TableName.allCases {
      guard let bytes = tables[table] else { continue }
      let rows = CSVRows(file: table.file, bytes: bytes)
      builder.read(table, from: rows)
    }
    return try builder.finish().network
  }

  /// Asks everything there is to ask.
  private func ask(_ network: Network) throws {
    _ = Summary(of: network)
    _ = network.doubts()
    _ = network.cascades()
    _ = network.reachOfEveryone()
    for cohort in network.cohorts.rows.indices { _ = network.reach(of: .cohort(RowIndex(cohort))) }
    var limited = ReachOptions()
    limited.limits.maxGenerations = 2
    limited.limits.lag = 86_400
    if network.people.count > 0 { _ = network.reach(of: .people([RowIndex(0)]), limited) }
    for technique in network.techniques.rows.indices {
      _ = try? network.observedSpread(SpreadOptions(technique: RowIndex(technique)))
    }
    var grouped = CentralityOptions()
    grouped.by = "kind"
    _ = try network.centrality(CentralityMeasure.allCases.filter { !$0.isTemporal }, on: .full, grouped)
    _ = try network.graph(of: .full, by: "kind").structure()
    _ = try network.centrality([.temporalCloseness, .temporalBetweenness], on: .people)
    for grouping in ReachGrouping.allCases { _ = network.reach(ofEach: grouping) }
    var weighted = CentralityOptions()
    weighted.isWeighted = true
    weighted.isDirected = true
    _ = try network.centrality([.strength, .betweenness, .closeness], on: .people, weighted)
  }

  @Test func tenThousandFaultsNeverCrashNorPassUnseen() throws {
    var good: [TableName: [UInt8]] = [:]
    for table in TableName.allCases { good[table] = try readFile("\(Self.folder)/\(table.file)") }
    var dice = Dice(state: 20_240_331)
    var refused = 0
    var answered = 0
    for round in 0..<10_000 {
      var tables = good
      let names = TableName.allCases
      let name = names[dice.roll(names.count)]
      tables[name] = mutate(good[name] ?? [], &dice)
      if dice.roll(20) == 0 { tables[names[dice.roll(names.count)]] = nil }
      do {
        let network = try read(tables, integer: dice.roll(50) == 0)
        answered += 1
        if round % 10 == 0 { try ask(network) }
      } catch let error as InvalidInput {
        refused += 1
        #expect(error.problems.errors > 0)
        for problem in error.problems.kept {
          #expect(
            problem.line >= 1 && problem.file.hasSuffix(".csv") && !problem.message.isEmpty && !problem.remedy.isEmpty)
        }
      }
    }
    #expect(refused > 3_000 && answered > 500, "the faults are neither all fatal nor all harmless")
  }
}
