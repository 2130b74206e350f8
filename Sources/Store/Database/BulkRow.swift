import Records

/// What a column of an answer holds.
package enum BulkColumn: Sendable { case number, real, text }

/// A row of an answer that may have a great many: its values are taken out of the database together, so that looking at one
/// asks nobody. Texts lie where the database has them, until the next row.
@safe package final class BulkRow {
  @unsafe private struct Cell {
    /// The bits of a number.
    var bits: UInt64 = 0
    var text: UnsafePointer<UInt8>?
    /// Length of a text; -1 for nothing.
    var count = -1
  }

  /// What its columns hold.
  package let columns: [BulkColumn]
  // As many as there are columns, as long as this lives.
  private let cells: UnsafeMutableBufferPointer<Cell>

  /// A row that holds nothing yet.
  package init(_ columns: [BulkColumn]) {
    self.columns = columns
    unsafe cells = .allocate(capacity: columns.count)
    unsafe cells.initialize(repeating: Cell())
  }

  deinit { unsafe cells.deallocate() }

  @inline(__always)
  @unsafe private func put(_ cell: Cell, _ column: Int) {
    precondition(unsafe column >= 0 && column < cells.count, "there is no such column")
    unsafe cells[column] = cell
  }

  @inline(__always)
  @unsafe private func cell(_ column: Int) -> Cell {
    precondition(unsafe column >= 0 && column < cells.count, "there is no such column")
    return unsafe cells[column]
  }

  /// No column holds anything any more: what the texts lay in is given back.
  package func clear() { for column in columns.indices { setNothing(column) } }

  /// A column holds nothing.
  package func setNothing(_ column: Int) { unsafe put(Cell(), column) }
  /// A column holds a whole number.
  package func set(_ number: Int64, _ column: Int) {
    unsafe put(Cell(bits: UInt64(bitPattern: number), count: 0), column)
  }
  /// A column holds a number.
  package func set(_ number: Double, _ column: Int) { unsafe put(Cell(bits: number.bitPattern, count: 0), column) }
  /// A column holds a text, which stays where it is until the row is filled anew.
  @unsafe package func set(_ text: UnsafeBufferPointer<UInt8>, _ column: Int) {
    unsafe put(Cell(text: text.baseAddress, count: text.count), column)
  }

  /// True when a column holds nothing.
  @inline(__always) func isNothing(_ column: Int) -> Bool { unsafe cell(column).count < 0 }
  /// A whole number; 0 for what is none.
  @inline(__always) func number(_ column: Int) -> Int64 { unsafe Int64(bitPattern: cell(column).bits) }
  /// A whole number, or nothing.
  @inline(__always) func numberIfAny(_ column: Int) -> Int64? { isNothing(column) ? nil : number(column) }
  /// A number; 0 for what is none.
  @inline(__always) func real(_ column: Int) -> Double { unsafe Double(bitPattern: cell(column).bits) }

  /// The bytes of a text, lent to `body`; none for what is no text.
  @inline(__always)
  func withText(_ column: Int, _ body: (Span<UInt8>) -> Void) {
    let cell = unsafe cell(column)
    let count = unsafe cell.text == nil ? 0 : cell.count
    unsafe body(Span(_unsafeElements: UnsafeBufferPointer(start: cell.text, count: count)))
  }

  /// A text; empty for what is none.
  func text(_ column: Int) -> String {
    var text = ""
    withText(column) { text = String(copying: $0) }
    return text
  }
}
