import GRDB

/// The cells of a row for what they should be, since a damaged file may hold anything.
extension Row {
  private func storage(_ column: String) throws -> DatabaseValue.Storage {
    guard let value = self[column] as DatabaseValue? else { throw StoreError.damaged("there is no column '\(column)'") }
    return value.storage
  }

  func numberIfAny(_ column: String) throws -> Int64? {
    switch try storage(column) {
    case .int64(let number): return number
    case .null: return nil
    default: throw StoreError.damaged("'\(column)' holds something other than a number")
    }
  }

  func textIfAny(_ column: String) throws -> String? {
    switch try storage(column) {
    case .string(let text): return text
    case .null: return nil
    default: throw StoreError.damaged("'\(column)' holds something other than text")
    }
  }

  func number(_ column: String) throws -> Int64 {
    guard let number = try numberIfAny(column) else { throw StoreError.damaged("'\(column)' is empty") }
    return number
  }

  func text(_ column: String) throws -> String {
    guard let text = try textIfAny(column) else { throw StoreError.damaged("'\(column)' is empty") }
    return text
  }
}
