import Records

extension StoreOwner {
  /// Makes one person of two: every record of the one goes over to the other, whose own cells are filled from it where they
  /// are empty, and who signs in as the one is the other. Both histories are kept, and the change set can be undone.
  ///
  /// What a source says of the one who goes is no news to it: the next import leaves them merged.
  ///
  /// - Parameters:
  ///   - duplicate: The id of the person who goes.
  ///   - kept: The id of the person who stays.
  ///   - author: Who merges them.
  ///   - note: Why, in their words.
  /// - Throws: ``StoreError`` when either is not there; `InvalidInput` when the records of both do not fit together.
  /// - Complexity: O(versions of all records).
  public func merge(_ duplicate: String, into kept: String, by author: String, note: String = "") throws -> ChangeSet {
    guard duplicate != kept else { throw StoreError(.question, "'\(kept)' is one person already: name two") }
    let change = try change(.merge, by: author, note: note) { session, change in
      let ids = try RecordIDs(session)
      guard let gone = ids.record(.people, duplicate.utf8.span), let stays = ids.record(.people, kept.utf8.span) else {
        throw StoreError(.question, "'\(duplicate)' and '\(kept)' are not both people of the store: check the ids")
      }
      var counts: ChangeCounts = [:]
      for name in TableName.allCases {
        let merging = try Merging(StoredTable(name), session, ids, change: change)
        counts[name] =
          try name == .people
          ? merging.people(gone, into: stays, duplicate) : merging.references(to: gone, duplicate, becoming: kept)
      }
      try HandingOver(session, change).run(from: gone, to: stays)
      _ = try StoredNetwork(session, isWhole: false).network(asOf: change)
      return counts
    }
    guard let change else { throw StoreError(.question, "there was nothing to merge") }
    return change
  }
}

/// What merging two people does to one table.
private struct Merging {
  private let table: StoredTable
  private let session: any StoreSession
  private let ids: RecordIDs
  private let further: Int
  private let change: Int64

  init(_ table: StoredTable, _ session: any StoreSession, _ ids: RecordIDs, change: Int64) throws {
    self.table = table
    self.session = session
    self.ids = ids
    self.change = change
    further = try furtherColumns(of: table.name, session).count
  }

  private func current(_ condition: String, _ arguments: SQLArguments) throws -> [(version: Version, row: CellRow)] {
    let versions = try table.reading(session, where: "WHERE known_until IS NULL AND (\(condition))", arguments)
    var row = CellRow()
    var sum: Int64 = 0
    var found: [(version: Version, row: CellRow)] = []
    while try versions.next() {
      let version = try table.read(versions, ids, furtherCount: further, into: &row, sum: &sum)
      found.append((version, row))
    }
    return found
  }

  func people(_ gone: Int64, into stays: Int64, _ id: String) throws -> RecordCounts {
    let both = try current("record IN (?, ?)", [gone, stays])
    guard let duplicate = both.first(where: { $0.version.record == gone }),
      let kept = both.first(where: { $0.version.record == stays })
    else {
      throw StoreError(.question, "'\(id)' and the one to keep are not both in the store now: see 'ripple history'")
    }
    var writer = try VersionWriter(table, session, change: change)
    try writer.end(record: gone, knownFrom: duplicate.version.knownFrom)
    var counts = RecordCounts()
    counts.removed = 1
    var filled = CellRow()
    var isFilled = false
    for index in 0..<kept.row.count {
      let own = kept.row.text(index)
      let cell = own.isEmpty ? duplicate.row.text(index) : own
      // What somebody did not consent to under either name they did not consent to.
      let column = index < table.columns.count ? table.columns[index] : nil
      let isConsent = column?.type == .flag && [own, duplicate.row.text(index)].contains("no")
      let final = isConsent ? "no" : cell
      isFilled = isFilled || final != own
      filled.append(cell: final)
    }
    if isFilled {
      try writer.end(record: stays, knownFrom: kept.version.knownFrom)
      let said = kept.version.said ?? String(decoding: kept.row.canonical, as: UTF8.self)
      try writer.write(filled, record: stays, source: kept.version.source, said: said, ids)
      counts.changed = 1
    }
    try writer.finish(session)
    return counts
  }

  func references(to gone: Int64, _ id: String, becoming kept: String) throws -> RecordCounts {
    let columns = table.personColumns
    var counts = RecordCounts()
    guard !columns.isEmpty else { return counts }
    let rows = try current(columns.map { "\"\(table.columns[$0].name)\" = ?1" }.joined(separator: " OR "), [gone])
    guard !rows.isEmpty else { return counts }
    var writer = try VersionWriter(table, session, change: change)
    for (version, row) in rows {
      var moved = CellRow()
      for index in 0..<row.count {
        let text = row.text(index)
        moved.append(cell: columns.contains(index) && text == id ? kept : text)
      }
      try writer.end(record: version.record, knownFrom: version.knownFrom)
      let said = version.said ?? String(decoding: row.canonical, as: UTF8.self)
      try writer.write(moved, record: version.record, source: version.source, said: said, ids)
      counts.changed += 1
    }
    try writer.finish(session)
    return counts
  }
}
