import Records

extension StoreReader {
  /// Everything that can be told to be wrong with the store, one sentence each; nothing when it is sound.
  ///
  /// What the engine can tell of its own; references; every row's checksum and every table's number of rows; versions of a record
  /// that do not follow one another; the audit's hashes.
  ///
  /// - Complexity: O(size of the file).
  public func findings() throws -> [String] {
    var findings = try database.findings()
    findings += try read { session in
      var findings: [String] = []
      for name in TableName.allCases {
        let overlap = try session.number(
          """
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
