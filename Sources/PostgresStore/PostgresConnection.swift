import CPostgreSQL
import Foundation
import Store

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A connection to PostgreSQL, used by one thread at a time.
///
/// Nothing is waited for without an end: a server that is gone is missed by TCP, one that stands still by the deadline.
@safe final class PostgresConnection {
  private let handle: OpaquePointer
  private var prepared: [String: String] = [:]
  /// Rows that are on their way, and must be read to the end before anything else is asked.
  private var open: (any PostgresRows)?
  /// True once the server said that a commit is on its own disk alone, or was about to break off.
  private(set) var isCommitDoubtful = false

  /// Seconds an answer may take.
  private static let patience: Double = 600

  /// Connects.
  ///
  /// - Parameters:
  ///   - address: Where to.
  ///   - session: What kind of server will do, as libpq has it, where the address does not say.
  /// - Throws: ``PostgresFailure``.
  init(_ address: PostgresAddress, _ session: String) throws(PostgresFailure) {
    var settings = [
      "connect_timeout": "5", "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3",
      "tcp_user_timeout": "15000", "target_session_attrs": session,
    ]
    if !address.isOnThisMachine, ProcessInfo.processInfo.environment["PGSSLMODE"] == nil {
      settings["sslmode"] = "require"
    }
    // What the address says comes later and counts.
    let words =
      settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [
        ("dbname", address.text), ("application_name", "ripple"), ("client_encoding", "UTF8"),
      ]
    let connected = unsafe withCStrings(words.map(\.0)) { keywords in
      unsafe withCStrings(words.map(\.1)) { values in unsafe PQconnectdbParams(keywords, values, 1) }
    }
    guard let handle = unsafe connected else { throw PostgresFailure(message: "there is no memory", isLost: true) }
    unsafe self.handle = handle
    guard unsafe PQstatus(handle) == CONNECTION_OK else {
      throw PostgresFailure(message: unsafe String(cString: PQerrorMessage(handle)), isLost: true)
    }
    unsafe PQsetNoticeReceiver(
      handle,
      { place, result in
        guard let place = unsafe place, let code = unsafe PQresultErrorField(result, Int32(UInt8(ascii: "C"))) else {
          return
        }
        // A wait for the standby that was broken off, by somebody or because the server stops.
        guard ["57014", "57P01"].contains(unsafe String(cString: code)) else { return }
        unsafe Unmanaged<PostgresConnection>.fromOpaque(place).takeUnretainedValue().isCommitDoubtful = true
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { unsafe PQfinish(handle) }

  // MARK: Statements

  /// Runs statements without arguments, which give no rows.
  func run(_ sql: String) throws(PostgresFailure) {
    drain()
    try send(unsafe PQsendQuery(handle, sql))
    _ = try finish(Self.patience)
  }

  /// Ends a transaction.
  ///
  /// - Parameter seconds: How long the server may take, which waits for its standby.
  /// - Returns: False when there was nothing left to commit.
  func commit(within seconds: Double) throws(PostgresFailure) -> Bool {
    drain()
    isCommitDoubtful = false
    try send(unsafe PQsendQuery(handle, "COMMIT"))
    let result = try finish(seconds)
    return result?.command == "COMMIT"
  }

  /// Runs a statement; the number of rows it changed.
  func run(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    var changed = 0
    try each(sql, arguments, { _ in }, atEnd: { changed = $0.changed })
    return changed
  }

  /// Lends the rows of an answer to `body`, one after another, and its end to `end`.
  func each(
    _ sql: String, _ arguments: SQLArguments, _ body: (SQLRow) throws -> Void,
    atEnd end: (PostgresResult) -> Void = { _ in }
  ) throws {
    try ask(sql, arguments, isBinary: false)
    var failure: (any Error)?
    var columns: [String] = []
    while let result = try next(Self.patience) {
      switch result.status {
      case PGRES_SINGLE_TUPLE where failure == nil:
        if columns.isEmpty { columns = result.columns }
        do { try body(SQLRow(columns: columns, values: result.values)) } catch { failure = error }
      case PGRES_SINGLE_TUPLE: break
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK: end(result)
      default: failure = failure ?? result.failure
      }
    }
    if let failure { throw failure }
  }

  /// Rows that are taken one after another.
  func reading(_ sql: String, _ arguments: SQLArguments, _ columns: [BulkColumn]) -> any PostgresRows {
    if arguments.isEmpty { return CopiedRows(self, sql, columns) }
    return AskedRows(self, sql, arguments, columns)
  }

  /// Sends a prepared statement, whose rows come one by one.
  func ask(_ sql: String, _ arguments: SQLArguments, isBinary: Bool) throws {
    let name = try prepare(sql)
    try send(
      unsafe withParameters(arguments.map { $0?.sqlValue ?? .nothing }) { count, values in
        unsafe PQsendQueryPrepared(handle, name, count, values, nil, nil, isBinary ? 1 : 0)
      })
    _ = unsafe PQsetSingleRowMode(handle)
  }

  /// The name by which the server knows a statement.
  func prepare(_ sql: String) throws(PostgresFailure) -> String {
    drain()
    if let name = prepared[sql] { return name }
    let name = "s\(prepared.count + 1)"
    try send(unsafe PQsendPrepare(handle, name, numbered(sql), 0, nil))
    _ = try finish(Self.patience)
    prepared[sql] = name
    return name
  }

  // MARK: Many at once

  /// Runs a prepared statement for each of some arguments, without waiting for one before the next is sent.
  func run(_ name: String, forEach arguments: [[SQLValue]]) throws {
    drain()
    guard unsafe PQenterPipelineMode(handle) == 1 else { throw lost }
    defer { _ = unsafe PQexitPipelineMode(handle) }
    for values in arguments {
      try send(
        unsafe withParameters(values) { count, values in
          unsafe PQsendQueryPrepared(handle, name, count, values, nil, nil, 0)
        })
    }
    guard unsafe PQpipelineSync(handle) == 1 else { throw lost }
    var failure: PostgresFailure?
    // One answer and one end of it for each, and one for the end of all.
    while true {
      guard let result = try next(Self.patience) else { continue }
      if result.status == PGRES_PIPELINE_SYNC { break }
      if result.status == PGRES_FATAL_ERROR { failure = failure ?? result.failure }
    }
    if let failure { throw failure }
  }

  /// Begins to copy.
  func copy(_ sql: String, _ direction: ExecStatusType) throws(PostgresFailure) {
    drain()
    try send(unsafe PQsendQuery(handle, sql))
    guard let result = try next(Self.patience) else { throw lost }
    guard result.status == direction else {
      let failure = result.failure
      while try next(Self.patience) != nil {}
      throw failure
    }
  }

  /// Copies bytes, in PostgreSQL's binary form, into a table.
  func copy(_ bytes: Span<UInt8>, into table: String) throws(PostgresFailure) {
    try copy("COPY \(table) FROM STDIN (FORMAT binary)", PGRES_COPY_IN)
    var isSent = true
    var start = 0
    while isSent, start < bytes.count {
      let end = min(start + 1 << 16, bytes.count)
      isSent = unsafe bytes.extracting(start..<end).withUnsafeBytes { piece in
        unsafe PQputCopyData(handle, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count)) == 1
      }
      start = end
    }
    guard isSent, unsafe PQputCopyEnd(handle, nil) == 1 else { throw lost }
    _ = try finish(Self.patience)
  }

  /// The next row that is copied out, which the caller frees; `nil` at the end.
  func nextCopied() throws(PostgresFailure) -> UnsafeMutableRawBufferPointer? {
    while true {
      var buffer: UnsafeMutablePointer<CChar>?
      switch unsafe PQgetCopyData(handle, &buffer, 1) {
      case -1:
        _ = try finish(Self.patience)
        return nil
      case 0: try wait(Self.deadline(Self.patience))
      case let count where count > 0: return unsafe UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
      default: throw lost
      }
    }
  }

  /// The next row that was asked for; `nil` at the end.
  func nextAsked() throws(PostgresFailure) -> PostgresResult? {
    while let result = try next(Self.patience) {
      switch result.status {
      case PGRES_SINGLE_TUPLE: return result
      case PGRES_TUPLES_OK: continue
      default:
        let failure = result.failure
        while try next(Self.patience) != nil {}
        throw failure
      }
    }
    return nil
  }

  /// Notes that rows are on their way.
  func begin(_ rows: any PostgresRows) { open = rows }

  /// Reads the rest of what was asked for and is wanted no longer, as when an error was thrown meanwhile.
  private func drain() {
    guard let rows = open else { return }
    open = nil
    rows.giveUp()
  }

  // MARK: News

  /// Waits until the server says something of its own accord, or some time has passed.
  func listen(atMost seconds: Double) throws(PostgresFailure) {
    let end = Self.deadline(seconds)
    while true {
      guard unsafe PQconsumeInput(handle) == 1 else { throw lost }
      if let notice = unsafe PQnotifies(handle) {
        unsafe PQfreemem(notice)
        // Those that came together are one piece of news.
        while let more = unsafe PQnotifies(handle) { unsafe PQfreemem(more) }
        return
      }
      let left = end - Self.now()
      guard left > 0 else { return }
      _ = try ready(Int16(POLLIN), left)
    }
  }

  // MARK: Waiting

  private var lost: PostgresFailure {
    PostgresFailure(message: unsafe String(cString: PQerrorMessage(handle)), isLost: true)
  }

  private func send(_ isSent: Int32) throws(PostgresFailure) {
    if isSent != 1 { throw lost }
  }

  /// Reads all answers to what was sent; the last one.
  private func finish(_ seconds: Double) throws(PostgresFailure) -> PostgresResult? {
    var last: PostgresResult?
    var failure: PostgresFailure?
    while let result = try next(seconds) {
      if result.status == PGRES_FATAL_ERROR { failure = failure ?? result.failure }
      last = result
    }
    if let failure { throw failure }
    return last
  }

  private func next(_ seconds: Double) throws(PostgresFailure) -> PostgresResult? {
    let end = Self.deadline(seconds)
    while unsafe PQisBusy(handle) != 0 { try wait(end) }
    guard let result = unsafe PQgetResult(handle) else {
      if unsafe PQstatus(handle) != CONNECTION_OK { throw lost }
      return nil
    }
    return unsafe PostgresResult(result, isConnected: PQstatus(handle) == CONNECTION_OK)
  }

  private func wait(_ end: Double) throws(PostgresFailure) {
    guard try ready(Int16(POLLIN), end - Self.now()) else {
      throw PostgresFailure(message: "the server does not answer", isLost: true)
    }
    guard unsafe PQconsumeInput(handle) == 1 else { throw lost }
  }

  /// Waits until the connection can be read; false when the time has passed.
  private func ready(_ events: Int16, _ seconds: Double) throws(PostgresFailure) -> Bool {
    var place = pollfd(fd: unsafe PQsocket(handle), events: events, revents: 0)
    guard place.fd >= 0 else { throw lost }
    let found = unsafe poll(&place, 1, Int32(max(0, min(seconds, 3600)) * 1000))
    return found > 0 || (found < 0 && errno == EINTR)
  }

  private static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func deadline(_ seconds: Double) -> Double { now() + seconds }
}

/// A statement with its arguments numbered as PostgreSQL has them.
func numbered(_ sql: String) -> String {
  var text: [UInt8] = []
  var next = 0
  var isQuoted = false
  var bytes = Array(sql.utf8)[...]
  while let byte = bytes.popFirst() {
    if byte == UInt8(ascii: "'") { isQuoted.toggle() }
    guard byte == UInt8(ascii: "?"), !isQuoted else {
      text.append(byte)
      continue
    }
    text.append(UInt8(ascii: "$"))
    if let digit = bytes.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(digit) { continue }
    next += 1
    text += Array("\(next)".utf8)
  }
  return String(decoding: text, as: UTF8.self)
}
