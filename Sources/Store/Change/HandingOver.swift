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
    for (table, key, columns) in Schema.besideRecords {
      for column in columns {
        let sql = "SELECT CAST(\(key) AS TEXT) AS key, made FROM \(table) WHERE \(column) = ?"
        for row in try session.rows(sql, [gone]) {
          try note(table, row.text("key"), column, made: row.number("made"), from: gone, to: stays)
        }
        try session.run("UPDATE \(table) SET \(column) = ? WHERE \(column) = ?", [stays, gone])
      }
      if columns.count == 2 { try session.run("DELETE FROM \(table) WHERE \(columns[0]) = \(columns[1])") }
    }
    // What either asked stands for both.
    if let made = try session.number("SELECT made FROM erasure_requests WHERE person = ?", [gone]) {
      try note(Self.erasures, String(gone), "person", made: made, from: gone, to: stays)
      try moveErasure(made, from: gone, to: stays)
    }
  }

  /// Gives back what is still there, as change set `undoing`, which can be undone in turn.
  ///
  /// - Throws: ``StoreError`` when some of it was handed on since.
  func undo(as undoing: Int64) throws {
    let rows = try session.rows("SELECT * FROM handed_over WHERE change = ? ORDER BY of_table, key", [change])
    let back = HandingOver(session, undoing)
    for row in rows {
      let (table, key, column) = (try row.text("of_table"), try row.text("key"), try row.text("column_name"))
      let (made, person, receiver) = (try row.number("made"), try row.number("person"), try row.number("receiver"))
      if table == Self.erasures {
        guard try session.has("SELECT 1 FROM erasure_requests WHERE person = ?", [receiver]) else {
          let isHandedOn = try session.has(
            """
            SELECT 1 FROM handed_over AS h JOIN erasure_requests AS e ON e.person = h.receiver
            WHERE h.of_table = ? AND h.change > ? AND h.person = ?
            """, [table, change, receiver])
          if isHandedOn { throw Self.handedOn }
          continue
        }
        try moveErasure(made, from: receiver, to: person)
      } else {
        guard let place = Schema.besideRecords.first(where: { $0.table == table && $0.columns.contains(column) }) else {
          continue
        }
        // A number is given again once its row is gone; the time tells the rows apart.
        let found = "FROM \(table) WHERE CAST(\(place.key) AS TEXT) = ? AND made = ?"
        guard let holder = try session.number("SELECT \(column) \(found)", [key, made]) else { continue }
        if holder != receiver { throw Self.handedOn }
        try session.run(
          "UPDATE \(table) SET \(column) = ? WHERE CAST(\(place.key) AS TEXT) = ? AND made = ?", [person, key, made])
      }
      try back.note(table, key, column, made: made, from: receiver, to: person)
    }
    try session.run("DELETE FROM handed_over WHERE change = ?", [change])
  }

  private static var handedOn: StoreError {
    StoreError(
      .conflict, "what one of the two has was handed on since: undo the later change sets first, the last one first")
  }

  private static let erasures = "erasure_requests"

  private func note(
    _ table: String, _ key: String, _ column: String, made: Int64, from person: Int64, to receiver: Int64
  ) throws {
    try session.run(
      """
      INSERT INTO handed_over (change, of_table, key, column_name, made, person, receiver) VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [change, table, key, column, made, person, receiver])
  }

  /// Makes a person's request to be erased another's, who may have one already.
  private func moveErasure(_ made: Int64, from person: Int64, to receiver: Int64) throws {
    try session.run("DELETE FROM erasure_requests WHERE person = ? AND made = ?", [person, made])
    try session.run(
      "INSERT INTO erasure_requests (person, made) VALUES (?, ?) ON CONFLICT DO NOTHING", [receiver, made])
  }
}
