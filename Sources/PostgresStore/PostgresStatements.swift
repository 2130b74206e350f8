import Records
import Store

/// A statement that is sent a good many times before an answer is waited for.
final class SentStatement: BulkStatement {
  private let connection: PostgresConnection
  private let name: String
  private var values: [SQLValue] = []
  private var waiting: [[SQLValue]] = []

  /// As many as may be under way: their answers fit into what a connection holds, so that neither side waits for the other.
  private static let most = 256

  init(_ connection: PostgresConnection, _ sql: String) throws(PostgresFailure) {
    self.connection = connection
    name = try connection.prepare(sql)
  }

  private func put(_ value: SQLValue, _ place: Int) {
    while values.count < place { values.append(.nothing) }
    values[place - 1] = value
  }

  func bind(_ place: Int, _ number: Int64) { put(.number(number), place) }
  func bind(_ place: Int, _ number: Double) { put(.real(number), place) }
  func bind(_ place: Int, _ text: Span<UInt8>) { put(.text(String(copying: text)), place) }
  func bindNothing(_ place: Int) { put(.nothing, place) }

  func run() throws {
    waiting.append(values)
    if waiting.count >= Self.most { try finish() }
  }

  func finish() throws {
    guard !waiting.isEmpty else { return }
    defer { waiting.removeAll(keepingCapacity: true) }
    try connection.run(name, forEach: waiting)
  }
}

/// Rows on their way into a table, in PostgreSQL's binary form.
final class CopiedStatement: BulkStatement {
  private enum Cell {
    case nothing
    case number(UInt64)
    case text(Range<Int>)
  }

  private let connection: PostgresConnection
  private let table: String
  private var cells: [Cell]
  /// The texts of the row that is being bound.
  private var texts: [UInt8] = []
  /// The rows that were run.
  private var rows: [UInt8] = CopiedStatement.header

  private static let header = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  /// Bytes that are sent at once.
  private static let most = 1 << 20

  init(_ connection: PostgresConnection, into table: String, _ columns: [String]) {
    self.connection = connection
    self.table = "\(table) (\(columns.joined(separator: ", ")))"
    cells = [Cell](repeating: .nothing, count: columns.count)
  }

  func bind(_ place: Int, _ number: Int64) { cells[place - 1] = .number(UInt64(bitPattern: number)) }
  func bind(_ place: Int, _ number: Double) { cells[place - 1] = .number(number.bitPattern) }
  func bindNothing(_ place: Int) { cells[place - 1] = .nothing }

  func bind(_ place: Int, _ text: Span<UInt8>) {
    let start = texts.count
    texts.append(copying: text)
    cells[place - 1] = .text(start..<texts.count)
  }

  func run() throws {
    rows.append(number: UInt16(cells.count))
    for cell in cells {
      switch cell {
      case .nothing: rows.append(number: UInt32.max)
      case .number(let number):
        rows.append(number: UInt32(8))
        rows.append(number: number)
      case .text(let range):
        rows.append(number: UInt32(range.count))
        rows.append(copying: texts.span.extracting(range))
      }
    }
    texts.removeAll(keepingCapacity: true)
    if rows.count >= Self.most { try finish() }
  }

  func finish() throws {
    guard rows.count > Self.header.count else { return }
    rows.append(number: UInt16.max)
    defer {
      rows.removeAll(keepingCapacity: true)
      rows += Self.header
    }
    try connection.copy(rows.span, into: table)
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(number: Number) {
    for place in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: number >> Number(place)))
    }
  }

  /// The bytes are copied within the closure.
  fileprivate mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
