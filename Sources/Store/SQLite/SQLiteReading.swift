import Foundation
import GRDB

/// A file open to be read.
struct SQLiteReading: ReadableStore {
  private let file: StoreFile
  private let database: any DatabaseReader

  var erasureKey: String { SQLiteEngine().companion("key", of: file.path) }

  /// - Parameter isOpenHere: Whether this process has the store open already: its beginning is not looked at then, since
  ///   closing the file would drop the locks of the connection that is open (fcntl(2)).
  init(_ file: StoreFile, isOpenHere: Bool) throws {
    if !isOpenHere { try file.checkHeader() }
    self.file = file
    database = try describingErrors(file.path) {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(10)
      configuration.label = "ripple.reader"
      return try DatabaseQueue(path: file.isLeftAlone ? file.immutable : file.path, configuration: configuration)
    }
    try describingErrors(file.path) { [file] in
      try database.read { database in
        try checkVersion(database, file.path)
        try checkAdministration(SQLiteSession(database))
      }
    }
  }

  init(_ file: StoreFile, _ database: any DatabaseReader) {
    self.file = file
    self.database = database
  }

  func read<Result>(_ body: (any StoreSession) throws -> Result) throws -> Result {
    try describingErrors(file.path) { try database.read { try body(SQLiteSession($0)) } }
  }

  /// SQLite's own integrity check, and references.
  func findings() throws -> [String] {
    try describingErrors(file.path) {
      try database.read { database in
        var findings = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
        for row in try SQLiteSession(database).rows("PRAGMA foreign_key_check").prefix(20) {
          findings.append(
            "a row of \(try row.text("table")) refers to one of \(try row.text("parent")) that is not there")
        }
        return findings
      }
    }
  }

  /// Nobody tells of a change to a file: it is looked at four times a second.
  func awaitNews(atMost seconds: Double) { Thread.sleep(forTimeInterval: min(0.25, max(0, seconds))) }

  func backUp(to copy: String) throws -> Backup {
    try makeBackup(copy) { draft in
      try describingErrors(file.path) {
        try database.unsafeRead { try $0.execute(sql: "VACUUM INTO ?", arguments: [draft]) }
      }
    }
  }
}

/// Refuses a database that is not a store, or a later version's.
func checkOrigin(_ database: Database, _ path: String) throws {
  guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == Schema.applicationID else {
    throw StoreError(.data, "\(path) is a database, but not a store of Ripple's: name a .ripple file")
  }
  guard try !Schema.migrator.hasBeenSuperseded(database) else {
    throw StoreError(.data, "\(path) was written by a later version of Ripple: install that version")
  }
}

/// Refuses a database that is not a store as this version writes it.
private func checkVersion(_ database: Database, _ path: String) throws {
  try checkOrigin(database, path)
  guard try Schema.migrator.hasCompletedMigrations(database) else {
    throw StoreError(
      .data, "\(path) was written by an earlier version of Ripple: open it once to write, as with 'ripple import'")
  }
}
