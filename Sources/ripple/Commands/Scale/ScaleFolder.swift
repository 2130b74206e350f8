import Algorithms
import FoundationEssentials
import Graph
import Insight
import Interchange
import Records

/// The folder that Spark works in: what is written for it, and what it wrote.
struct ScaleFolder {
  /// Where the parts are, of a network that is read here.
  let parts: String
  /// Where reach begins.
  let seeds: String
  /// Spark's own log.
  let log: String
  /// Everybody's values in the order of the network.
  let columns: String
  /// The values as Spark writes them.
  let answers: String
  /// Whether it is one that this program can read.
  private let isHere: Bool

  /// Makes the folder unless it is there; of one elsewhere, a place here for what this program writes.
  init(_ path: String) throws {
    isHere = !path.contains("://")
    let here = isHere ? path : "\(FileManager.default.temporaryDirectory.path)/ripple-scale-\(UUID().uuidString)"
    parts = "\(here)/parts"
    seeds = "\(here)/seeds.csv"
    log = "\(here)/spark.log"
    columns = "\(here)/columns.csv"
    answers = "\(path)/columns"
    do {
      try FileManager.default.createDirectory(atPath: here, withIntermediateDirectories: true)
    } catch {
      throw ScaleError("cannot make the folder \(here): choose another with --out", status: 73)
    }
  }

  /// Writes what answers the measures.
  func write(_ records: ScaleRecords, of network: Network, for measures: [ScaleMeasure], directed: Bool) throws {
    let folder = try PartFolder(path: parts)
    try folder.writePeople(network)
    if measures.contains(where: { $0 != .reach && $0 != .cascade }) {
      try folder.writeEdges(records.ties, of: network, directed: directed)
    }
    if measures.contains(.reach) {
      try folder.writeContacts(records.contacts, of: network)
      let seeds = records.seeds.map { (network.people.rows[$0.node].id, Optional($0.time), $0.isSource) }
      try writeSeeds(seeds, network.scale, to: OutputFile(path: self.seeds))
    }
    if measures.contains(.cascade) {
      try folder.writeAdoptions(records.uses.lazy.map { ($0.source, $0.person, $0.since) }, of: network)
    }
  }

  /// Compares everybody's values with the figures about them.
  func check(_ figures: [String: Int]) throws {
    guard isHere else { return Progress.say("\(answers) is not here, so that what Spark wrote there was not checked") }
    if let wrong = try ColumnAudit(files()).disagreement(with: figures) {
      throw ScaleError("what Spark wrote does not add up, there are \(wrong): ask again", status: 70)
    }
  }

  /// Puts everybody's values together in the order of the network.
  ///
  /// - Parameter areDated: Whether anything is dated, so that arrivals mean something.
  func collect(of network: Network, areDated: Bool) throws {
    var table = try ColumnTable(files(), of: network)
    guard table.rows == network.people.count else {
      throw ScaleError("Spark gave \(table.rows) of \(network.people.count) people: ask again", status: 70)
    }
    let unit = network.unit
    table.rewrite("reach_arrival") { text in
      areDated ? (try? Stamp.parse(text, network.scale)).map { unit.text($0.moment) } : nil
    }
    try table.write(of: network, to: OutputFile(path: columns))
  }

  private func files() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: answers)) ?? []
    return names.filter { $0.hasSuffix(".csv") && $0.hasPrefix("part-") }.sorted().map { "\(answers)/\($0)" }
  }
}
