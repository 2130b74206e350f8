import Store

/// A store in PostgreSQL open to be read.
struct PostgresReading: ReadableStore {
  private let line: PostgresLine
  private let news: PostgresLine

  var erasureKey: String { line.address.erasureKey }

  /// - Throws: `StoreError` when there is no store, or it is another version's.
  init(_ address: PostgresAddress) throws {
    line = PostgresLine(address, Self.connect)
    news = PostgresLine(address) { address in
      let connection = try Self.connect(address)
      // A standby has no notices to give, and is looked at instead.
      try? connection.run("LISTEN \(PostgresSchema.channel)")
      return connection
    }
    try read { session in
      guard let session = session as? PostgresSession else { return }
      try PostgresSchema.condition(session).refuseUnlessWhole(address.name)
      try checkAdministration(session)
    }
  }

  /// What is at an address.
  static func condition(_ address: PostgresAddress) throws -> PostgresSchema.Condition {
    try PostgresLine(address, connect).use(begin) { connection in
      let condition = try PostgresSchema.condition(PostgresSession(connection))
      try connection.run("COMMIT")
      return condition
    }
  }

  private static let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

  /// The primary, or else a standby of it.
  private static func connect(_ address: PostgresAddress) throws -> PostgresConnection {
    do {
      let connection = try PostgresConnection(address, address.hosts.count > 1 ? "primary" : "any")
      try connection.run(PostgresLine.settings)
      return connection
    } catch {
      guard address.hosts.count > 1, let connection = try? PostgresConnection(address, "any") else {
        throw error.sentenceOfConnecting(address.name)
      }
      try connection.run(PostgresLine.settings)
      return connection
    }
  }

  func read<Result>(_ body: (any StoreSession) throws -> Result) throws -> Result {
    try line.use(Self.begin) { connection in
      let result = try body(PostgresSession(connection))
      try connection.run("COMMIT")
      return result
    }
  }

  /// PostgreSQL looks after its own files; references between records are ours to look after.
  func findings() throws -> [String] { try read { try Schema.danglingReferences($0) } }

  func backUp(to file: String) throws -> Backup {
    throw StoreError(
      .question,
      "a store in a database is backed up by its own means: pg_basebackup copies the server, pg_dump this database; "
        + "'ripple copy' writes it into a file")
  }

  func awaitNews(atMost seconds: Double) throws { try news.listen(atMost: seconds) }
}

extension PostgresSchema.Condition {
  /// Refuses a place where there is no store as this version writes it.
  func refuseUnlessWhole(_ name: String) throws {
    switch self {
    case .whole: return
    case .missing:
      throw StoreError(.missing, "there is no store at \(name): make one with 'ripple import' or 'ripple copy'")
    case .foreign:
      throw StoreError(
        .data, "\(name) holds tables of another program: name a database, or a schema, of the store's own")
    case .older:
      throw StoreError(
        .data, "\(name) was written by an earlier version of Ripple: open it once to write, as with 'ripple import'")
    case .newer:
      throw StoreError(.data, "\(name) was written by a later version of Ripple: install that version")
    }
  }
}
