import Crypto
import Foundation

/// A table of a store that was copied, read again where it went to and found the same.
public struct CopiedTable: Sendable, Equatable {
  /// Its name.
  public let name: String
  /// Number of its rows.
  public let rows: Int
  /// SHA-256 over all its rows in their order, in hexadecimal: the same wherever the store is kept.
  public let sha256: String
}

extension StoreOwner {
  /// Copies everything a store holds, of all times, to another place, such as from a file to a server or back.
  ///
  /// It is there whole or not at all: what was written is read again and compared before it counts. The store stays where it
  /// was too, and should not be changed any more. The key by which erased people are known again goes along, where it can
  /// be read and there is none at the other place.
  ///
  /// - Parameters:
  ///   - source: Where the store is.
  ///   - place: Where it is to be; nothing, or an empty store, may be there.
  /// - Throws: ``StoreError`` when the store is damaged, something is at the other place, or it cannot be written.
  /// - Complexity: O(versions of all records), in memory of none of them.
  public static func copy(_ source: String, to place: String) throws -> [CopiedTable] {
    let reader = try StoreReader(source)
    if let finding = try reader.findings().first {
      throw StoreError(.data, "\(source) is damaged: \(finding): restore a backup before it is copied")
    }
    let target = try StoreEngines.engine(of: place).writing(
      place, makingNew: true, borrowing: false, beside: nil)
    let copied = try reader.read { source in
      try target.write { session in
        for table in Schema.tables where try session.has("SELECT 1 FROM \(table.name) LIMIT 1") {
          throw StoreError(.write, "there is a store at \(place) already: name a place where there is none")
        }
        var copied: [CopiedTable] = []
        for table in Schema.tables {
          copied.append(try TableCopy(table.name, table.key).copy(from: source, to: session))
        }
        try session.announce()
        return .commit(copied)
      }
    }
    let (from, to) = (reader.database.erasureKey, target.reading.erasureKey)
    if let key = FileManager.default.contents(atPath: from), !FileManager.default.fileExists(atPath: to) {
      try ErasureKey.write(key, to: to)
    }
    return copied
  }
}

/// One table on its way.
private struct TableCopy {
  private let name: String
  private let all: String

  init(_ name: String, _ key: String) {
    self.name = name
    all = "SELECT * FROM \(name) ORDER BY \(key)"
  }

  func copy(from source: any StoreSession, to target: any StoreSession) throws -> CopiedTable {
    var insertion: (any BulkStatement)?
    let given = try account(of: source) { row in
      let statement = try insertion ?? target.inserting(into: name, row.columns.map { "\"\($0)\"" })
      insertion = statement
      for (index, value) in row.values.enumerated() {
        switch value {
        case .nothing: statement.bindNothing(index + 1)
        case .number(let number): statement.bind(index + 1, number)
        case .real(let number): statement.bind(index + 1, number)
        case .text(let text): statement.bind(index + 1, text.utf8.span)
        case .other: throw StoreError.damaged("\(name) holds something that is neither a number nor a text")
        }
      }
      try statement.run()
    }
    try insertion?.finish()
    let taken = try account(of: target) { _ in }
    guard taken == given else {
      throw StoreError(.write, "the copy of \(name) differs from it; nothing was copied: check the disk and try again")
    }
    return taken
  }

  /// Counts the rows of the table and takes their hash, lending each to `body`.
  private func account(of session: any StoreSession, _ body: (SQLRow) throws -> Void) throws -> CopiedTable {
    var sha = SHA256()
    var rows = 0
    try session.each(all, []) { row in
      try body(row)
      rows += 1
      var bytes: [UInt8] = []
      for (column, value) in zip(row.columns, row.values) { bytes.append(column, value) }
      sha.update(data: bytes)
    }
    return CopiedTable(name: name, rows: rows, sha256: sha.finalize().hex)
  }
}

extension [UInt8] {
  /// Adds a cell so that no two rows make the same bytes.
  fileprivate mutating func append(_ column: String, _ value: SQLValue) {
    append(contentsOf: column.utf8)
    switch value {
    case .nothing: append(0)
    case .number(let number): append(1, UInt64(bitPattern: number))
    case .real(let number): append(2, number.bitPattern)
    case .text(let text):
      append(3, UInt64(text.utf8.count))
      append(contentsOf: text.utf8)
    case .other: append(4)
    }
  }

  private mutating func append(_ kind: UInt8, _ number: UInt64) {
    append(kind)
    for shift in stride(from: 56, through: 0, by: -8) { append(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
  }
}
