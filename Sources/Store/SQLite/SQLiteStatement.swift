import GRDB
import GRDBSQLite

/// A prepared statement that is run a great many times: values go between SQLite and bytes without a box about each.
///
/// SQLite copies bound bytes before `bind` returns; a column's bytes are lent until the next step.
@safe final class SQLiteStatement: BulkRows, BulkStatement {
  let row: BulkRow
  private let statement: Statement
  private let handle: OpaquePointer

  /// A statement whose answer, if it has one, has such columns.
  init(_ database: Database, _ sql: String, _ columns: [BulkColumn] = []) throws {
    row = BulkRow(columns)
    statement = try database.makeStatement(sql: sql)
    unsafe handle = statement.sqliteStatement
  }

  func bind(_ place: Int, _ number: Int64) { unsafe sqlite3_bind_int64(handle, Int32(place), number) }
  func bind(_ place: Int, _ value: SQLValue) {
    switch value {
    case .nothing, .other: bindNothing(place)
    case .number(let number): bind(place, number)
    case .real(let number): bind(place, number)
    case .text(let text): bind(place, text.utf8.span)
    }
  }
  func bind(_ place: Int, _ number: Double) { unsafe sqlite3_bind_double(handle, Int32(place), number) }
  func bindNothing(_ place: Int) { unsafe sqlite3_bind_null(handle, Int32(place)) }

  func bind(_ place: Int, _ text: Span<UInt8>) {
    // A text of no bytes has no address, which SQLite would take for NULL.
    if text.isEmpty {
      unsafe sqlite3_bind_text(handle, Int32(place), "", 0, Self.copied)
      return
    }
    unsafe text.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      _ = unsafe sqlite3_bind_text(handle, Int32(place), start, Int32(clamping: bytes.count), Self.copied)
    }
  }

  /// Has SQLite copy what it is given.
  private static var copied: sqlite3_destructor_type { unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  func run() throws {
    let code = unsafe sqlite3_step(handle)
    let reset = unsafe sqlite3_reset(handle)
    if code != SQLITE_DONE { throw failure(reset == SQLITE_OK ? code : reset) }
  }

  /// Nothing waits to be run.
  func finish() {}

  func next() throws -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW:
      for (column, kind) in row.columns.enumerated() { fill(Int32(column), kind) }
      return true
    case SQLITE_DONE:
      row.clear()
      unsafe sqlite3_reset(handle)
      return false
    default:
      row.clear()
      throw failure(unsafe sqlite3_reset(handle))
    }
  }

  private func failure(_ code: Int32) -> DatabaseError {
    let message = unsafe sqlite3_errmsg(sqlite3_db_handle(handle)).map { unsafe String(cString: $0) }
    return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
  }

  private func fill(_ column: Int32, _ kind: BulkColumn) {
    switch kind {
    case .text:
      guard let start = unsafe sqlite3_column_text(handle, column) else { return row.setNothing(Int(column)) }
      let count = unsafe Int(sqlite3_column_bytes(handle, column))
      unsafe row.set(UnsafeBufferPointer(start: start, count: count), Int(column))
    case _ where unsafe sqlite3_column_type(handle, column) == SQLITE_NULL: row.setNothing(Int(column))
    case .number: unsafe row.set(sqlite3_column_int64(handle, column), Int(column))
    case .real: unsafe row.set(sqlite3_column_double(handle, column), Int(column))
    }
  }
}
