import GRDB

extension StoreOwner {
  /// Keeps a programme's people by this rule from now on, in place of the one there was.
  public func keep(_ rule: RetentionRule, by author: String) throws {
    try administer("set retention", rule.programme, by: author) { database, _ in
      try database.execute(
        sql: "INSERT OR REPLACE INTO retention (programme, months, structure) VALUES (?, ?, ?)",
        arguments: [rule.programme, rule.months, rule.structure.rawValue])
    }
  }

  /// Keeps a programme's people for good again.
  ///
  /// - Throws: ``StoreError`` when there is no rule for it.
  public func forgetRule(of programme: String, by author: String) throws {
    try administer("drop retention", programme, by: author) { database, _ in
      try database.execute(sql: "DELETE FROM retention WHERE programme = ?", arguments: [programme])
      guard database.changesCount > 0 else {
        throw StoreError(.question, "there is no rule for '\(programme)': 'ripple retention' lists those there are")
      }
    }
  }
}

extension StoreReader {
  /// The rules by which people are kept, by programme.
  public func retentionRules() throws -> [RetentionRule] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT programme, months, structure FROM retention ORDER BY programme")
        .compactMap {
          row in
          guard let structure = ErasedStructure(rawValue: try row.text("structure")) else { return nil }
          return RetentionRule(
            programme: try row.text("programme"), months: Int(try row.number("months")), structure: structure)
        }
    }
  }
}
