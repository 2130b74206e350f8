import CPostgreSQL
import Store

/// An answer of PostgreSQL's, or one row of it.
@safe final class PostgresResult {
  private let handle: OpaquePointer
  private let isConnected: Bool

  /// Takes over what libpq gave.
  @unsafe init(_ handle: OpaquePointer, isConnected: Bool) {
    unsafe self.handle = handle
    self.isConnected = isConnected
  }

  deinit { unsafe PQclear(handle) }

  var status: ExecStatusType { unsafe PQresultStatus(handle) }

  /// What was done, as `UPDATE 3`.
  var command: String { unsafe String(cString: PQcmdStatus(handle)) }

  /// The number of rows that were changed.
  var changed: Int { Int(unsafe String(cString: PQcmdTuples(handle))) ?? 0 }

  /// What an answer that is none says.
  var failure: PostgresFailure {
    let code = unsafe PQresultErrorField(handle, Int32(UInt8(ascii: "C"))).map { unsafe String(cString: $0) }
    let message = unsafe PQresultErrorField(handle, Int32(UInt8(ascii: "M"))).map { unsafe String(cString: $0) }
    let whole = unsafe String(cString: PQresultErrorMessage(handle))
    return PostgresFailure(code: code ?? "", message: message ?? whole, isLost: !isConnected)
  }

  private var count: Int32 { unsafe PQnfields(handle) }

  /// The names of the columns.
  var columns: [String] {
    (0..<count).map { column in
      unsafe PQfname(handle, column).map { unsafe String(cString: $0) } ?? ""
    }
  }

  /// The first row, which came as text.
  var values: [SQLValue] {
    (0..<count).map { column in
      guard let text = unsafe bytes(column) else { return .nothing }
      let value = unsafe String(decoding: text, as: UTF8.self)
      switch unsafe PQftype(handle, column) {
      case 20, 21, 23: return Int64(value).map { .number($0) } ?? .other
      case 1700: return Int64(value).map { .number($0) } ?? Double(value).map { .real($0) } ?? .other
      case 700, 701: return Double(value).map { .real($0) } ?? .other
      case 16: return .number(value == "t" ? 1 : 0)
      case 18, 19, 25, 1043: return .text(value)
      default: return .other
      }
    }
  }

  /// The bytes of a cell of the first row, for as long as this is held; `nil` where there are none.
  @unsafe func bytes(_ column: Int32) -> UnsafeRawBufferPointer? {
    guard column >= 0, column < count, unsafe PQntuples(handle) > 0, unsafe PQgetisnull(handle, 0, column) == 0 else {
      return nil
    }
    return unsafe UnsafeRawBufferPointer(
      start: PQgetvalue(handle, 0, column), count: Int(PQgetlength(handle, 0, column)))
  }
}

/// Lends texts to `body` as C has them, an address of nothing at the end.
@unsafe func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
  var bytes: [CChar] = []
  var starts: [Int] = []
  for text in texts {
    starts.append(bytes.count)
    bytes += text.utf8CString
  }
  return unsafe bytes.withUnsafeBufferPointer { bytes in
    var places: [UnsafePointer<CChar>?] = unsafe starts.map { start in
      unsafe bytes.baseAddress.map { unsafe $0 + start }
    }
    unsafe places.append(nil)
    // The array stands for the length of the call.
    return unsafe places.withUnsafeBufferPointer { places in
      var nothing: UnsafePointer<CChar>?
      return unsafe places.baseAddress.map { unsafe body($0) } ?? body(&nothing)
    }
  }
}

/// Lends arguments of a statement to `body` as libpq has them: texts, and addresses of nothing.
///
/// - Throws: `StoreError` for a text that holds the character by which C ends one.
@unsafe func withParameters(
  _ values: [SQLValue], _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>) -> Int32
) throws -> Int32 {
  var texts: [String] = []
  var isThere: [Bool] = []
  for value in values {
    switch value {
    case .nothing, .other: isThere.append(false)
    case .number(let number): (texts, isThere) = (texts + ["\(number)"], isThere + [true])
    case .real(let number): (texts, isThere) = (texts + ["\(number)"], isThere + [true])
    case .text(let text):
      guard !text.utf8.contains(0) else {
        throw StoreError(.question, "a text holds a character that no database keeps: take it out")
      }
      (texts, isThere) = (texts + [text], isThere + [true])
    }
  }
  return unsafe withCStrings(texts) { places in
    var next = 0
    let given: [UnsafePointer<CChar>?] = unsafe isThere.map { isThere in
      guard isThere else { return nil }
      defer { next += 1 }
      return unsafe places[next]
    }
    return unsafe given.withUnsafeBufferPointer { given in
      var nothing: UnsafePointer<CChar>?
      return unsafe given.baseAddress.map { unsafe body(Int32(given.count), $0) } ?? body(0, &nothing)
    }
  }
}
