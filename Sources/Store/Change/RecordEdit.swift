public import Records

/// How a record is called: by its id, or, where it has none, by its number in the table.
public enum RecordAddress: Sendable, Equatable, CustomStringConvertible {
  case id(String)
  case number(Int64)

  /// `#12` is a number; anything else is an id.
  public init(_ text: String) {
    if text.hasPrefix("#"), let number = Int64(text.dropFirst()) { self = .number(number) } else { self = .id(text) }
  }

  /// As it is written.
  public var description: String {
    switch self {
    case .id(let id): id
    case .number(let number): "#\(number)"
    }
  }
}

/// A change to one record, made by hand.
public enum RecordEdit: Sendable {
  /// A new record, its cells by column.
  case add(TableName, [String: String])
  /// Other cells in a record that is there; an empty text empties a cell.
  case change(TableName, RecordAddress, [String: String])
  /// A record taken out: it is no longer held to have been so. What merely came to an end is given one with `change`.
  case remove(TableName, RecordAddress)

  /// The table it is of.
  public var table: TableName {
    switch self {
    case .add(let table, _), .change(let table, _, _), .remove(let table, _): table
    }
  }
}

/// What came of an edit.
public struct EditResult: Sendable {
  /// The change set.
  public let change: ChangeSet
  /// Number of the record in its table.
  public let record: Int64
  /// Warnings about the record, as reading a table would give them.
  public let problems: [Problem]
}
