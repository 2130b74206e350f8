import Records

/// The ids of records that others refer to, by record number and back.
///
/// Record numbers of a table run from 1 without a gap; a record that has none (an engagement may) has an empty id.
struct RecordIDs {
  fileprivate struct Ids {
    var texts: [UInt8] = []
    var ends: [Int] = []
    var records = IDTable()
  }

  private var tables: [TableName: Ids] = [:]

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
      tables[table] = ids
    }
  }

  /// The id of a record, lent to `body`.
  ///
  /// - Throws: ``StoreError`` when no such record was ever written.
  func withID<Result>(_ table: TableName, _ record: Int64, _ body: (Span<UInt8>) -> Result) throws -> Result {
    guard let ids = tables[table], record > 0, record <= ids.ends.count else {
      throw StoreError.damaged("a record refers to number \(record) of \(table.rawValue), which is not there")
    }
    let index = Int(record) - 1
    return body(ids.texts.span.extracting((index == 0 ? 0 : ids.ends[index - 1])..<ids.ends[index]))
  }

  /// The record of an id; `nil` when no record ever had it.
  func record(_ table: TableName, _ id: Span<UInt8>) -> Int64? { tables[table]?.records.row(of: id).map { Int64($0) } }

  /// The record of an id, which is given the next number when it is new. A record without an id is always new.
  mutating func insert(_ table: TableName, _ id: Span<UInt8>) -> (record: Int64, isNew: Bool) {
    if !id.isEmpty, let known = record(table, id) { return (known, false) }
    tables[table, default: Ids()].append(id)
    return (Int64(tables[table]?.ends.count ?? 0), true)
  }
}

extension RecordIDs.Ids {
  mutating func append(_ id: Span<UInt8>) {
    var position = 0
    while position < id.count {
      texts.append(id[position])
      position &+= 1
    }
    ends.append(texts.count)
    if !id.isEmpty { _ = records.insert(id, row: ends.count) }
  }
}
