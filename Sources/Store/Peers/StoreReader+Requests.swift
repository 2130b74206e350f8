import Records

extension StoreReader {
  /// The requests that somebody made or was asked, newest first.
  ///
  /// - Parameter person: Who.
  public func requests(of person: String) throws -> [PeerRequest] {
    try read { session in
      let rows = try session.rows(
        """
        SELECT r.number, a.id AS asker, p.id AS peer, r.message, r.made, r.state FROM requests AS r
        JOIN people_ids AS a ON a.record = r.asker JOIN people_ids AS p ON p.record = r.peer
        WHERE a.id = ?1 OR p.id = ?1 ORDER BY r.number DESC
        """, [person])
      return try rows.compactMap { row in
        guard let state = PeerRequest.State(rawValue: try row.text("state")) else { return nil }
        return PeerRequest(
          number: try row.number("number"), asker: try row.text("asker"), peer: try row.text("peer"),
          message: try row.text("message"), made: try row.number("made"), state: state)
      }
    }
  }

  /// The records about somebody and another person that wait for the other's word, newest first.
  ///
  /// A record that was taken out meanwhile, or names the other no longer, waits for nothing.
  ///
  /// - Parameter person: Who made them, or who is asked.
  public func claims(of person: String) throws -> [Claim] {
    try read { session in
      let rows = try session.rows(
        """
        SELECT c.number, a.id AS claimant, o.id AS other, c.of_table, c.made, k.id AS technique,
          coalesce(u.start, t.date, '') AS day
        FROM claims AS c JOIN people_ids AS a ON a.record = c.claimant JOIN people_ids AS o ON o.record = c.other
        LEFT JOIN uses AS u ON c.of_table = 'uses' AND u.record = c.record AND u.known_until IS NULL
          AND u.learned_from = c.other
        LEFT JOIN transfers AS t ON c.of_table = 'transfers' AND t.record = c.record AND t.known_until IS NULL
          AND t.to_id = c.other
        JOIN techniques_ids AS k ON k.record = coalesce(u.technique_id, t.technique_id)
        WHERE a.id = ?1 OR o.id = ?1 ORDER BY c.number DESC
        """, [person])
      return try rows.map { row in
        let (technique, day) = (try row.text("technique"), try row.text("day"))
        return Claim(
          number: try row.number("number"), claimant: try row.text("claimant"), other: try row.text("other"),
          content: try row.text("of_table") == TableName.uses.rawValue
            ? .learnt(technique: technique, since: day) : .taught(technique: technique, on: day),
          made: try row.number("made"))
      }
    }
  }

  /// Who asks to be forgotten, who asked first at the head.
  public func erasureRequests() throws -> [ErasureRequest] {
    try read { session in
      try session.rows(
        """
        SELECT i.id AS id, e.made AS made FROM erasure_requests AS e JOIN people_ids AS i ON i.record = e.person
        ORDER BY e.made, i.id
        """
      ).map { ErasureRequest(person: try $0.text("id"), made: try $0.number("made")) }
    }
  }
}
