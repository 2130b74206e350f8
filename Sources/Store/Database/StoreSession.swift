/// A conversation with a database, in which statements run one after another.
///
/// Statements are SQL that every engine understands. Arguments stand in them as `?`, or as `?1` where one stands several
/// times.
package protocol StoreSession: AnyObject {
  /// Runs a statement that gives no rows; the number of rows it changed.
  @discardableResult func run(_ sql: String, _ arguments: SQLArguments) throws -> Int

  /// Lends the rows of an answer to `body`, one after another; nothing else is asked meanwhile.
  func each(_ sql: String, _ arguments: SQLArguments, _ body: (SQLRow) throws -> Void) throws

  /// The rows of an answer that may have a great many; nothing else is asked from the first of them to the last.
  ///
  /// - Parameters:
  ///   - sql: The question.
  ///   - arguments: Its arguments.
  ///   - columns: What the columns of the answer hold.
  func reading(_ sql: String, _ arguments: SQLArguments, _ columns: [BulkColumn]) throws -> any BulkRows

  /// A statement that is run a great many times, and gives no rows.
  func writing(_ sql: String) throws -> any BulkStatement

  /// Adds a great many rows to a table.
  func inserting(into table: String, _ columns: [String]) throws -> any BulkStatement

  /// Tells those who follow the store what is in it once this is committed.
  func announce() throws
}

extension StoreSession {
  /// Runs a statement without arguments.
  @discardableResult package func run(_ sql: String) throws -> Int { try run(sql, []) }
}

/// Rows whose values go from the database to bytes without a box about each.
package protocol BulkRows: AnyObject {
  /// The row that was stepped to; the same object for all.
  var row: BulkRow { get }
  /// Steps to the next row; false at the end.
  func next() throws -> Bool
}

/// A statement whose values go from bytes to the database without a box about each. Places count from 1.
package protocol BulkStatement: AnyObject {
  func bind(_ place: Int, _ number: Int64)
  func bind(_ place: Int, _ number: Double)
  func bind(_ place: Int, _ text: Span<UInt8>)
  func bindNothing(_ place: Int)
  /// Runs the statement with what is bound, now or not after ``finish()``.
  func run() throws
  /// Sees to it that everything was run.
  func finish() throws
}

extension BulkStatement {
  /// Binds a number, or nothing.
  func bind(_ place: Int, _ number: Int64?) {
    if let number { bind(place, number) } else { bindNothing(place) }
  }
}
