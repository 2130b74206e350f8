import Records

extension StoreReader {
  /// Everything the store holds of a person, of all times: their own record, and every record that names them.
  ///
  /// - Throws: ``StoreError`` when there is no such person.
  /// - Complexity: O(versions of all records).
  public func subjectReport(_ id: String) throws -> [RecordHistory] {
    try read { session in
      let ids = try RecordIDs(session)
      guard let person = ids.record(.people, id.utf8.span) else {
        throw StoreError(.question, "there is no person '\(id)': check the id")
      }
      var found: [RecordHistory] = []
      for name in TableName.allCases {
        let table = StoredTable(name)
        let columns = table.personColumns.map { table.columns[$0] }
        var records: [Int64] = name == .people ? [person] : []
        if !columns.isEmpty {
          let condition = columns.map { "\"\($0.name)\" = ?1" }.joined(separator: " OR ")
          records += try session.numbers(
            "SELECT DISTINCT record FROM \(name.rawValue) WHERE \(condition) ORDER BY record", [person])
        }
        for record in records { found.append(try table.history(of: record, session, ids)) }
      }
      return found
    }
  }
}
