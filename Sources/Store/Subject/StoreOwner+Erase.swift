import Records

/// What becomes of the relations of a person who is erased.
public enum ErasedStructure: String, Sendable, CaseIterable {
  /// They stay, with a tombstone in the person's place, so that figures stay what they are.
  case keep
  /// They go as well.
  case remove
}

/// What an erasure did, to be kept by those who must show that it was done.
public struct ErasureCertificate: Sendable, Equatable {
  /// The change set, which cannot be undone.
  public let change: Int64
  /// When, in seconds since 1970.
  public let moment: Int64
  /// The random id that stands in the person's place.
  public let tombstone: String
  /// Versions of records, of all times, that were blanked or rewritten without the person.
  public let rewritten: Int
  /// Versions of records that were deleted.
  public let deleted: Int
  /// What became of the person's relations.
  public let structure: ErasedStructure
  /// Answers and exports that the service gave while the person was known, and which may hold them.
  public let answers: [EarlierAnswer]
}

/// An answer or an export of the service's, as the audit has it.
public struct EarlierAnswer: Sendable, Equatable {
  /// The audit's entry, which says who had it.
  public let entry: Int64
  /// When, in seconds since 1970.
  public let moment: Int64
  /// What it was.
  public let action: String
  /// Of what.
  public let subject: String
}

extension StoreOwner {
  /// Erases a person: from what is known and from all that ever was, in every text they are named in, and from the file's
  /// free pages and log.
  ///
  /// This alters what was known at earlier times, and cannot be undone. Who was erased is not kept; an import that still
  /// holds their id or e-mail address is told by a keyed hash, and they are left out of it.
  ///
  /// - Throws: ``StoreError`` when there is no such person.
  /// - Complexity: O(size of the file).
  public func erase(_ id: String, structure: ErasedStructure, by author: String) throws -> ErasureCertificate {
    let keyFile = database.reading.erasureKey
    var certificate: ErasureCertificate?
    let made = try change(.erase, by: author) { session, change in
      var erasure = try Erasure(id, structure, session)
      // Another key beside the marks of a first one would tell nobody again.
      let isFirst = try !session.has("SELECT 1 FROM erased LIMIT 1")
      let key = try isFirst ? ErasureKey(making: keyFile) : ErasureKey(reading: keyFile)
      try erasure.run(change: change)
      for mark in [key.mark(id: id)] + erasure.emails.map(key.mark(email:)) {
        try session.run("INSERT INTO erased (mark) VALUES (?) ON CONFLICT DO NOTHING", [mark])
      }
      certificate = ErasureCertificate(
        change: change, moment: 0, tombstone: erasure.tombstone, rewritten: erasure.rewritten, deleted: erasure.deleted,
        structure: structure, answers: erasure.answers)
      return [:]
    }
    try database.scrub()
    guard let made, let certificate else { throw StoreError(.question, "nobody was erased") }
    return ErasureCertificate(
      change: certificate.change, moment: made.moment, tombstone: certificate.tombstone,
      rewritten: certificate.rewritten, deleted: certificate.deleted, structure: structure,
      answers: certificate.answers)
  }
}

/// One erasure on its way.
private struct Erasure {
  let tombstone = "erased-" + randomText(bytes: 8)
  private(set) var emails: Set<String> = []
  private(set) var rewritten = 0
  private(set) var deleted = 0
  private(set) var answers: [EarlierAnswer] = []
  /// Ids of engagements that went, which outcomes may name.
  private var goneEngagements: Set<String> = []
  private let id: String
  private let person: Int64
  private let structure: ErasedStructure
  private let session: any StoreSession
  private let ids: RecordIDs
  private let traces: PersonTraces

  init(_ id: String, _ structure: ErasedStructure, _ session: any StoreSession) throws {
    self.id = id
    self.structure = structure
    self.session = session
    ids = try RecordIDs(session)
    guard let person = ids.record(.people, id.utf8.span) else {
      throw StoreError(.question, "there is no person '\(id)': check the id")
    }
    self.person = person
    let rows = try session.rows("SELECT name, email FROM people WHERE record = ?", [person])
    emails = try Set(rows.compactMap { try $0.textIfAny("email") })
    traces = PersonTraces(
      id: id, names: emails.union(try rows.compactMap { try $0.textIfAny("name") }), tombstone: tombstone)
  }

  mutating func run(change: Int64) throws {
    answers = try earlierAnswers()
    var rewrites: [(table: StoredTable, rows: [(version: Version, row: CellRow)])] = []
    for name in TableName.allCases {
      let table = StoredTable(name)
      rewrites.append((table, try rewriting(table)))
    }
    for name in Schema.referenced {
      for row in try session.rows("SELECT record, id FROM \(Schema.ids(of: name)) WHERE id IS NOT NULL") {
        let old = try row.text("id")
        let record = try row.number("record")
        let new = name == .people && record == person ? tombstone : traces.removed(from: old)
        guard new != old else { continue }
        try session.run("UPDATE \(Schema.ids(of: name)) SET id = ? WHERE record = ?", [new, record])
      }
    }
    let renamed = try RecordIDs(session)
    for (table, rows) in rewrites {
      let insertion = try table.writing(session)
      for (version, row) in rows { _ = try table.write(row, as: version, insertion, renamed) }
      try insertion.finish()
      try recount(table.name.rawValue)
    }
    try administration()
    try accounts()
    try requests()
  }

