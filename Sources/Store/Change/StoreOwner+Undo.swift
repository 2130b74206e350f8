import Records

extension StoreOwner {
  /// Takes back what a change set did, by another one: what it added is taken out, what it changed, ended or took out is as
  /// it was before.
  ///
  /// - Throws: ``StoreError`` when there is no such change set, it erased somebody, a record of it was changed again since,
  ///   or something known would refer to what is not.
  /// - Complexity: O(versions of all records).
  public func undo(_ number: Int64, by author: String, note: String = "") throws -> ChangeSet {
    // Looked for before anything refers to it.
    guard number > 0, try number <= reader.lastChange() else {
      throw StoreError(.question, "there is no change set \(number): 'ripple history' lists those there are")
    }
    let change = try change(.undo, by: author, note: note, undoing: number) { session, change in
      let row = try session.row("SELECT * FROM changes WHERE id = ?", [number])
      if try row.map({ try ChangeSet($0).kind }) == .erase {
        throw StoreError(.question, "change set \(number) erased somebody, which cannot be undone")
      }
      let ids = try RecordIDs(session)
      var counts: ChangeCounts = [:]
      for name in TableName.allCases {
        counts[name] = try Undoing(StoredTable(name), number, session).run(session, ids, change: change)
      }
      try undoAbout(number, session, change: change)
      try HandingOver(session, number).undo(as: change)
      try refuseDangling(session)
      return counts
    }
    guard let change else { throw StoreError(.question, "change set \(number) has nothing to undo") }
    return change
  }

  private func undoAbout(_ number: Int64, _ session: any StoreSession, change: Int64) throws {
    let before = try session.rows("SELECT member, value FROM about WHERE known_until = ?", [number])
    try session.run("UPDATE about SET known_until = ? WHERE known_from = ? AND known_until IS NULL", [change, number])
    for row in before {
      let member = try row.text("member")
      let value = try row.text("value")
      let isSaid = try session.has(
        "SELECT 1 FROM about WHERE member = ? AND known_until IS NULL", [member])
      if isSaid { throw Undoing.overtaken("what the network says about itself") }
      try session.run("INSERT INTO about (member, known_from, value) VALUES (?, ?, ?)", [member, change, value])
    }
  }
}

/// What undoing a change set does to one table.
private struct Undoing {
  private let table: StoredTable
  private let number: Int64

  init(_ table: StoredTable, _ number: Int64, _ session: any StoreSession) {
    self.table = table
    self.number = number
  }

  static func overtaken(_ what: String) -> StoreError {
    StoreError(.conflict, "\(what) was changed again since: undo the later change sets first, the last one first")
  }

  func run(_ session: any StoreSession, _ ids: RecordIDs, change: Int64) throws -> RecordCounts {
    let further = try furtherColumns(of: table.name, session).count
    let touched = try table.reading(
      session,
      where: """
        WHERE record IN (SELECT record FROM \(table.name.rawValue) WHERE known_from = ?1 OR known_until = ?1)
        """, [number])
    var row = CellRow()
    var sum: Int64 = 0
    var record: Int64 = 0
    var line = VersionLine<CellRow>(try Undone(session))
    var steps: [(written: Version?, ended: (version: Version, row: CellRow)?)] = []
    func close() throws {
      let written = line.entries.last { $0.since == number }
      let ended = line.entries.last { $0.version.knownUntil == number }
      guard let last = line.entries.last, written != nil || ended != nil else { return }
      // What the change set left must be what is known now: its own version, or nothing after the one it ended.
      let isLast =
        written.map { $0.since == last.since && last.version.knownUntil == nil } ?? (ended?.since == last.since)
      guard isLast else { throw Self.overtaken("record \(record) of \(table.name.rawValue)") }
      steps.append((written?.version, ended.map { ($0.version, $0.payload) }))
    }
    while try touched.next() {
      let version = try table.read(touched, ids, furtherCount: further, into: &row, sum: &sum)
      if version.record != record {
        try close()
        record = version.record
        line.forget()
      }
      line.add(version, row)
    }
    try close()
    var counts = RecordCounts()
    guard !steps.isEmpty else { return counts }
    var writer = try VersionWriter(table, session, change: change)
    for step in steps {
      if let written = step.written { try writer.end(record: written.record, knownFrom: written.knownFrom) }
      if let ended = step.ended {
        try writer.write(
          ended.row, record: ended.version.record, source: ended.version.source, said: ended.version.said, ids)
      }
      switch (step.written, step.ended) {
      case (_?, _?): counts.changed += 1
      case (_?, nil): counts.removed += 1
      case (nil, _?): counts.added += 1
      case (nil, nil): break
      }
    }
    try writer.finish(session)
    return counts
  }
}
