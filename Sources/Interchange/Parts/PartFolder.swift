import FoundationEssentials
import Records

/// A folder of tables, each a folder of CSV files of up to so many rows: what engines for large networks read.
///
/// Written straight to its place, which is made anew.
public final class PartFolder {
  private let path: String

  /// Makes the folder, in place of what an earlier one held.
  ///
  /// - Throws: ``OutputError`` when it cannot be made, or holds anything that is no table of parts.
  public init(path: String) throws(OutputError) {
    self.path = path
    let files = FileManager.default
    let present = (try? files.contentsOfDirectory(atPath: path))?.sorted() ?? []
    if let stranger = present.first(where: { PartTable(rawValue: $0) == nil }) {
      throw failure("the folder holds \(stranger), which is no table of parts")
    }
    do {
      for table in present { try files.removeItem(atPath: "\(path)/\(table)") }
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw failure("the folder cannot be made here")
    }
  }

  private func failure(_ reason: String) -> OutputError {
    OutputError(description: "cannot write \(path): \(reason): choose another folder with --out", isBrokenPipe: false)
  }

  /// Begins a table.
  func table(_ table: PartTable) throws(OutputError) -> PartWriter {
    let folder = "\(path)/\(table.rawValue)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    } catch {
      throw failure("the folder \(table.rawValue) cannot be made in it")
    }
    return try PartWriter(folder: folder, header: table.header)
  }
}

/// A table of parts.
enum PartTable: String {
  case people, edges, contacts, adoptions

  /// Its columns.
  var header: [String] {
    switch self {
    case .people: ["id"]
    case .edges: ["from", "to"]
    case .contacts: ["from", "to", "start", "end", "influence", "steps"]
    case .adoptions: ["from", "to", "date"]
    }
  }
}

/// Writes the rows of one table, going on to a new file when one is full.
struct PartWriter {
  private let folder: String
  private let header: [String]
  private var output: OutputFile
  private var csv: CSVWriter
  private var number = 0
  private var rows = 0
  /// Rows of a file: some tens of megabytes, which is what one core of an engine takes at a time.
  private static let most = 1 << 20

  init(folder: String, header: [String]) throws(OutputError) {
    self.folder = folder
    self.header = header
    output = try OutputFile(path: "\(folder)/part-00000.csv")
    csv = CSVWriter(output, guardingFormulas: false)
    try csv.row(header)
  }

  mutating func row(_ cells: [String]) throws(OutputError) {
    if rows == Self.most {
      try output.finish()
      number += 1
      rows = 0
      let digits = String(number)
      output = try OutputFile(
        path: "\(folder)/part-\(String(repeating: "0", count: max(0, 5 - digits.count)))\(digits).csv")
      csv = CSVWriter(output, guardingFormulas: false)
      try csv.row(header)
    }
    rows += 1
    try csv.row(cells)
  }

  func finish() throws(OutputError) { try output.finish() }
}
