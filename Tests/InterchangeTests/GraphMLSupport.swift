import FoundationEssentials
import Graph
import Records

@testable import Interchange

/// What the suites about GraphML have in common.
protocol GraphMLSuite {}

extension GraphMLSuite {
  /// A network from tables written as CSV.
  func network(_ tables: [TableName: String], about: About = About()) throws -> Network {
    var builder = NetworkBuilder(about: about)
    for table in TableName.allCases {
      guard let text = tables[table] else { continue }
      let rows = CSVRows(file: table.file, bytes: Array(text.utf8))
      builder.read(table, from: rows)
    }
    return try builder.finish().network
  }

  /// Everything a network holds as text, cell by cell.
  func cells(_ network: Network) -> [String] {
    let about = network.about
    var lines = [
      "\(about.title)|\(about.description)|\(about.time)|\(about.citation)|\(about.licence)",
      about.further.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "|"),
    ]
    func add<Row: TableRow>(_ table: Table<Row>) {
      lines.append("\(Row.table) \(table.count) \(table.extraColumns.map(\.name))")
      for row in table.rows.indices {
        let known = Row.Column.allCases.map { table.rows[row].cell($0, in: network) }
        lines.append("\(Row.table) \(row): \(known) \(table.extraColumns.map { $0.values[row] })")
      }
    }
    add(network.organisations)
    add(network.people)
    add(network.teams)
    add(network.memberships)
    add(network.techniques)
    add(network.cohorts)
    add(network.enrolments)
    add(network.events)
    add(network.uses)
    add(network.engagements)
    add(network.transfers)
    add(network.ties)
    add(network.outcomes)
    return lines
  }

  /// A network as GraphML, with the report on it.
  func graphML(
    _ network: Network, view: View = .full, window: Interval = .always, withContact: Bool = true,
    columns: [NodeColumn] = [], drawing: NodePlaces? = nil
  ) throws -> (bytes: [UInt8], report: ExportReport) {
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString).graphml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let output = try OutputFile(path: path)
    let report = try writeGraphML(
      network, view: view, window: window, withContact: withContact, columns: columns, drawing: drawing, to: output)
    try output.finish()
    return (try readFile(path), report)
  }

  /// The network in a GraphML file.
  func read(_ bytes: [UInt8]) throws -> Network {
    try readGraphML(file: "x.graphml", bytes: bytes, problemLimit: 20).network
  }

  /// The network in a GraphML file, with the warnings on it.
  func readWithProblems(_ text: String) throws -> (network: Network, problems: ProblemList) {
    try readGraphML(file: "x.graphml", bytes: Array(text.utf8), problemLimit: 20)
  }

  /// What is wrong with a GraphML file; empty where nothing is.
  func faults(_ bytes: [UInt8]) -> [Problem] {
    do {
      _ = try readGraphML(file: "x.graphml", bytes: bytes, problemLimit: 20)
      return []
    } catch {
      return error.problems.kept.filter { $0.severity == .error }
    }
  }
}

/// A small generator of numbers, the same for the same seed.
struct GraphMLRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
