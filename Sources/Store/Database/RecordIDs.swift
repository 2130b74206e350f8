import Records

/// Where the ids of records that others refer to are found, and the records of ids.
protocol IDSource {
  /// The id of a record, lent to `body`; `place` is that of its table in ``Schema/referenced``.
  ///
  /// - Throws: ``StoreError`` when no such record was ever written.
  func withID(at place: Int, _ record: Int64, _ body: (Span<UInt8>) -> Void) throws

  /// The record of an id; `nil` when no record ever had it.
  func record(_ table: TableName, _ id: Span<UInt8>) throws -> Int64?

  /// Prepares for versions of records to be read: their ids, and those of all they refer to.
  func learn(_ records: [Int64], of table: StoredTable) throws
}

/// Ids that are asked for as they are needed, where there are few to be known. Nothing can be asked while rows are read, so
/// that what stands in them is learnt before.
final class AskedIDs: IDSource {
  private let session: any StoreSession
  /// By the place of their table.
  private var ids = [[Int64: [UInt8]]](repeating: [:], count: Schema.referenced.count)
  private var records = [[[UInt8]: Int64]](repeating: [:], count: Schema.referenced.count)

  init(_ session: any StoreSession) { self.session = session }

  private func learn(_ wanted: Set<Int64>, at place: Int) throws {
    let new = wanted.filter { ids[place][$0] == nil }.sorted()
    if new.isEmpty { return }
    let rows = try session.rows(
      "SELECT record, id FROM \(Schema.ids(of: Schema.referenced[place])) WHERE record IN (\(Schema.list(new)))")
    for row in rows { keep(Array((try row.textIfAny("id") ?? "").utf8), of: try row.number("record"), at: place) }
  }

  private func keep(_ id: [UInt8], of record: Int64, at place: Int) {
    ids[place][record] = id
    if !id.isEmpty { records[place][id] = record }
  }

  func learn(_ wanted: [Int64], of table: StoredTable) throws {
    if let place = RecordIDs.place(of: table.name) { try learn(Set(wanted), at: place) }
    for column in table.columns {
      guard case .reference(let target) = column.type, let place = RecordIDs.place(of: target) else { continue }
      try learn(
        Set(
          try session.numbers(
            """
            SELECT DISTINCT "\(column.name)" FROM \(table.name.rawValue)
            WHERE record IN (\(Schema.list(wanted))) AND "\(column.name)" IS NOT NULL
            """)), at: place)
    }
  }

  func withID(at place: Int, _ record: Int64, _ body: (Span<UInt8>) -> Void) throws {
    guard let id = ids[place][record] else { throw StoreError.missingID(record, of: Schema.referenced[place]) }
    body(id.span)
  }

  func record(_ table: TableName, _ id: Span<UInt8>) throws -> Int64? {
    guard let place = RecordIDs.place(of: table), !id.isEmpty else { return nil }
    // The bytes are copied within the closure.
    let id = unsafe id.withUnsafeBufferPointer { unsafe Array($0) }
    if let known = records[place][id] { return known }
    let found = try session.number(
      "SELECT record FROM \(Schema.ids(of: table)) WHERE id = ?", [String(decoding: id, as: UTF8.self)])
    if let found { keep(id, of: found, at: place) }
    return found
  }

  /// The record of an id, which is given the next number, and written, when it is new. A record without an id is always new.
  func insert(_ table: TableName, _ id: String) throws -> Int64 {
    if let known = try record(table, id.utf8.span) { return known }
    guard let place = RecordIDs.place(of: table) else { preconditionFailure("\(table) has no ids of its own") }
    let name = Schema.ids(of: table)
    let number = (try session.number("SELECT max(record) FROM \(name)") ?? 0) + 1
    try session.run("INSERT INTO \(name) (record, id) VALUES (?, ?)", [number, id.isEmpty ? nil : id])
    keep(Array(id.utf8), of: number, at: place)
    return number
  }
}

extension StoreError {
  fileprivate static func missingID(_ record: Int64, of table: TableName) -> StoreError {
    .damaged("a record refers to number \(record) of \(table.rawValue), which is not there")
  }
}

/// The ids of records that others refer to, by record number and back.
///
/// Record numbers of a table run from 1 without a gap; a record that has none (an engagement may) has an empty id.
struct RecordIDs: IDSource {
  fileprivate struct Ids {
    var texts: [UInt8] = []
    var ends: [Int] = []
    var records = IDTable()
  }

  /// In the order of ``Schema/referenced``.
  private var tables: [Ids] = []

  /// Reads all ids.
  ///
  /// - Complexity: O(ids), about 80 bytes each.
  init(_ session: any StoreSession) throws {
    for table in Schema.referenced {
      let last = try session.number("SELECT max(record) FROM \(Schema.ids(of: table))") ?? 0
      let rows = try session.reading(
        "SELECT record, id FROM \(Schema.ids(of: table)) ORDER BY record", [], [.number, .text])
      var ids = Ids()
      ids.reserve(Totals.room(for: last))
      while try rows.next() {
        guard rows.row.number(0) == Int64(ids.ends.count + 1) else {
          throw StoreError.damaged("the ids of \(table.rawValue) are not numbered one after another")
        }
        rows.row.withText(1) { ids.append($0) }
      }
      tables.append(ids)
    }
  }

  /// Where the ids of a table stand; `nil` for a table that has none of its own.
  static func place(of table: TableName) -> Int? { Schema.referenced.firstIndex(of: table) }

  func withID(at place: Int, _ record: Int64, _ body: (Span<UInt8>) -> Void) throws {
    let ids = tables[place]
    guard record > 0, record <= ids.ends.count else {
      throw StoreError.missingID(record, of: Schema.referenced[place])
    }
    let index = Int(record) - 1
    body(ids.texts.span.extracting((index == 0 ? 0 : ids.ends[index - 1])..<ids.ends[index]))
  }

  func record(_ table: TableName, _ id: Span<UInt8>) -> Int64? {
    Self.place(of: table).flatMap { tables[$0].records.row(of: id) }.map { Int64($0) }
  }

  func learn(_ records: [Int64], of table: StoredTable) {}

  /// The record of an id, which is given the next number when it is new. A record without an id is always new.
  mutating func insert(_ table: TableName, _ id: Span<UInt8>) -> (record: Int64, isNew: Bool) {
    guard let place = Self.place(of: table) else { preconditionFailure("\(table) has no ids of its own") }
    if !id.isEmpty, let known = record(table, id) { return (known, false) }
    tables[place].append(id)
    return (Int64(tables[place].ends.count), true)
  }
}

extension RecordIDs.Ids {
  mutating func reserve(_ count: Int) {
    ends.reserveCapacity(count)
    records.reserve(count)
  }

  mutating func append(_ id: Span<UInt8>) {
    // The bytes are copied within the closure.
    unsafe id.withUnsafeBufferPointer { unsafe texts.append(contentsOf: $0) }
    ends.append(texts.count)
    if !id.isEmpty { _ = records.insert(id, row: ends.count) }
  }
}
