import GRDB

/// A conversation with SQLite, for as long as GRDB lends the database.
final class SQLiteSession: StoreSession {
  private let database: Database

  init(_ database: Database) { self.database = database }

  func run(_ sql: String, _ arguments: SQLArguments) throws -> Int {
    let statement = try database.cachedStatement(sql: sql)
    try statement.execute(arguments: StatementArguments(arguments.map { $0?.sqlValue.databaseValue ?? .null }))
    return database.changesCount
  }

  func each(_ sql: String, _ arguments: SQLArguments, _ body: (SQLRow) throws -> Void) throws {
    let statement = try database.cachedStatement(sql: sql)
    let cursor = try Row.fetchCursor(
      statement, arguments: StatementArguments(arguments.map { $0?.sqlValue.databaseValue ?? .null }))
    let columns = statement.columnNames
    while let row = try cursor.next() {
      try body(SQLRow(columns: columns, values: row.databaseValues.map { SQLValue($0.storage) }))
    }
  }

  func reading(_ sql: String, _ arguments: SQLArguments, _ columns: [BulkColumn]) throws -> any BulkRows {
    let statement = try SQLiteStatement(database, sql, columns)
    for (index, argument) in arguments.enumerated() { statement.bind(index + 1, argument?.sqlValue ?? .nothing) }
    return statement
  }

  func writing(_ sql: String) throws -> any BulkStatement { try SQLiteStatement(database, sql) }

  func inserting(into table: String, _ columns: [String]) throws -> any BulkStatement {
    let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return try writing("INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
  }

  /// Those who follow a file look at it.
  func announce() {}
}

extension SQLValue {
  fileprivate init(_ storage: DatabaseValue.Storage) {
    switch storage {
    case .null: self = .nothing
    case .int64(let number): self = .number(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob: self = .other
    }
  }

  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .nothing, .other: .null
    case .number(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    }
  }
}
