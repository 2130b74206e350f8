/// A row of an answer, its cells read for what they should be, since a damaged file may hold anything.
package struct SQLRow: Sendable {
  /// The names of the columns.
  package let columns: [String]
  /// Their values.
  package let values: [SQLValue]

  /// A row.
  package init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  private func value(_ column: String) throws -> SQLValue {
    guard let place = columns.firstIndex(of: column) else {
      throw StoreError.damaged("there is no column '\(column)'")
    }
    return values[place]
  }

  package func numberIfAny(_ column: String) throws -> Int64? { try value(column).numberIfAny(column) }
  package func textIfAny(_ column: String) throws -> String? { try value(column).textIfAny(column) }

  package func number(_ column: String) throws -> Int64 {
    guard let number = try numberIfAny(column) else { throw StoreError.damaged("'\(column)' is empty") }
    return number
  }

  package func text(_ column: String) throws -> String {
    guard let text = try textIfAny(column) else { throw StoreError.damaged("'\(column)' is empty") }
    return text
  }
}

extension SQLValue {
  fileprivate func numberIfAny(_ column: String) throws -> Int64? {
    switch self {
    case .number(let number): return number
    case .nothing: return nil
    default: throw StoreError.damaged("'\(column)' holds something other than a number")
    }
  }

  fileprivate func textIfAny(_ column: String) throws -> String? {
    switch self {
    case .text(let text): return text
    case .nothing: return nil
    default: throw StoreError.damaged("'\(column)' holds something other than text")
    }
  }
}

extension StoreSession {
  /// All rows of an answer.
  package func rows(_ sql: String, _ arguments: SQLArguments = []) throws -> [SQLRow] {
    var rows: [SQLRow] = []
    try each(sql, arguments) { rows.append($0) }
    return rows
  }

  /// The first row of an answer.
  package func row(_ sql: String, _ arguments: SQLArguments = []) throws -> SQLRow? { try rows(sql, arguments).first }

  /// True when there is a row.
  package func has(_ sql: String, _ arguments: SQLArguments = []) throws -> Bool { try row(sql, arguments) != nil }

  /// The numbers of an answer's one column.
  package func numbers(_ sql: String, _ arguments: SQLArguments = []) throws -> [Int64] {
    try rows(sql, arguments).compactMap { try $0.values.first?.numberIfAny($0.columns.first ?? "") }
  }

  /// The one number of an answer; `nil` when there is none.
  package func number(_ sql: String, _ arguments: SQLArguments = []) throws -> Int64? {
    try numbers(sql, arguments).first
  }

  /// The texts of an answer's one column.
  package func texts(_ sql: String, _ arguments: SQLArguments = []) throws -> [String] {
    try rows(sql, arguments).compactMap { try $0.values.first?.textIfAny($0.columns.first ?? "") }
  }

  /// The one text of an answer; `nil` when there is none.
  package func text(_ sql: String, _ arguments: SQLArguments = []) throws -> String? { try texts(sql, arguments).first }
}
