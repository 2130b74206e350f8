import Records

extension StoreOwner {
  /// Requests of one person that may wait for answers at one time, so that nobody asks everybody.
  static let mostOpenRequests = 5
  /// The longest message to a peer, in bytes.
  static let longestMessage = 1000

  /// Asks a peer for a conversation. What the asker searched for is not kept.
  ///
  /// - Parameters:
  ///   - peer: Who is asked.
  ///   - asker: Who asks.
  ///   - message: What the asker says to the peer.
  ///   - author: What the audit calls the asker.
  /// - Returns: The request's number.
  /// - Throws: ``StoreError`` when the peer did not agree to be found, has been asked as often as they can take this
  ///   month, was asked by this person already, or the asker waits for too many answers.
  public func ask(_ peer: String, from asker: String, message: String, by author: String) throws -> Int64 {
    let message = String(message.trimmingPrefix(while: \.isWhitespace))
    guard !message.isEmpty, message.utf8.count <= Self.longestMessage else {
      throw StoreError(.question, "say in up to \(Self.longestMessage) characters what you would like to talk about")
    }
    return try administer("ask a peer", "request", by: author) { session, moment in
      let (from, to) = (try Self.person(asker, session), try Self.person(peer, session))
      guard from != to else { throw StoreError(.question, "that is yourself: ask somebody else") }
      try Self.refuseUnavailable(to, at: moment, session)
      let open = try session.rows("SELECT peer, state FROM requests WHERE asker = ? AND state != 'declined'", [from])
      if try open.contains(where: { try $0.number("peer") == to }) {
        throw StoreError(.unchanged, "you have asked this person already: My profile shows how that stands")
      }
      guard try open.count(where: { try $0.text("state") == "asked" }) < Self.mostOpenRequests else {
        throw StoreError(
          .question, "\(Self.mostOpenRequests) of your requests wait for answers: wait for one, or withdraw one")
      }
      let number = try session.number(
        """
        INSERT INTO requests (number, asker, peer, message, made, state)
        VALUES ((SELECT coalesce(max(number), 0) + 1 FROM requests), ?, ?, ?, ?, 'asked') RETURNING number
        """, [from, to, message, moment])
      return number ?? 0
    }
  }

  /// Answers a request, as the one who was asked. A request that is declined keeps no word of what was said.
  ///
  /// - Parameters:
  ///   - number: The request's number.
  ///   - isAccepted: Whether the answer is yes.
  ///   - peer: Who answers.
  ///   - author: What the audit calls them.
  /// - Throws: ``StoreError`` when no request of that number waits for this person.
  public func answer(_ number: Int64, accepting isAccepted: Bool, as peer: String, by author: String) throws {
    try administer(isAccepted ? "accept a request" : "decline a request", "request", by: author) { session, _ in
      let answered = try session.run(
        """
        UPDATE requests SET state = ?1, message = CASE ?1 WHEN 'declined' THEN '' ELSE message END
        WHERE number = ?2 AND peer = ?3 AND state != 'declined'
        """,
        [isAccepted ? "accepted" : "declined", number, try Self.person(peer, session)])
      try Self.refuseNothing(answered, "no request of that number waits for your answer: it may have been withdrawn")
    }
  }

  /// Takes a request back, as the one who asked, however it stands: nothing of it is left.
  ///
  /// - Parameters:
  ///   - number: The request's number.
  ///   - asker: Who asked.
  ///   - author: What the audit calls them.
  /// - Throws: ``StoreError`` when there is no such request of this person's.
  public func withdraw(_ number: Int64, as asker: String, by author: String) throws {
    try administer("withdraw a request", "request", by: author) { session, _ in
      let withdrawn = try session.run(
        "DELETE FROM requests WHERE number = ? AND asker = ?",
        [number, try Self.person(asker, session)])
      try Self.refuseNothing(withdrawn, "you have made no request of that number")
    }
  }

  /// Notes that somebody asks to be forgotten, or does so no longer.
  ///
  /// - Parameters:
  ///   - person: Who.
  ///   - isWanted: Whether they ask it.
  ///   - author: What the audit calls them.
  /// - Throws: ``StoreError`` when there is no such person.
  public func askErasure(of person: String, _ isWanted: Bool, by author: String) throws {
    let action = isWanted ? "ask to be erased" : "ask no longer to be erased"
    try administer(action, "person", by: author) { session, moment in
      let record = try Self.person(person, session)
      if isWanted {
        try session.run(
          "INSERT INTO erasure_requests (person, made) VALUES (?, ?) ON CONFLICT DO NOTHING", [record, moment])
      } else {
        try session.run("DELETE FROM erasure_requests WHERE person = ?", [record])
      }
    }
  }

  /// Refuses to ask somebody who did not agree to be found, or was asked as often as they can take in a month.
  private static func refuseUnavailable(_ person: Int64, at moment: Int64, _ session: any StoreSession) throws {
    let row = try session.row(
      "SELECT listed, capacity FROM people WHERE record = ? AND known_until IS NULL",
      [person])
    guard let row, try row.numberIfAny("listed") == 1 else {
      // The same words as for somebody who is not there, so that nobody is found out by asking.
      throw unknownPeer
    }
    guard let capacity = try row.numberIfAny("capacity") else { return }
    let asked = try session.number(
      "SELECT count(*) FROM requests WHERE peer = ? AND state != 'declined' AND made > ?",
      [person, moment &- 30 * 86_400])
    guard asked ?? 0 < capacity else {
      throw StoreError(.question, "this person has as many requests as they can take this month: ask somebody else")
    }
  }

  private static let unknownPeer = StoreError(.question, "nobody of that id can be asked: find a peer again")

  /// The record of a person who is known.
  static func person(_ id: String, _ session: any StoreSession) throws -> Int64 {
    let record = try session.number(
      """
      SELECT i.record FROM people_ids AS i JOIN people AS p ON p.record = i.record AND p.known_until IS NULL
      WHERE i.id = ?
      """, [id])
    guard let record else { throw unknownPeer }
    return record
  }

  static func refuseNothing(_ changed: Int, _ sentence: String) throws {
    guard changed > 0 else { throw StoreError(.question, sentence) }
  }
}
