/// How an engine writes the definitions of tables, which are given as SQLite has them. All other statements are the same for
/// every engine.
package enum Dialect: Sendable {
  case sqlite, postgres

  /// A definition in this dialect.
  func definition(_ sql: String) -> String {
    switch self {
    case .sqlite: return sql
    case .postgres:
      // Texts are compared as bytes, whatever the language of the database.
      let words = [
        (" WITHOUT ROWID, STRICT", ""), (" STRICT", ""), ("INTEGER", "BIGINT"), ("TEXT", "TEXT COLLATE \"C\""),
      ]
      return words.reduce(sql) { $0.replacing($1.0, with: $1.1) }
    }
  }

  /// A column of numbers with a fraction.
  func real(_ column: String) -> String {
    switch self {
    // SQLite's own kind of them forgets the sign of a zero.
    case .sqlite: "\(column) ANY CHECK (typeof(\(column)) IN ('real', 'null'))"
    case .postgres: "\(column) DOUBLE PRECISION"
    }
  }

  /// A column of a record that refers to another.
  func reference(_ column: String, to ids: String) -> String {
    switch self {
    case .sqlite: "\(column) INTEGER REFERENCES \(ids)(record)"
    // Looked after by 'ripple check': a look at every row that is written takes longer than writing it.
    case .postgres: "\(column) INTEGER"
    }
  }
}
