import FoundationEssentials
import Records

/// What a table of columns comes to as a whole, gone through without keeping it.
public struct ColumnAudit: Sendable {
  /// Number of rows.
  public private(set) var rows = 0
  /// Of each column: how many cells are filled, how many name the row's own id, and the sum of those that are numbers.
  private var columns: [String: (filled: Int, own: Int, sum: Double)] = [:]

  /// Goes through the files of a table whose rows are kept under `id`.
  ///
  /// - Throws: `MissingInput` when a file may not be read, `InvalidInput` for what is no table.
  /// - Complexity: O(bytes); one file is in memory at a time.
  public init(_ files: [String]) throws {
    var problems = ProblemList()
    for path in files {
      var source = CSVRows(file: fileName(path), bytes: try readFile(path))
      var row = CellRow()
      guard source.next(&row, &problems) else { continue }
      let header = (0..<row.count).map { row.text($0) }
      var counts = header.map { _ in (filled: 0, own: 0, sum: 0.0) }
      let id = header.firstIndex(of: "id") ?? 0
      while source.next(&row, &problems) {
        rows += 1
        for cell in 0..<min(row.count, header.count) where !row.range(cell).isEmpty {
          counts[cell].filled += 1
          if row.bytes[row.range(cell)].elementsEqual(row.bytes[row.range(id)]) { counts[cell].own += 1 }
          counts[cell].sum += Decimal.parse(row.bytes.span.extracting(row.range(cell))) ?? 0
        }
      }
      for (name, count) in zip(header, counts) {
        let before = columns[name] ?? (0, 0, 0)
        columns[name] = (before.filled + count.filled, before.own + count.own, before.sum + count.sum)
      }
    }
    if problems.errors > 0 { throw InvalidInput(problems) }
  }

  /// What does not agree with the figures that were given for the same columns, in words; `nil` when all does.
  ///
  /// Everybody stands in one row; each tie counts at both ends; every group has one member it is called after; shares add
  /// up to 1.
  public func disagreement(with figures: [String: Int]) -> String? {
    func says(_ what: String, _ found: Int?, _ figure: String, times: Int = 1) -> String? {
      guard let found, let given = figures[figure] else { return nil }
      let (expected, overflow) = given.multipliedReportingOverflow(by: times)
      return !overflow && found == expected
        ? nil : "\(found) \(what) where there should be \(overflow ? given : expected)"
    }
    let shares = columns["pagerank"].map(\.sum)
    return says("rows", rows, "nodes")
      ?? says("ends of ties", columns["degree"].flatMap { Int(exactly: $0.sum) }, "edges", times: 2)
      ?? says("components", columns["component"]?.own, "components")
      ?? says("people reached", columns["reach_generation"].map(\.filled).map { $0 }, "reached")
      ?? says("adopters", columns["cascade_root"]?.filled, "adopters")
      ?? says("trees", columns["cascade_root"]?.own, "trees")
      ?? shares.flatMap {
        rows == 0 || abs($0 - 1) <= 1e-6 ? nil : "shares that add up to \($0) where that should be 1"
      }
  }
}
