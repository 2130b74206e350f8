import GRDB
import Records

extension StoreReader {
  /// Everything that can be told to be wrong with the file, one sentence each; nothing when it is sound.
  ///
  /// SQLite's own integrity check; references; every row's checksum and every table's number of rows; versions of a record
  /// that do not follow one another; the audit's hashes.
  ///
  /// - Complexity: O(size of the file).
  public func findings() throws -> [String] {
    var findings = try read { database in
      var findings = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
      for row in try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").prefix(20) {
        findings.append(
          "a row of \(try row.text("table")) refers to one of \(try row.text("parent")) that is not there")
      }
      for name in TableName.allCases {
        let overlap = try Int64.fetchOne(
          database,
          sql: """
            SELECT a.record FROM \(name.rawValue) AS a JOIN \(name.rawValue) AS b
            ON a.record = b.record AND a.known_from < b.known_from
            WHERE a.known_until IS NULL OR a.known_until > b.known_from LIMIT 1
            """)
        if let overlap { findings.append("record \(overlap) of \(name.rawValue) was known twice at one time") }
      }
      return findings
    }
    do { _ = try network() } catch { findings.append("\(error)") }
    let audit = try verifyAudit()
    if let broken = audit.firstBroken {
      findings.append("entry \(broken) of the audit does not follow from those before")
    }
    return findings
  }
}
