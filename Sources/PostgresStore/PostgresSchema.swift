import Store

/// The tables of a store in PostgreSQL, in the schema that the address leads to.
enum PostgresSchema {
  /// What notices of changes are called.
  static let channel = "ripple"
  /// Which steps of the schema were done. Whoever changes the store locks it first, so that changes are made one by one.
  static let steps = "ripple_steps"
  /// The marks of the newest transactions, by which one whose outcome was not heard is looked up.
  static let commits = "ripple_commits"

  /// How a store is found.
  enum Condition { case missing, foreign, whole, older, newer }

  /// Looks at what is there.
  static func condition(_ session: PostgresSession) throws -> Condition {
    let here = "FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm')"
    guard try session.has("SELECT relname \(here) AND relname = ?", [steps]) else {
      return try session.has("SELECT relname \(here) LIMIT 1") ? .foreign : .missing
    }
    let done = try session.texts("SELECT name FROM \(steps)")
    let known = Schema.migrations(.postgres).map(\.name)
    if done.contains(where: { !known.contains($0) }) { return .newer }
    return known.allSatisfy(done.contains) ? .whole : .older
  }

  /// Brings the tables to this version, in the transaction under way.
  static func bringUp(_ session: PostgresSession, _ connection: PostgresConnection) throws {
    try connection.run(
      """
      CREATE TABLE IF NOT EXISTS \(steps) (name TEXT PRIMARY KEY);
      CREATE TABLE IF NOT EXISTS \(commits) (mark TEXT PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT now());
      CREATE INDEX IF NOT EXISTS \(commits)_at ON \(commits) (at);
      """)
    let done = try session.texts("SELECT name FROM \(steps)")
    for step in Schema.migrations(.postgres) where !done.contains(step.name) {
      for statement in step.statements { try connection.run(statement) }
      try session.run("INSERT INTO \(steps) (name) VALUES (?)", [step.name])
    }
  }
}
