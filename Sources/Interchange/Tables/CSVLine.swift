/// Puts cells together into RFC 4180 lines, quoted where they must be.
struct CSVLine {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true
  /// Whether to keep spreadsheets from running cells that begin like a formula.
  private let guardsFormulas: Bool

  init(guardsFormulas: Bool) { self.guardsFormulas = guardsFormulas }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  /// Adds a cell.
  ///
  /// A guarded cell that a spreadsheet would run, one that begins with `=`, `+`, `-`, `@`, a tab or a line end and is
  /// no number, gets an apostrophe in front.
  mutating func add(_ cell: String) {
    if isFirst { isFirst = false } else { bytes.append(0x2C) }
    let text = guardsFormulas && Self.isFormula(cell) ? "'" + cell : cell
    let needsQuotes =
      text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      || text.utf8.first == 0x20 || text.utf8.last == 0x20
    guard needsQuotes else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Ends the line. A line of one empty cell is written as `""`, since an empty line is no row.
  mutating func end() {
    if bytes.isEmpty { bytes.append(contentsOf: [0x22, 0x22]) }
    bytes.append(0x0A)
  }

  static func isFormula(_ cell: String) -> Bool {
    guard let first = cell.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0A, 0x0D].contains(first) else { return false }
    return Double(cell) == nil
  }
}

/// Writes rows of cells as CSV to an output.
public struct CSVWriter {
  private let output: OutputFile
  private var line: CSVLine

  /// A writer onto `output`; `guardingFormulas` keeps spreadsheets from running cells.
  public init(_ output: OutputFile, guardingFormulas: Bool) {
    self.output = output
    line = CSVLine(guardsFormulas: guardingFormulas)
  }

  /// Writes one row.
  public mutating func row(_ cells: some Sequence<String>) throws(OutputError) {
    line.clear()
    for cell in cells { line.add(cell) }
    line.end()
    try output.write(line.bytes)
  }
}
