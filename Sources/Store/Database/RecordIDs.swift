import Records

/// Where the ids of records that others refer to are found.
protocol IDSource {
  /// The id of a record, lent to `body`; `place` is that of its table in ``Schema/referenced``.
  ///
  /// - Throws: ``StoreError`` when no such record was ever written.
  func withID(at place: Int, _ record: Int64, _ body: (Span<UInt8>) -> Void) throws
}

/// The ids of a few records of one table.
struct FewIDs: IDSource {
  private let place: Int?
  private var ids: [Int64: [UInt8]] = [:]

  /// Asks for them; none where the table's records have none.
  init(of records: [Int64], in table: TableName, _ session: any StoreSession) throws {
    place = RecordIDs.place(of: table)
    guard place != nil else { return }
    for row in try session.rows(
      "SELECT record, id FROM \(Schema.ids(of: table)) WHERE record IN (\(Schema.list(records)))")
    {
      ids[try row.number("record")] = Array((try row.textIfAny("id") ?? "").utf8)
    }
  }

  func withID(at place: Int, _ record: Int64, _ body: (Span<UInt8>) -> Void) throws {
    guard place == self.place, let id = ids[record] else {
      throw StoreError.missingID(record, of: Schema.referenced[place])
    }
    body(id.span)
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
      let rows = try session.reading("SELECT record, id FROM \(Schema.ids(of: table)) ORDER BY record")
      var ids = Ids()
      while try rows.next() {
        guard rows.number(0) == Int64(ids.ends.count + 1) else {
          throw StoreError.damaged("the ids of \(table.rawValue) are not numbered one after another")
        }
        rows.withText(1) { ids.append($0) }
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

  /// The record of an id; `nil` when no record ever had it.
  func record(_ table: TableName, _ id: Span<UInt8>) -> Int64? {
    Self.place(of: table).flatMap { tables[$0].records.row(of: id) }.map { Int64($0) }
  }

  /// The record of an id, which is given the next number when it is new. A record without an id is always new.
  mutating func insert(_ table: TableName, _ id: Span<UInt8>) -> (record: Int64, isNew: Bool) {
    guard let place = Self.place(of: table) else { preconditionFailure("\(table) has no ids of its own") }
    if !id.isEmpty, let known = record(table, id) { return (known, false) }
    tables[place].append(id)
    return (Int64(tables[place].ends.count), true)
  }
}

extension RecordIDs.Ids {
  mutating func append(_ id: Span<UInt8>) {
    // The bytes are copied within the closure.
    unsafe id.withUnsafeBufferPointer { unsafe texts.append(contentsOf: $0) }
    ends.append(texts.count)
    if !id.isEmpty { _ = records.insert(id, row: ends.count) }
  }
}
