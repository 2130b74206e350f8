/// Makes what stands beside the records of one person another's, and gives it back.
struct HandingOver {
  private let session: any StoreSession
  private let change: Int64

  /// What change set `change` hands over.
  init(_ session: any StoreSession, _ change: Int64) {
    self.session = session
    self.change = change
  }

  /// Accounts, and what was asked of or by one person, are the other's; what the two asked of each other is nobody's.
  func run(from gone: Int64, to stays: Int64) throws {
    // What either asked stands for both.
    if try session.has("SELECT 1 FROM erasure_requests WHERE person = ?", [stays]) {
      try session.run("DELETE FROM erasure_requests WHERE person = ?", [gone])
    }
    for (table, key, columns) in Schema.besideRecords {
      for column in columns {
        // A row that is told by the person is found again by the one who has it then.
        let found = column == key ? "CAST(? AS TEXT)" : "CAST(\(key) AS TEXT)"
        try session.run(
          """
          INSERT INTO handed_over (change, of_table, key, column_name, person)
          SELECT CAST(? AS BIGINT), '\(table)', \(found), '\(column)', \(column) FROM \(table) WHERE \(column) = ?
          """, column == key ? [change, stays, gone] : [change, gone])
        try session.run("UPDATE \(table) SET \(column) = ? WHERE \(column) = ?", [stays, gone])
      }
      if columns.count == 2 { try session.run("DELETE FROM \(table) WHERE \(columns[0]) = \(columns[1])") }
    }
  }

  /// Gives back what is still there.
  func undo() throws {
    for row in try session.rows("SELECT * FROM handed_over WHERE change = ?", [change]) {
      let (table, column) = (try row.text("of_table"), try row.text("column_name"))
      guard let place = Schema.besideRecords.first(where: { $0.table == table && $0.columns.contains(column) }) else {
        continue
      }
      try session.run(
        "UPDATE \(place.table) SET \(column) = ? WHERE CAST(\(place.key) AS TEXT) = ?",
        [try row.number("person"), try row.text("key")])
    }
    try session.run("DELETE FROM handed_over WHERE change = ?", [change])
  }
}