  /// What the service answered since the person was known.
  private func earlierAnswers() throws -> [EarlierAnswer] {
    let sql = """
      SELECT id, at, action, subject FROM audit WHERE action LIKE 'read %' AND at >=
        (SELECT at FROM changes WHERE id = (SELECT min(known_from) FROM people WHERE record = ?))
      ORDER BY id
      """
    return try session.rows(sql, [person]).map { row in
      EarlierAnswer(
        entry: try row.number("id"), moment: try row.number("at"), action: try row.text("action"),
        subject: try row.text("subject"))
    }
  }

  /// Signs the person out for good.
  private func accounts() throws {
    let own = "SELECT id FROM accounts WHERE person = ?1"
    try session.run("DELETE FROM tokens WHERE account IN (\(own))", [person])
    try session.run("DELETE FROM accounts WHERE person = ?1", [person])
  }

  /// Forgets what the person and others asked of each other, and what others said of the person.
  private func requests() throws {
    try session.run("DELETE FROM requests WHERE asker = ?1 OR peer = ?1", [person])
    try session.run("DELETE FROM claims WHERE claimant = ?1 OR other = ?1", [person])
    try session.run("DELETE FROM erasure_requests WHERE person = ?1", [person])
    try session.run("DELETE FROM handed_over WHERE person = ?1 OR receiver = ?1", [person])
    for row in try session.rows("SELECT number, message FROM requests") {
      let old = try row.text("message")
      let new = traces.removed(from: old)
      guard new != old else { continue }
      try session.run("UPDATE requests SET message = ? WHERE number = ?", [new, try row.number("number")])
    }
  }

  /// Takes out of a table what tells of the person; the versions to be written in their place.
  private mutating func rewriting(_ table: StoredTable) throws -> [(version: Version, row: CellRow)] {
    let further = try furtherColumns(of: table.name, session).count
    let people = table.personColumns
    // The cells of a row without the person, who is meant where the column holds people's ids.
    func cleaned(_ cells: [String]) -> [String] {
      cells.enumerated().map { people.contains($0) && $1 == id ? tombstone : traces.removed(from: $1) }
    }
    let versions = try table.reading(session)
    var row = CellRow()
    var sum: Int64 = 0
    var found: [(version: Version, row: CellRow)] = []
    var taken: [Version] = []
    while try versions.next() {
      var version = try table.read(versions, ids, furtherCount: further, into: &row, sum: &sum)
      let isOwn = table.name == .people && version.record == person
      let names = people.filter { row.text($0) == id }
      let before = (0..<row.count).map { row.text($0) }
      var cells = isOwn ? [tombstone] + [String](repeating: "", count: before.count - 1) : cleaned(before)
      if table.name == .outcomes, let column = table.columns.firstIndex(where: { $0.name == "engagement_id" }),
        goneEngagements.contains(cells[column])
      {
        cells[column] = ""
      }
      let said = version.said.map { StoredTable.joined(cleaned(StoredTable.cells($0))) }
      guard isOwn || said != version.said || cells != before else { continue }
      taken.append(version)
      let isGone =
        structure == .remove && !names.isEmpty
        && (table.name == .events || names.contains { table.columns[$0].isRequired })
      if isGone || (isOwn && structure == .remove) {
        deleted += 1
        if table.name == .engagements, !cells[0].isEmpty { goneEngagements.insert(cells[0]) }
        continue
      }
      if isOwn || names.contains(where: { table.columns[$0].isRequired }) || (table.name == .events && !names.isEmpty) {
        // What is left is nobody's word any more, so that no import takes it back.
        version.source = nil
        version.said = nil
      } else if !names.isEmpty || said != version.said {
        // The source names the person still, and an import leaves that cell empty: that is no news.
        var words = said.map(StoredTable.cells) ?? cells
        for index in people where words[index] == tombstone { words[index] = "" }
        version.said = StoredTable.joined(words)
      }
      if structure == .remove { for index in names { cells[index] = "" } }
      var rewrittenRow = CellRow()
      for cell in cells { rewrittenRow.append(cell: cell) }
      found.append((version, rewrittenRow))
      rewritten += 1
    }
    for version in taken {
      try session.run(
        "DELETE FROM \(table.name.rawValue) WHERE record = ? AND known_from = ?",
        [version.record, version.knownFrom])
    }
    return found
  }

  private func recount(_ table: String) throws {
    var totals = Totals(versions: 0, sum: 0)
    let rows = try session.reading("SELECT checksum FROM \(table)", [], [.number])
    while try rows.next() {
      totals.versions += 1
      totals.sum &+= rows.row.number(0)
    }
    try totals.write(session, of: table)
  }

  private func administration() throws {
    for (table, columns) in [
      ("changes", ["author", "source", "note"]), ("source_files", ["file"]), ("sources", ["name"]),
      ("about", ["value"]),
    ] {
      for column in columns {
        let found = try session.rows("SELECT DISTINCT \(column) FROM \(table) WHERE \(column) IS NOT NULL")
        for row in found {
          let old = try row.text(column)
          let new = old == id ? tombstone : traces.removed(from: old)
          guard new != old else { continue }
          try session.run("UPDATE \(table) SET \(column) = ? WHERE \(column) = ?", [new, old])
        }
      }
    }
    for name in try session.texts("SELECT name FROM actors")
    where name == id || traces.removed(from: name) != name {
      try session.run("DELETE FROM actors WHERE name = ?", [name])
    }
  }
}
