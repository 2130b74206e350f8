import Records

/// What an import does to one table, worked out before anything is written.
///
/// A source is compared with what it said itself the last time, not with what is known now, cell by cell: what somebody
/// edited by hand stays until the source says something new in that very cell.
struct TablePlan {
  /// A record with its new contents.
  struct Write {
    /// The record; `nil` for a new one.
    var record: Int64?
    /// The version that is no longer what is known; `nil` where there is none.
    var replaced: Int64?
    /// The row of the import.
    var row: Int
    /// The cells to be written, where those edited by hand stay.
    var merged: [String]?
  }

  let table: StoredTable
  /// Headers of further columns: those the store has, then those that are new.
  let further: [String]
  private(set) var writes: [Write] = []
  private(set) var removals: [(record: Int64, knownFrom: Int64)] = []
  private(set) var difference: TableDifference
  /// Number of rows left out, since they are of a person who was erased.
  let withheld: Int
  private let cells: ImportedCells
  /// Places of columns that a part does not have, and says nothing of; `nil` for what is no part.
  private let unsaid: [Int]?

  /// Compares `cells` with the store.
  ///
  /// - Parameters:
  ///   - before: How many rows come first that the source does not say: those of the store that a part refers to. `nil` for
  ///     a network that stands by itself.
  ///   - source: The number of the source; `nil` for one that never came before.
  ///   - past: What earlier change sets were.
  ///   - erased: People who are not to come back.
  init(
    _ cells: TableCells, after before: Int?, _ session: any StoreSession, _ ids: RecordIDs, source: Int64?,
    past: PastChanges,
    withholding erased: ErasedPeople
  ) throws {
    table = StoredTable(cells.table)
    difference = TableDifference(cells.table)
    let known = try furtherColumns(of: cells.table, session)
    further = known + cells.further.filter { !known.contains($0) }
    self.cells = ImportedCells(cells, further, blanking: erased)
    unsaid = before == nil ? nil : self.cells.absent
    let said = (before ?? 0)..<max(before ?? 0, cells.count)
    let rows = said.filter { !erased.isMeant(by: $0, of: cells) }
    withheld = said.count - rows.count
    if before != nil, said.isEmpty { return }
    let before = try Before(table, session, ids, known.count, further.count, source, past)
    try plan(rows, before)
  }

  private mutating func plan(_ rows: [Int], _ before: Before) throws {
    let key = RecordKey(table.name)
    var before = before
    var row = CellRow()
    var unmatched: [Int] = []
    if before.isEmpty {
      unmatched = rows
    } else {
      for index in rows {
        cells.fill(index, &row)
        guard let old = before.take(sameAs: row) else {
          unmatched.append(index)
          continue
        }
        difference.unchanged += 1
        if old.isByHand, let current = old.current {
          difference.confirmed += 1
          writes.append(Write(record: old.record, replaced: current.knownFrom, row: index))
        }
      }
    }
    // What is left on both sides is paired by what tells records apart.
    before.keyRest { cells in key.key(cells) }
    for index in unmatched {
      guard let old = before.isEmpty ? nil : before.take(key: key.key { cells.cell(index, $0) }) else {
        writes.append(Write(record: nil, replaced: nil, row: index))
        difference.counts.added += 1
        note(.added, key, index)
        continue
      }
      guard let current = old.current else {
        // It was taken out by hand, and the source has news of it.
        writes.append(Write(record: old.record, replaced: nil, row: index))
        difference.counts.added += 1
        difference.overridden += 1
        note(.added, key, index)
        continue
      }
      let now = before.cells(current.contents)
      let texts = cells.texts(index)
      var wanted = texts
      for column in unsaid ?? [] { wanted[column] = now[column] }
      if let asserted = old.asserted, asserted != current.contents {
        let said = before.cells(asserted)
        let stays = wanted.indices.map { wanted[$0] == said[$0] ? now[$0] : wanted[$0] }
        if wanted.indices.contains(where: { wanted[$0] != said[$0] && now[$0] != said[$0] && now[$0] != wanted[$0] }) {
          difference.overridden += 1
        }
        wanted = stays
      }
      let changes = changes(from: now, to: wanted)
      // A part that says of another's record what is known does not make it its own.
      if changes.isEmpty, unsaid != nil, !old.isOwn, !old.isByHand {
        difference.unchanged += 1
        continue
      }
      if !old.isOwn { difference.overridden += 1 }
      let merged = wanted == texts ? nil : wanted
      if changes.isEmpty {
        difference.unchanged += 1
        difference.confirmed += 1
        writes.append(Write(record: old.record, replaced: current.knownFrom, row: index, merged: merged))
        continue
      }
      writes.append(Write(record: old.record, replaced: current.knownFrom, row: index, merged: merged))
      let hasEnded = changes.contains { $0.column == "end" && $0.before.isEmpty }
      let ended = hasEnded && changes.allSatisfy { $0.column == "end" || $0.column == "reason_stopped" }
      if ended { difference.counts.ended += 1 } else { difference.counts.changed += 1 }
      note(ended ? .ended : .changed, key, index, changes)
    }
    // What a part leaves out stays.
    if unsaid != nil { return }
    for old in before.unclaimed {
      guard let current = old.current else { continue }
      removals.append((old.record, current.knownFrom))
      difference.counts.removed += 1
      if current.contents != old.asserted { difference.overridden += 1 }
      if difference.wantsExample {
        let cells = before.cells(current.contents)
        difference.examples.append(RecordChange(action: .removed, record: key.name { cells[$0] }, cells: []))
      }
    }
  }

