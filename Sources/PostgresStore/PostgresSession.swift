import Store

/// A conversation with PostgreSQL, for the length of a transaction.
final class PostgresSession: StoreSession {
  private let connection: PostgresConnection

  init(_ connection: PostgresConnection) { self.connection = connection }

  @discardableResult func run(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    try connection.run(sql, arguments)
  }

  func each(_ sql: String, _ arguments: SQLArguments, _ body: (SQLRow) throws -> Void) throws {
    try connection.each(sql, arguments, body)
  }

  func reading(_ sql: String, _ arguments: SQLArguments, _ columns: [BulkColumn]) throws -> any BulkRows {
    connection.reading(sql, arguments, columns)
  }

  func writing(_ sql: String) throws -> any BulkStatement { try SentStatement(connection, sql) }

  func inserting(into table: String, _ columns: [String]) throws -> any BulkStatement {
    CopiedStatement(connection, into: table, columns)
  }

  func announce() throws {
    let news = "(SELECT coalesce(max(id), 0) FROM changes) || ' ' || (SELECT coalesce(max(id), 0) FROM audit)"
    _ = try rows("SELECT pg_notify('\(PostgresSchema.channel)', \(news))")
  }
}
