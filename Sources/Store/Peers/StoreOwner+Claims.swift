import GRDB
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
  /// - Complexity: O(ids in the store) for each record.
  public func report(
    _ edits: [(edit: RecordEdit, asking: String?)], of person: String, by author: String
  ) throws -> ChangeSet {
    try edit(edits.map { $0.edit }, by: author, note: "reported by the person") { database, records in
      let claimant = try Self.person(person, database)
      for ((edit, other), record) in zip(edits, records) {
        guard let other else { continue }
        let named = try Self.person(other, database)
        guard named != claimant else { throw StoreError(.question, "that is yourself: name somebody else") }
        try database.execute(
          sql: "INSERT INTO claims (claimant, other, of_table, record, made) VALUES (?, ?, ?, ?, ?)",
          arguments: [claimant, named, edit.table.rawValue, record, now()])
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
    let found = try reader.read { database in
      try Row.fetchOne(
        database, sql: "SELECT of_table, record FROM claims WHERE number = ? AND other = ?",
        arguments: [number, try Self.person(other, database)])
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
    func forget(_ database: Database) throws {
      try database.execute(sql: "DELETE FROM claims WHERE number = ?", arguments: [number])
      try Self.refuseNothing(database, "that was answered already")
    }
    do {
      _ = try self.edit([edit], by: author, note: "said by the person it names") { database, _ in try forget(database) }
    } catch let error as StoreError where error.kind == .unchanged {
      // A lead has set it so meanwhile; the question is answered all the same.
      try administer("answer a claim", "claim", by: author) { database, _ in try forget(database) }
    }
  }
}
