import Crypto
import Foundation

extension StoreOwner {
  /// Makes a secret for somebody and gives it, the one time it can be read: the store keeps its hash alone.
  ///
  /// The account of that name and role is used again where there is one.
  ///
  /// - Parameters:
  ///   - kind: What it is good for.
  ///   - role: What its holder may do.
  ///   - name: What to call the holder.
  ///   - person: Who they are in the network; needed for an alumnus.
  ///   - seconds: How long it is good for.
  ///   - author: Who gives it.
  /// - Throws: ``StoreError`` when there is no such person, or an alumnus is to be nobody in the network.
  public func issue(
    _ kind: TokenKind, to role: Role, named name: String, person: String? = nil, for seconds: Int64, by author: String
  ) throws -> String {
    if role == .alumnus, person == nil {
      throw StoreError(.question, "an alumnus sees what is theirs: say who they are with --person ID")
    }
    return try administer("issue a \(kind.rawValue)", "role \(role.rawValue)", by: author) { session, moment in
      let record = try person.map { try Self.record(of: $0, session) }
      let account = try Self.account(role, name, record, moment, session)
      return try Self.insert(kind, of: account, until: Self.later(moment, seconds), session)
    }
  }

  /// Turns a link's secret into a session's, once.
  ///
  /// - Returns: The session's secret; `nil` when the link is unknown, used or too old.
  public func redeem(link secret: String, for seconds: Int64) throws -> String? {
    try administer("sign in", "account", by: "a one-time link") { session, moment in
      let row = try session.row(
        "SELECT account FROM tokens WHERE hash = ? AND kind = 'link' AND expires > ?",
        [Self.hash(secret), moment])
      guard let account = try row?.text("account") else { return nil }
      try session.run("DELETE FROM tokens WHERE hash = ?", [Self.hash(secret)])
      return try Self.insert(.session, of: account, until: Self.later(moment, seconds), session)
    }
  }

  /// Ends a session or a token by its secret.
  public func revoke(secret: String) throws {
    try administer("sign out", "account", by: "its holder") { session, _ in
      _ = try session.run("DELETE FROM tokens WHERE hash = ?", [Self.hash(secret)])
    }
  }

  /// Takes back what was given out.
  ///
  /// - Throws: ``StoreError`` when nothing of that number is good any more.
  public func revoke(_ number: Int64, by author: String) throws {
    try administer("take back", "token \(number)", by: author) { session, _ in
      guard try session.run("DELETE FROM tokens WHERE number = ?", [number]) > 0 else {
        throw StoreError(.question, "there is no token \(number): 'ripple token --list' shows those there are")
      }
    }
  }

  /// Writes into the audit that something was read.
  ///
  /// - Parameters:
  ///   - action: What was done, such as `read reach`.
  ///   - subject: Of what.
  ///   - purpose: What for, in the reader's words.
  ///   - actor: Who.
  public func noteRead(_ action: String, of subject: String, for purpose: String, by actor: String) throws {
    try database.write { session in
      try Audit.append(session, moment: now(), actor: actor, action, subject: subject, purpose: purpose)
      return .commit(())
    }
  }

  /// A change to what is not a record: on the audit, and in no history.
  func administer<Result>(
    _ action: String, _ subject: String, by author: String, _ body: (any StoreSession, Int64) throws -> Result
  ) throws -> Result {
    try database.write { session in
      let moment = now()
      let result = try body(session, moment)
      try Audit.append(session, moment: moment, actor: author, action, subject: subject, purpose: "")
      try session.announce()
      return .commit(result)
    }
  }

  private static func record(of person: String, _ session: any StoreSession) throws -> Int64 {
    let sql = "SELECT record FROM people_ids WHERE id = ?"
    guard let record = try session.number(sql, [person]) else {
      throw StoreError(.question, "there is no person '\(person)': check the id")
    }
    return record
  }

  private static func account(
    _ role: Role, _ name: String, _ record: Int64?, _ moment: Int64, _ session: any StoreSession
  ) throws -> String {
    let known = try session.row(
      "SELECT id FROM accounts WHERE role = ? AND name = ? AND person IS NOT DISTINCT FROM ?",
      [role.rawValue, name, record])
    if let known { return try known.text("id") }
    let id = randomText(bytes: 8)
    try session.run(
      "INSERT INTO accounts (id, role, name, person, made) VALUES (?, ?, ?, ?, ?)",
      [id, role.rawValue, name, record, moment])
    return id
  }

  private static func insert(
    _ kind: TokenKind, of account: String, until expires: Int64, _ session: any StoreSession
  ) throws -> String {
    let secret = randomText(bytes: 32)
    try session.run(
      """
      INSERT INTO tokens (number, hash, kind, account, expires)
      VALUES ((SELECT coalesce(max(number), 0) + 1 FROM tokens), ?, ?, ?, ?)
      """,
      [hash(secret), kind.rawValue, account, expires])
    return secret
  }

  private static func later(_ moment: Int64, _ seconds: Int64) -> Int64 {
    let (sum, overflow) = moment.addingReportingOverflow(max(0, seconds))
    return overflow ? .max : sum
  }

  static func hash(_ secret: String) -> String { SHA256.hash(data: Data(secret.utf8)).hex }
}
