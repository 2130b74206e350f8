import CPostgreSQL
import Foundation
import Store

/// Rows on their way from PostgreSQL; they are asked for when the first is wanted.
protocol PostgresRows: BulkRows {
  /// Reads those that are left, and gives none of them.
  func giveUp()
}

/// How far rows have come.
private enum Progress { case waiting, begun, done, givenUp }

/// Rows that are copied out, in PostgreSQL's binary form.
///
/// What arrives is looked at before it is used: no length in it leads outside the row.
@safe final class CopiedRows: PostgresRows {
  private unowned let connection: PostgresConnection
  // One thread uses these, and nothing that a row is lent to comes back to it: watching them for a second access takes
  // a quarter of the time in which a network is read.
  @exclusivity(unchecked) private var row: UnsafeMutableRawBufferPointer?
  /// Where each cell of the row begins and how long it is; -1 for nothing.
  @exclusivity(unchecked) private var cells: [(start: Int, count: Int)] = []
  private let sql: String
  private var progress = Progress.waiting
  private var hasHeader = false

  init(_ connection: PostgresConnection, _ sql: String) {
    self.connection = connection
    self.sql = sql
  }

  deinit { free() }

  private func free() {
    if let row = unsafe row { unsafe PQfreemem(row.baseAddress) }
    unsafe row = nil
  }

  func next() throws -> Bool {
    precondition(progress != .givenUp, "rows are read to the end before anything else is asked")
    if progress == .waiting {
      try connection.copy("COPY (\(sql)) TO STDOUT (FORMAT binary)", PGRES_COPY_OUT)
      connection.begin(self)
      progress = .begun
    }
    while progress == .begun {
      if try unsafe fetch().map({ try unsafe read(UnsafeRawBufferPointer($0)) }) ?? false { return true }
    }
    return false
  }

  func giveUp() {
    guard progress == .begun else { return }
    while progress == .begun, unsafe (try? fetch()) != nil {}
    progress = .givenUp
  }

  /// What comes next, be it a row or not; `nil` at the end.
  private func fetch() throws -> UnsafeMutableRawBufferPointer? {
    free()
    unsafe row = try connection.nextCopied()
    if unsafe row == nil { progress = .done }
    return unsafe row
  }

  /// Finds the cells of a row; false for what is none.
  private func read(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
    unsafe cells.removeAll(keepingCapacity: true)
    var place = 0
    func number<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Int {
      let size = MemoryLayout<Number>.size
      guard bytes.count - place >= size else { throw StoreError.damaged("a row of the answer is cut off") }
      defer { place += size }
      return unsafe Int(Number(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: Number.self)))
    }
    if !hasHeader {
      // A signature of 11 bytes, flags, and a further header that nobody uses.
      hasHeader = true
      place = 15
      let further = try number(Int32.self)
      guard further >= 0 else { throw StoreError.damaged("the answer has no beginning") }
      place += further
      if place >= bytes.count { return false }
    }
    let count = try number(Int16.self)
    guard count >= 0 else { return false }
    for _ in 0..<count {
      let length = try number(Int32.self)
      guard length <= bytes.count - place else { throw StoreError.damaged("a row of the answer is cut off") }
      unsafe cells.append((place, length))
      place += max(0, length)
    }
    return true
  }

  private func bytes(_ column: Int) -> UnsafeRawBufferPointer? {
    guard let row = unsafe row, !isNothing(column) else { return nil }
    let cell = unsafe cells[column]
    return unsafe UnsafeRawBufferPointer(rebasing: row[cell.start..<cell.start + cell.count])
  }

  func isNothing(_ column: Int) -> Bool { unsafe column >= cells.count || cells[column].count < 0 }
  func number(_ column: Int) -> Int64 { unsafe bytes(column).map { unsafe $0.binaryNumber } ?? 0 }
  func real(_ column: Int) -> Double { unsafe bytes(column).map { unsafe $0.binaryReal } ?? 0 }
  func withText(_ column: Int, _ body: (Span<UInt8>) -> Void) { unsafe lend(bytes(column), to: body) }
}

/// Rows that were asked for with arguments, in PostgreSQL's binary form.
@safe final class AskedRows: PostgresRows {
  private unowned let connection: PostgresConnection
  private let sql: String
  private let arguments: SQLArguments
  private var row: PostgresResult?
  private var progress = Progress.waiting

  init(_ connection: PostgresConnection, _ sql: String, _ arguments: SQLArguments) {
    self.connection = connection
    self.sql = sql
    self.arguments = arguments
  }

  func next() throws -> Bool {
    precondition(progress != .givenUp, "rows are read to the end before anything else is asked")
    if progress == .waiting {
      try connection.ask(sql, arguments, isBinary: true)
      connection.begin(self)
      progress = .begun
    }
    guard progress == .begun else { return false }
    row = try connection.nextAsked()
    if row == nil { progress = .done }
    return row != nil
  }

  func giveUp() {
    guard progress == .begun else { return }
    while progress == .begun, (try? next()) == true {}
    progress = .givenUp
  }

  private func bytes(_ column: Int) -> UnsafeRawBufferPointer? { unsafe row?.bytes(Int32(clamping: column)) }

  func isNothing(_ column: Int) -> Bool { unsafe bytes(column) == nil }
  func number(_ column: Int) -> Int64 { unsafe bytes(column).map { unsafe $0.binaryNumber } ?? 0 }
  func real(_ column: Int) -> Double { unsafe bytes(column).map { unsafe $0.binaryReal } ?? 0 }
  func withText(_ column: Int, _ body: (Span<UInt8>) -> Void) { unsafe lend(bytes(column), to: body) }
}

@unsafe private func lend(_ bytes: UnsafeRawBufferPointer?, to body: (Span<UInt8>) -> Void) {
  unsafe body(Span(_unsafeElements: (bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)).bindMemory(to: UInt8.self)))
}

extension UnsafeRawBufferPointer {
  /// A whole number, of as many bytes as there are; 0 for what is none.
  fileprivate var binaryNumber: Int64 {
    switch count {
    case 8: unsafe Int64(bigEndian: loadUnaligned(as: Int64.self))
    case 4: unsafe Int64(Int32(bigEndian: loadUnaligned(as: Int32.self)))
    default: 0
    }
  }

  /// A number; 0 for what is none.
  fileprivate var binaryReal: Double {
    unsafe count == 8 ? Double(bitPattern: UInt64(bigEndian: loadUnaligned(as: UInt64.self))) : 0
  }
}
