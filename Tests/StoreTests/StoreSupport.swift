import Foundation
import Records
import Testing

@testable import Store

/// A folder that is gone when the test has ended.
final class Scratch {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/ripple-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }
}

/// A network from tables written as CSV.
func network(_ tables: [TableName: String], time: TimeScale = .calendar, title: String = "") throws -> Network {
  var about = About()
  about.time = time
  about.title = title
  var builder = NetworkBuilder(about: about)
  for table in TableName.allCases {
    guard let text = tables[table] else { continue }
    let rows = CSVRows(file: table.file, bytes: Array(text.utf8))
    builder.read(table, from: rows)
  }
  return try builder.finish().network
}

/// Everything a network holds, as text.
func contents(_ network: Network) -> [String] {
  var lines = network.about.members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  for name in TableName.allCases {
    let cells = network.cells(of: name)
    for row in 0..<cells.count {
      let known = name.columns.indices.map { cells.cell(row, $0) }
      // A column that holds nothing anywhere is not told from one that is not there.
      let further = cells.further.indices.map { (cells.further[$0], cells.cell(row, known.count + $0)) }
      lines.append(
        "\(name.rawValue): \(known) \(further.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }.sorted())")
    }
  }
  return lines
}

extension StoreOwner {
  /// Imports a network as the news of a source whose files say nothing.
  @discardableResult func take(_ network: Network, from source: String = "tables") throws -> ImportResult {
    try importNetwork(network, from: ImportSource(name: source, files: []), by: "tester")
  }
}

/// Random numbers that are the same each time.
struct Lots: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
