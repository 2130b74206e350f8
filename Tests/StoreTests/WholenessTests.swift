import Records
import Testing

@testable import Store

/// What a store holds is held to be what was written.
@Suite struct Wholeness {
  private let scratch: Scratch
  private let store: StoreOwner

  init() throws {
    scratch = try Scratch()
    store = try StoreOwner(scratch.store("a"), makingNew: true)
    try store.take(
      try network([.people: "id,name\np1,Ada\np2,Ben\n", .ties: "from_id,to_id,weight\np1,p2,0.5\np2,p1,1\n"]))
    _ = try store.edit(.change(.people, .id("p1"), ["name": "Ida"]), by: "tester")
  }

  private func alter(_ sql: String) throws {
    try store.database.write { session in
      try session.run(sql)
      return .commit(())
    }
  }

  @Test func aSoundStoreHasNoFindings() throws {
    #expect(try store.reader.findings() == [])
    #expect(try StoreReader(store.path).network().people.rows.map(\.name) == ["Ida", "Ben"])
  }

  @Test(arguments: ["UPDATE audit SET actor = 'x' WHERE id = 1", "DELETE FROM audit WHERE id = 1"])
  func aTamperedAuditTells(sql: String) throws {
    #expect(try store.reader.verifyAudit().firstBroken == nil)
    try alter(sql)
    #expect(try store.reader.verifyAudit().firstBroken != nil)
    #expect(try store.reader.findings().contains { $0.contains("audit") })
  }

  @Test(arguments: [
    "UPDATE people SET name = 'Adah' WHERE name = 'Ada'", "UPDATE ties SET weight = 0.25 WHERE weight = 0.5",
    "DELETE FROM ties WHERE record = 2", "UPDATE ties SET known_until = 2 WHERE record = 2",
  ])
  func aTamperedRecordTells(sql: String) throws {
    try alter(sql)
    #expect { try store.reader.network() } throws: { ($0 as? StoreError)?.kind == .data }
    #expect(try !store.reader.findings().isEmpty)
  }

  @Test func aTamperedChangeSetTells() throws {
    try alter("UPDATE changes SET author = 'somebody else' WHERE id = 1")
    #expect { try StoreReader(store.path) } throws: { "\($0)".contains("list of changes") }
  }

  @Test func noColumnOfATableIsForgotten() throws {
    for name in TableName.allCases {
      let table = name.rawValue
      let stored = try store.reader.read { session in
        try Scratch.isOfFiles
          ? session.texts("SELECT name FROM pragma_table_info(?) ORDER BY cid", [table])
          : session.texts(
            """
            SELECT attname FROM pg_attribute WHERE attrelid = CAST(CAST(? AS TEXT) AS REGCLASS) AND attnum > 0 ORDER BY attnum
            """, [table])
      }
      let wanted = name.columns.map(\.name).filter { $0 != "id" || !Schema.hasIDs(name) }
      #expect(stored == ["record", "known_from", "known_until", "source", "checksum"] + wanted + ["further", "said"])
    }
  }

  @Test func noTableIsForgotten() throws {
    let stored = try store.reader.read { session in
      try Scratch.isOfFiles
        ? session.texts("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%migrations'")
        : session.texts(
          "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
        ).filter { !$0.hasPrefix("ripple_") }
    }
    #expect(Set(stored) == Set(Schema.tables.map(\.name)) && stored.count == Schema.tables.count)
  }
}
