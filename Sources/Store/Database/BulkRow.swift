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

  /// Takes a row of PostgreSQL's binary form: the number of its columns, and of each the length, -1 for nothing, and the bytes.
  ///
  /// Numbers of eight or four bytes are taken, others are 0; columns that are not there hold nothing.
  ///
  /// - Returns: False where a length leads outside the bytes.
  @unsafe package func take(binary bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 2, let base = bytes.baseAddress else { return false }
    let given = unsafe Int(Int16(bigEndian: base.loadUnaligned(as: Int16.self)))
    var place = 2
    for column in 0..<columns.count {
      guard column < given else {
        setNothing(column)
        continue
      }
      guard bytes.count &- place >= 4 else { return false }
      let length = unsafe Int(Int32(bigEndian: base.loadUnaligned(fromByteOffset: place, as: Int32.self)))
      place &+= 4
      guard length >= 0 else {
        setNothing(column)
        continue
      }
      guard length <= bytes.count &- place else { return false }
      unsafe take(binary: UnsafeRawBufferPointer(start: base + place, count: length), column)
      place &+= length
    }
    return true
  }

  /// Takes a value of PostgreSQL's binary form.
  @inline(__always)
  @unsafe package func take(binary bytes: UnsafeRawBufferPointer, _ column: Int) {
    switch columns[column] {
    case .text:
      unsafe put(Cell(text: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), count: bytes.count), column)
    case .number:
      let number: Int64 =
        switch bytes.count {
        case 8: unsafe Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case 4: unsafe Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        default: 0
        }
      set(number, column)
    case .real:
      // A double's bytes come in the order of a whole number's.
      let bits = unsafe bytes.count == 8 ? UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)) : 0
      unsafe put(Cell(bits: bits, count: 0), column)
    }
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
