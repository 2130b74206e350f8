extension StoreReader {
  /// Whose secret this is; `nil` when it is nobody's, or too old.
  ///
  /// The secret is looked up by its hash, so that the time it takes tells nothing of those that are good.
  public func account(bySecret secret: String, _ kinds: Set<TokenKind>, at moment: Int64) throws -> Account? {
    try read { session in
      let row = try session.row(
        "\(Self.tokens) WHERE hash = ? AND expires > ?",
        [StoreOwner.hash(secret), moment])
      guard let row, let kind = TokenKind(rawValue: try row.text("kind")), kinds.contains(kind) else { return nil }
      return try Self.account(row)
    }
  }

  /// All that is good at a moment, oldest first.
  public func tokens(at moment: Int64) throws -> [IssuedToken] {
    try read { session in
      let rows = try session.rows("\(Self.tokens) WHERE expires > ? ORDER BY number", [moment])
      return try rows.compactMap { row in
        guard let kind = TokenKind(rawValue: try row.text("kind")), let account = try Self.account(row) else {
          return nil
        }
        return IssuedToken(
          number: try row.number("number"), kind: kind, account: account, expires: try row.number("expires"))
      }
    }
  }

  /// Number of the last change set: what is known changes with it, and with nothing else.
  public func lastChange() throws -> Int64 { try read { try changeSet(.now, in: $0) } }

  private static let tokens = """
    SELECT number, kind, expires, accounts.id AS id, role, name, made, people_ids.id AS person
    FROM tokens JOIN accounts ON accounts.id = account LEFT JOIN people_ids ON record = accounts.person
    """

  private static func account(_ row: SQLRow) throws -> Account? {
    guard let role = Role(rawValue: try row.text("role")) else { return nil }
    return Account(
      id: try row.text("id"), role: role, name: try row.text("name"), person: try row.textIfAny("person"),
      made: try row.number("made"))
  }
}
