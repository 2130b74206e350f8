import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps stores in files.
struct SQLiteEngine: StoreEngine {
  /// Every place that is no other engine's is a file's.
  func isMeant(by place: String) -> Bool { true }

  func isStore(_ place: String) -> Bool { StoreFile(place).isStore }

  func companion(_ name: String, of place: String) -> String { "\(place)-\(name)" }

  func isThere(_ place: String) throws -> Bool { unsafe access(place, F_OK) == 0 }

  func reading(_ place: String) throws -> any ReadableStore { try SQLiteReading(StoreFile(place), isOpenHere: false) }

  func writing(
    _ place: String, makingNew isNew: Bool, borrowing isBorrowing: Bool, beside reader: (any ReadableStore)?
  ) throws -> any WritableStore {
    try SQLiteWriting(StoreFile(place), makingNew: isNew, borrowing: isBorrowing, isOpenHere: reader != nil)
  }
}

extension Schema {
  /// Marks the file as a store of Ripple's, for `file` and the like: "Ripp".
  static let applicationID: Int32 = 0x5269_7070

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (index, migration) in migrations(.sqlite).enumerated() {
      migrator.registerMigration(migration.name) { database in
        if index == 0 { try database.execute(sql: "PRAGMA application_id = \(applicationID)") }
        for statement in migration.statements { try database.execute(sql: statement) }
      }
    }
    return migrator
  }
}
