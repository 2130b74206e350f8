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
  let row: BulkRow
  private unowned let connection: PostgresConnection
  // One thread uses these, and nothing that a row is lent to comes back to it: watching them for a second access takes time
  // for every row.
  @exclusivity(unchecked) private var bytes: UnsafeMutableRawBufferPointer?
  @exclusivity(unchecked) private var progress = Progress.waiting
  @exclusivity(unchecked) private var hasHeader = false
  private let sql: String

  init(_ connection: PostgresConnection, _ sql: String, _ columns: [BulkColumn]) {
    row = BulkRow(columns)
    self.connection = connection
    self.sql = sql
  }

  deinit { free() }

  private func free() {
    if let bytes = unsafe bytes { unsafe PQfreemem(bytes.baseAddress) }
    unsafe bytes = nil
  }

  func next() throws -> Bool {
    precondition(unsafe progress != .givenUp, "rows are read to the end before anything else is asked")
    if unsafe progress == .waiting {
      try connection.copy("COPY (\(sql)) TO STDOUT (FORMAT binary)", PGRES_COPY_OUT)
      connection.begin(self)
      unsafe progress = .begun
    }
    while unsafe progress == .begun {
      if let bytes = try unsafe fetch(), try unsafe read(UnsafeRawBufferPointer(bytes)) { return true }
    }
    return false
  }

  func giveUp() {
    guard unsafe progress == .begun else { return }
    while unsafe progress == .begun, unsafe (try? fetch()) != nil {}
    unsafe progress = .givenUp
  }

  /// What comes next, be it a row or not; `nil` at the end.
  private func fetch() throws -> UnsafeMutableRawBufferPointer? {
    free()
    defer { if unsafe bytes == nil { row.clear() } }
    unsafe bytes = try connection.nextCopied()
    if unsafe bytes == nil { unsafe progress = .done }
    return unsafe bytes
  }

  /// Takes the cells of a row; false for what is none.
  private func read(_ bytes: UnsafeRawBufferPointer) throws -> Bool {
    var bytes = unsafe bytes
    if unsafe !hasHeader {
      // A signature of 11 bytes, flags, and a further header that nobody uses.
      unsafe hasHeader = true
      guard bytes.count >= 19 else { throw StoreError.damaged("the answer has no beginning") }
      let further = unsafe Int(Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: 15, as: Int32.self)))
      guard further >= 0, further <= bytes.count - 19 else { throw StoreError.damaged("the answer has no beginning") }
      unsafe bytes = UnsafeRawBufferPointer(rebasing: bytes[(19 + further)...])
      if unsafe bytes.isEmpty { return false }
    }
    // The end is a row of -1 columns.
    if unsafe bytes.count == 2 && bytes[0] == 0xFF { return false }
    guard unsafe row.take(binary: bytes) else { throw StoreError.damaged("a row of the answer is cut off") }
    return true
  }
}

/// Rows that were asked for with arguments, in PostgreSQL's binary form.
@safe final class AskedRows: PostgresRows {
  let row: BulkRow
  private unowned let connection: PostgresConnection
  private let sql: String
  private let arguments: SQLArguments
  private var result: PostgresResult?
  private var progress = Progress.waiting

  init(_ connection: PostgresConnection, _ sql: String, _ arguments: SQLArguments, _ columns: [BulkColumn]) {
    row = BulkRow(columns)
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
    result = nil
    defer { if result == nil { row.clear() } }
    result = try connection.nextAsked()
    guard let result else {
      progress = .done
      return false
    }
    for column in row.columns.indices {
      if let bytes = unsafe result.bytes(Int32(clamping: column)) {
        unsafe row.take(binary: bytes, column)
      } else {
        row.setNothing(column)
      }
    }
    return true
  }

  func giveUp() {
    guard progress == .begun else { return }
    while progress == .begun, (try? next()) == true {}
    progress = .givenUp
  }
}