  private mutating func note(_ action: RecordChange.Action, _ key: RecordKey, _ row: Int, _ changes: [CellChange] = [])
  {
    guard difference.wantsExample else { return }
    difference.examples.append(
      RecordChange(action: action, record: key.name { cells.cell(row, $0) }, cells: changes))
  }

  private func changes(from before: [String], to after: [String]) -> [CellChange] {
    let names = table.columns.map(\.name) + further
    return names.indices.compactMap { column in
      before[column] == after[column]
        ? nil : CellChange(column: names[column], before: before[column], after: after[column])
    }
  }

  /// True when something is to be written that nobody said as a whole, and that is to be looked at as a whole therefore.
  var isMerging: Bool { writes.contains { $0.merged != nil } }

  /// Gives records new to the store their numbers, and writes those of tables that others refer to.
  mutating func number(_ session: any StoreSession, _ ids: inout RecordIDs) throws {
    let name = table.name
    if Schema.hasIDs(name) {
      let insertion = try session.inserting(into: Schema.ids(of: name), ["record", "id"])
      for index in writes.indices where writes[index].record == nil {
        let id = cells.cell(writes[index].row, 0)
        let (record, isNew) = ids.insert(name, id.utf8.span)
        writes[index].record = record
        guard isNew else { continue }
        insertion.bind(1, record)
        if id.isEmpty { insertion.bindNothing(2) } else { insertion.bind(2, id.utf8.span) }
        try insertion.run()
      }
      try insertion.finish()
    } else {
      var next = try session.number("SELECT max(record) FROM \(name.rawValue)") ?? 0
      for index in writes.indices where writes[index].record == nil {
        next += 1
        writes[index].record = next
      }
    }
  }

  /// Does what was planned.
  func apply(_ session: any StoreSession, _ ids: RecordIDs, change: Int64, source: Int64) throws {
    let known = try furtherColumns(of: table.name, session)
    for (place, name) in further.enumerated().dropFirst(known.count) {
      try session.run(
        "INSERT INTO further_columns (of_table, place, name, known_from) VALUES (?, ?, ?, ?)",
        [table.name.rawValue, place, name, change])
    }
    guard !writes.isEmpty || !removals.isEmpty else { return }
    var writer = try VersionWriter(table, session, change: change)
    for removal in removals { try writer.end(record: removal.record, knownFrom: removal.knownFrom) }
    var row = CellRow()
    for write in writes {
      guard let record = write.record else { continue }
      if let replaced = write.replaced { try writer.end(record: record, knownFrom: replaced) }
      cells.fill(write.row, &row)
      var said: String?
      if let merged = write.merged {
        said = String(decoding: row.canonical, as: UTF8.self)
        row.clear()
        for cell in merged { row.append(cell: cell) }
      }
      try writer.write(row, record: record, source: source, said: said, ids)
    }
    try writer.finish(session)
  }
}

/// The rows of an import, their further columns in the store's order.
struct ImportedCells {
  private let cells: TableCells
  private let erased: ErasedPeople
  /// For each column of the store its column in the import; -1 where the import has none.
  private let places: [Int]

  init(_ cells: TableCells, _ further: [String], blanking erased: ErasedPeople) {
    self.cells = cells
    self.erased = erased
    let known = cells.table.columns.count
    places = Array(0..<known) + further.map { cells.further.firstIndex(of: $0).map { known + $0 } ?? -1 }
  }

  /// Places of columns that the import does not have.
  var absent: [Int] { places.indices.filter { places[$0] < 0 || cells.absent.contains(places[$0]) } }

  func cell(_ row: Int, _ column: Int) -> String {
    guard places[column] >= 0 else { return "" }
    let text = cells.cell(row, places[column])
    return erased.isNamed(text, inColumn: column, of: cells.table) ? "" : text
  }

  func texts(_ row: Int) -> [String] { places.indices.map { cell(row, $0) } }

  func fill(_ index: Int, _ row: inout CellRow) {
    row.clear()
    for column in places.indices { row.append(cell: cell(index, column)) }
  }
}
