import Store

/// Keeps stores in PostgreSQL, at addresses such as `postgres://ripple@db.example.nhs.uk/ripple`.
public enum PostgreSQL {
  /// Makes such addresses known to every function that takes a store's place; to be called once, before the first of them.
  public static func install() { StoreEngines.install(PostgresEngine()) }
}

struct PostgresEngine: StoreEngine {
  func isMeant(by place: String) -> Bool { PostgresAddress.isMeant(by: place) }

  func isStore(_ place: String) -> Bool { true }

  /// An address that is none has no store, as whoever opens it is told.
  func companion(_ name: String, of place: String) -> String {
    (try? PostgresAddress(place).companion(name)) ?? "\(place)-\(name)"
  }

  func isThere(_ place: String) throws -> Bool {
    try PostgresReading.condition(PostgresAddress(place)) != .missing
  }

  func reading(_ place: String) throws -> any ReadableStore { try PostgresReading(PostgresAddress(place)) }

  func writing(
    _ place: String, makingNew isNew: Bool, borrowing isBorrowing: Bool, beside reader: (any ReadableStore)?
  ) throws -> any WritableStore {
    try PostgresWriting(PostgresAddress(place), makingNew: isNew)
  }

  func restore(_ backup: String, to place: String, replacing isReplacing: Bool) throws -> Backup {
    throw StoreError(
      .question,
      "a store in a database is restored by its own means, as pg_basebackup or pg_dump wrote it: psql or pg_restore")
  }
}
