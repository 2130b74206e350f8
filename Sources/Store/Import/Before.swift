import Records

/// What earlier change sets were, as far as it tells what a source has said.
struct PastChanges {
  /// Those which, where they took a record out, took back that the source had spoken of it; an edit does not.
  let withdrawing: Set<Int64>
  /// Which undid which.
  let undone: Undone

  init(_ session: any StoreSession) throws {
    withdrawing = Set(try session.numbers("SELECT id FROM changes WHERE action NOT IN ('edit', 'merge')"))
    undone = try Undone(session)
  }
}

/// What a table holds before an import: of each record what the source said of it the last time, and what is known now.
struct Before {
  /// A record as it was.
  struct Old {
    let record: Int64
    /// Number of the contents that the source gave the last time; `nil` where it did not speak of the record.
    let asserted: Int?
    /// What is known now; `nil` where the record was taken out.
    let current: (knownFrom: Int64, contents: Int)?
    /// True when what is known now was written by hand, and no source speaks of the record.
    let isByHand: Bool
    /// Next record with the same contents in the same role; -1 for none.
    var next = -1
    var isTaken = false
    /// True when the source spoke of it.
    var isOwn: Bool { asserted != nil }
  }

  private var contents = IDTable()
  private var olds: [Old] = []
  /// The first record with certain contents: those of the source, and those of others.
  private var firstOwn: [Int] = []
  private var firstOther: [Int] = []
  private var byKey: [String: [Int]] = [:]

  /// True when the table is empty.
  var isEmpty: Bool { olds.isEmpty }

  /// Records the source spoke of the last time and does not now.
  var unclaimed: some Sequence<Old> { olds.lazy.filter { $0.isOwn && !$0.isTaken } }

  init(
    _ table: StoredTable, _ session: any StoreSession, _ ids: RecordIDs, _ knownColumns: Int, _ allColumns: Int,
    _ source: Int64?, _ past: PastChanges
  ) throws {
    let versions = try table.reading(session)
    var row = CellRow()
    var sum: Int64 = 0
    var record: Int64 = 0
    var line = VersionLine<(contents: Int, said: Int)>(past.undone)
    // What a source said before there were as many columns.
    func padded(_ said: String) -> String {
      let missing = table.columns.count + allColumns - said.utf8.count { $0 == StoredTable.separator } - 1
      return said + String(repeating: "\u{1F}", count: max(0, missing))
    }
    func old(_ entries: [VersionLine<(contents: Int, said: Int)>.Entry]) -> Old? {
      guard let last = entries.last else { return nil }
      var asserted: Int?
      if let source, let own = entries.lastIndex(where: { $0.version.source == source }) {
        let isWithdrawn = entries.indices[own...].contains { index in
          guard let until = entries[index].version.knownUntil, past.withdrawing.contains(until) else { return false }
          return index + 1 == entries.count || entries[index + 1].since != until
        }
        if !isWithdrawn { asserted = entries[own].payload.said }
      }
      let current = last.version.knownUntil == nil ? (last.version.knownFrom, last.payload.contents) : nil
      guard asserted != nil || current != nil else { return nil }
      let isByHand = asserted == nil && last.version.source == nil
      return Old(record: last.version.record, asserted: asserted, current: current, isByHand: isByHand)
    }
    while try versions.next() {
      let version = try table.read(versions, ids, furtherCount: knownColumns, into: &row, sum: &sum)
      for _ in knownColumns..<allColumns { row.append(cell: "") }
      if version.record != record {
        if let old = old(line.entries) { olds.append(old) }
        record = version.record
        line.forget()
      }
      let number = contents.insert(row.canonical.span).number
      let said = version.said.map { contents.insert(padded($0).utf8.span).number } ?? number
      line.add(version, (number, said))
    }
    if let old = old(line.entries) { olds.append(old) }
    link()
  }

  private mutating func link() {
    firstOwn = [Int](repeating: -1, count: contents.count)
    firstOther = firstOwn
    for index in olds.indices.reversed() {
      if let asserted = olds[index].asserted {
        olds[index].next = firstOwn[asserted]
        firstOwn[asserted] = index
      } else if let current = olds[index].current {
        olds[index].next = firstOther[current.contents]
        firstOther[current.contents] = index
      }
    }
  }

  /// Takes a record that the source gave with the same contents the last time, or else one that was brought with them by
  /// another source or by hand.
  mutating func take(sameAs row: CellRow) -> Old? {
    let canonical = row.canonical
    guard let number = contents.row(of: canonical.span) else { return nil }
    let index: Int
    if firstOwn[number] >= 0 {
      index = firstOwn[number]
      firstOwn[number] = olds[index].next
    } else if firstOther[number] >= 0 {
      index = firstOther[number]
      firstOther[number] = olds[index].next
    } else {
      return nil
    }
    olds[index].isTaken = true
    return olds[index]
  }

  /// Makes what is left ready for ``take(key:)``. Of records of other sources only those with an id can be meant.
  mutating func keyRest(_ key: ((Int) -> String) -> (String)) {
    // The source's own come last and so are taken first.
    for isOwn in [false, true] {
      for index in olds.indices.reversed() where !olds[index].isTaken && olds[index].isOwn == isOwn {
        guard let number = olds[index].asserted ?? olds[index].current?.contents else { continue }
        let cells = cells(number)
        let key = key { cells[$0] }
        if isOwn || key.hasPrefix("#") { byKey[key, default: []].append(index) }
      }
    }
  }

  /// Takes the record that `key` tells from others.
  mutating func take(key: String) -> Old? {
    guard let index = byKey[key]?.popLast() else { return nil }
    olds[index].isTaken = true
    return olds[index]
  }

  /// The cells of some contents.
  func cells(_ number: Int) -> [String] { StoredTable.cells(contents.text(number)) }
}

extension CellRow {
  /// The cells as one text that no other cells make: a cell holds no such separator.
  var canonical: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + count)
    for index in 0..<count {
      if index > 0 { text.append(StoredTable.separator) }
      text.append(contentsOf: bytes[range(index)])
    }
    return text
  }
}
