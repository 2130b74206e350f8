extension StoreOwner {
  /// Keeps a programme's people by this rule from now on, in place of the one there was.
  public func keep(_ rule: RetentionRule, by author: String) throws {
    try administer("set retention", rule.programme, by: author) { session, _ in
      _ = try session.run(
        """
        INSERT INTO retention (programme, months, structure) VALUES (?, ?, ?)
        ON CONFLICT (programme) DO UPDATE SET months = excluded.months, structure = excluded.structure
        """, [rule.programme, rule.months, rule.structure.rawValue])
    }
  }

  /// Keeps a programme's people for good again.
  ///
  /// - Throws: ``StoreError`` when there is no rule for it.
  public func forgetRule(of programme: String, by author: String) throws {
    try administer("drop retention", programme, by: author) { session, _ in
      guard try session.run("DELETE FROM retention WHERE programme = ?", [programme]) > 0 else {
        throw StoreError(.question, "there is no rule for '\(programme)': 'ripple retention' lists those there are")
      }
    }
  }
}

extension StoreReader {
  /// The rules by which people are kept, by programme.
  public func retentionRules() throws -> [RetentionRule] {
    try read { session in
      try session.rows("SELECT programme, months, structure FROM retention ORDER BY programme")
        .compactMap {
          row in
          guard let structure = ErasedStructure(rawValue: try row.text("structure")) else { return nil }
          return RetentionRule(
            programme: try row.text("programme"), months: Int(try row.number("months")), structure: structure)
        }
    }
  }
}
