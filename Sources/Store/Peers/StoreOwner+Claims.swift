import Records

extension StoreOwner {
  /// Records what somebody did, by their own word, as one change set; whoever else a record names is asked whether it
  /// was so.
  ///
  /// - Parameters:
  ///   - edits: The records, each with the person who is to be asked about it, if any. They are uses and transfers where
  ///     somebody is to be asked.
  ///   - person: Who did it.
  ///   - author: What the history calls them.
  /// - Throws: `InvalidInput` when a record would break a rule; ``StoreError`` when it refers to what is not there.
  /// - Complexity: O(1) for each record.
  public func report(
    _ edits: [(edit: RecordEdit, asking: String?)], of person: String, by author: String
  ) throws -> ChangeSet {
    try edit(edits.map { $0.edit }, by: author, note: "reported by the person") { session, records in
      let claimant = try Self.person(person, session)
      for ((edit, other), record) in zip(edits, records) {
        guard let other else { continue }
        let named = try Self.person(other, session)
        guard named != claimant else { throw StoreError(.question, "that is yourself: name somebody else") }
        try session.run(
          """
          INSERT INTO claims (number, claimant, other, of_table, record, made)
          VALUES ((SELECT coalesce(max(number), 0) + 1 FROM claims), ?, ?, ?, ?, ?)
          """,
          [claimant, named, edit.table.rawValue, record, now()])
      }
    }.change
  }

  /// Says of a record that somebody else made whether it was so, as the one it names.
  ///
  /// What is confirmed is of evidence `confirmed` from then on. Of a use that is declined nobody is the teacher; a transfer
  /// that is declined is taken out.
  ///
  /// - Parameters:
  ///   - number: The claim's number.
  ///   - answer: What they say.
  ///   - other: Who answers.
  ///   - author: What the history calls them.
  /// - Throws: ``StoreError`` when nothing of that number waits for this person; `InvalidInput` when the correction breaks
  ///   a rule.
  public func settle(_ number: Int64, _ answer: ClaimAnswer, as other: String, by author: String) throws {
    let found = try reader.read { session in
      try session.row(
        "SELECT of_table, record FROM claims WHERE number = ? AND other = ?",
        [number, try Self.person(other, session)])
    }
    guard let found, let table = TableName(rawValue: try found.text("of_table")) else {
      throw StoreError(.question, "nothing of that number waits for your word: it may have been taken back")
    }
    let address = RecordAddress.number(try found.number("record"))
    let edit: RecordEdit
    switch answer {
    case .confirm(let technique, let day):
      var cells = ["evidence": "confirmed"]
      cells["technique_id"] = technique
      cells[table == .uses ? "start" : "date"] = day
      edit = .change(table, address, cells)
    case .decline:
      edit = table == .uses ? .change(table, address, ["learned_from": ""]) : .remove(table, address)
    }
    func forget(_ session: any StoreSession) throws {
      let forgotten = try session.run("DELETE FROM claims WHERE number = ?", [number])
      try Self.refuseNothing(forgotten, "that was answered already")
    }
    do {
      _ = try self.edit([edit], by: author, note: "said by the person it names") { session, _ in try forget(session) }
    } catch let error as StoreError where error.kind == .unchanged {
      // A lead has set it so meanwhile; the question is answered all the same.
      try administer("answer a claim", "claim", by: author) { session, _ in try forget(session) }
    }
  }
}
