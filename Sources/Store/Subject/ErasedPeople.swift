import Crypto
import Foundation
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Those people of an import who were erased from the store, and are not to come back with a spreadsheet that still holds
/// them.
struct ErasedPeople {
  private var ids: Set<String> = []

  /// - Throws: ``StoreError`` when somebody was erased, and the key by which they are known again is not there.
  init(among network: Network, _ session: any StoreSession, _ keyFile: String) throws {
    let marks = Set(try session.texts("SELECT mark FROM erased"))
    guard !marks.isEmpty else { return }
    let key = try ErasureKey(reading: keyFile)
    for person in network.people.rows
    where marks.contains(key.mark(id: person.id))
      || (!person.email.isEmpty && marks.contains(key.mark(email: person.email)))
    {
      ids.insert(person.id)
    }
  }

  /// True when a row says something of an erased person that could not be said without them.
  func isMeant(by row: Int, of cells: TableCells) -> Bool {
    guard !ids.isEmpty else { return false }
    for (index, column) in cells.table.columns.enumerated() {
      let isPerson = (cells.table == .people && column.name == "id") || Self.names(column, of: cells.table)
      if isPerson, ids.contains(cells.cell(row, index)) { return true }
    }
    return false
  }

  /// True when a cell merely mentions an erased person.
  func isNamed(_ text: String, inColumn index: Int, of table: TableName) -> Bool {
    guard !ids.isEmpty, index < table.columns.count, case .reference(.people) = table.columns[index].type else {
      return false
    }
    return ids.contains(text)
  }

  /// True for columns without which a row would mean something else: whom a session was for as well.
  private static func names(_ column: Records.ColumnInfo, of table: TableName) -> Bool {
    guard case .reference(.people) = column.type else { return false }
    return column.isRequired || table == .events
  }
}

/// The key, kept in a file apart from the store and in no backup of it, by which an erased person is known again and without
/// which nobody can tell who was erased.
struct ErasureKey {
  private let key: SymmetricKey

  init(reading file: String) throws {
    guard let text = FileManager.default.contents(atPath: file), text.count == 64 else {
      throw StoreError(
        .write,
        "people were erased from the store, and the key that tells who must not come back is not in \(file): put it back there"
      )
    }
    key = SymmetricKey(data: text)
  }

  /// The key in a file, which is made where there is none.
  init(making file: String) throws {
    if !FileManager.default.fileExists(atPath: file) { try Self.write(Data(randomText(bytes: 32).utf8), to: file) }
    try self.init(reading: file)
  }

  /// Puts a key into a file, for its owner's eyes.
  static func write(_ key: Data, to file: String) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    guard FileManager.default.createFile(atPath: file, contents: key, attributes: [.posixPermissions: 0o600]) else {
      throw StoreError(.write, "\(file) cannot be written: check the permissions of its folder")
    }
  }

  private func mark(_ text: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).hex
  }

  func mark(id: String) -> String { mark("id:" + id) }
  func mark(email: String) -> String { mark("email:" + email.lowercased()) }
}
