import Foundation
import Interchange
import Records
import Testing

/// Networks the tests know.
enum Samples {
  private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A network of graphs/.
  static func network(_ name: String) throws -> Network {
    try readNetwork(at: top.appending(path: "graphs/\(name)").path).network
  }

  /// A path in the shared data beside the project; `nil` where that is not there, which is said aloud.
  static func shared(_ path: String) -> String? {
    let full = top.deletingLastPathComponent().appending(path: "shared/data/\(path)").path
    if FileManager.default.fileExists(atPath: full) { return full }
    print("SKIPPED: \(path) is not beside the project, so its published figures are not compared")
    return nil
  }

  /// The rows of a CSV file by header.
  static func table(_ path: String) throws -> [[String: String]] {
    var source = CSVRows(file: fileName(path), bytes: try readFile(path))
    var problems = ProblemList()
    var row = CellRow()
    var header: [String] = []
    var rows: [[String: String]] = []
    while source.next(&row, &problems) {
      let cells = (0..<row.count).map { row.text($0) }
      if header.isEmpty {
        header = cells
      } else {
        rows.append(Dictionary(uniqueKeysWithValues: zip(header, cells)))
      }
    }
    #expect(problems.errors == 0)
    return rows
  }

  /// A network from tables given as texts.
  static func read(_ tables: [TableName: String], time: TimeScale = .calendar) throws -> Network {
    var about = About()
    about.time = time
    var builder = NetworkBuilder(about: about)
    for table in TableName.allCases {
      guard let text = tables[table] else { continue }
      let rows = CSVRows(file: table.file, bytes: Array(text.utf8))
      builder.read(table, from: rows)
    }
    return try builder.finish().network
  }
}

func close(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-9) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}
