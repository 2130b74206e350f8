import Foundation
public import Records

/// What kind of change a change set is.
public enum ChangeKind: String, Sendable {
  case `import`, edit, undo, merge, erase
}

/// How many records of a table a change set added, changed, ended and removed.
public struct RecordCounts: Sendable, Equatable, Codable {
  /// Records that were not there before.
  public var added = 0
  /// Records some cells of which are others now.
  public var changed = 0
  /// Records that were given an end, and nothing else.
  public var ended = 0
  /// Records that are no longer held to have been so.
  public var removed = 0
  /// Nothing at all.
  public init() {}
  /// True when nothing was done.
  public var isEmpty: Bool { total == 0 }
  /// Records to which something was done.
  var total: Int { added + changed + ended + removed }

  /// Counts what else was done.
  mutating func add(_ other: RecordCounts) {
    added += other.added
    changed += other.changed
    ended += other.ended
    removed += other.removed
  }
}

/// Counts by table.
public typealias ChangeCounts = [TableName: RecordCounts]

/// One change to a store: an import, an edit, or something undone.
public struct ChangeSet: Sendable, Equatable {
  /// Its number; change sets count from 1 in the order they were made.
  public let id: Int64
  /// When it was made, in seconds since 1970.
  public let moment: Int64
  /// Who made it.
  public let author: String
  /// What kind it is.
  public let kind: ChangeKind
  /// The source an import brought news from.
  public let source: String?
  /// Why, in the author's words.
  public let note: String
  /// The change set it undid.
  public let undoes: Int64?
  /// What it did to which table.
  public internal(set) var counts: ChangeCounts

  func insert(_ session: any StoreSession) throws {
    try session.run(
      "INSERT INTO changes (id, at, author, action, source, note, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [id, moment, author, kind.rawValue, source, note, undoes])
  }

  static func note(_ counts: ChangeCounts, of change: Int64, _ session: any StoreSession) throws {
    let named = Dictionary(
      uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(named), as: UTF8.self)
    try session.run("UPDATE changes SET counts = ? WHERE id = ?", [text, change])
  }

  init(_ row: SQLRow) throws {
    id = try row.number("id")
    moment = try row.number("at")
    author = try row.text("author")
    source = try row.textIfAny("source")
    note = try row.text("note")
    undoes = try row.numberIfAny("undoes")
    let action = try row.text("action")
    let text = try row.text("counts")
    guard let kind = ChangeKind(rawValue: action),
      let named = try? JSONDecoder().decode([String: RecordCounts].self, from: Data(text.utf8))
    else { throw StoreError.damaged("change set \(id) is not as it was written") }
    self.kind = kind
    counts = [:]
    for (name, count) in named { TableName(rawValue: name).map { counts[$0] = count } }
  }

  init(
    id: Int64, moment: Int64, author: String, kind: ChangeKind, source: String?, note: String, undoes: Int64?,
    counts: ChangeCounts
  ) {
    self.id = id
    self.moment = moment
    self.author = author
    self.kind = kind
    self.source = source
    self.note = note
    self.undoes = undoes
    self.counts = counts
  }
}
