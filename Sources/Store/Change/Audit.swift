import Crypto
import Foundation

/// The list of who did what, each entry's hash taken over the entry and the hash before it, so that none can be altered,
/// put in or taken out without all after it telling.
///
/// Who it was is written as a random surrogate; what that stands for is in a table of its own, and forgotten with the person.
///
/// Commands that read a store file are not on it, since nothing can make them; the service's reads are.
enum Audit {
  /// Adds an entry.
  static func append(
    _ session: any StoreSession, moment: Int64, actor: String, _ action: String, subject: String, purpose: String
  ) throws {
    let last = try session.row("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
    let id = (try last?.number("id") ?? 0) + 1
    let actor = try surrogate(of: actor, session)
    let hash = hash(
      after: try last?.text("hash") ?? "", [String(id), String(moment), actor, action, subject, purpose])
    try session.run(
      "INSERT INTO audit (id, at, actor, action, subject, purpose, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [id, moment, actor, action, subject, purpose, hash])
  }

  private static func surrogate(of actor: String, _ session: any StoreSession) throws -> String {
    let known = try session.text("SELECT surrogate FROM actors WHERE name = ?", [actor])
    if let known { return known }
    let surrogate = randomText(bytes: 8)
    try session.run("INSERT INTO actors (surrogate, name) VALUES (?, ?)", [surrogate, actor])
    return surrogate
  }

  /// Each field goes in with its length, so that no two entries read alike.
  static func hash(after previous: String, _ fields: [String]) -> String {
    var sha = SHA256()
    for field in [previous] + fields { sha.update(data: Data("\(field.utf8.count):\(field)".utf8)) }
    return sha.finalize().hex
  }
}

/// An entry of a store's audit.
public struct AuditEntry: Sendable, Equatable {
  /// Its number, from 1.
  public let id: Int64
  /// When, in seconds since 1970.
  public let moment: Int64
  /// Who, as a surrogate.
  public let actor: String
  /// What the surrogate stands for; `nil` when that was forgotten.
  public let name: String?
  /// What they did.
  public let action: String
  /// To what.
  public let subject: String
  /// What for, in their words.
  public let purpose: String
  /// The hash over this entry and the one before.
  public let hash: String
}

/// What came of following the audit's hashes.
public struct AuditVerdict: Sendable, Equatable {
  /// Number of entries.
  public let entries: Int
  /// The last hash: kept elsewhere, it tells later whether entries at the end were cut off.
  public let head: String
  /// Number of the first entry that does not follow from the one before; `nil` when all do.
  public let firstBroken: Int64?
}

extension StoreReader {
  /// The entries of the audit, oldest first.
  public func audit() throws -> [AuditEntry] {
    try read { session in
      let sql = "SELECT audit.*, name FROM audit LEFT JOIN actors ON surrogate = actor ORDER BY id"
      return try session.rows(sql).map { row in
        AuditEntry(
          id: try row.number("id"), moment: try row.number("at"), actor: try row.text("actor"),
          name: try row.textIfAny("name"), action: try row.text("action"), subject: try row.text("subject"),
          purpose: try row.text("purpose"), hash: try row.text("hash"))
      }
    }
  }

  /// Follows the audit's hashes from the first entry to the last.
  ///
  /// - Complexity: O(entries).
  public func verifyAudit() throws -> AuditVerdict {
    let entries = try audit()
    var previous = ""
    for (index, entry) in entries.enumerated() {
      let hash = Audit.hash(
        after: previous,
        [String(entry.id), String(entry.moment), entry.actor, entry.action, entry.subject, entry.purpose])
      if hash != entry.hash || entry.id != Int64(index + 1) {
        return AuditVerdict(entries: entries.count, head: entries.last?.hash ?? "", firstBroken: entry.id)
      }
      previous = hash
    }
    return AuditVerdict(entries: entries.count, head: previous, firstBroken: nil)
  }
}

/// Random bytes in hexadecimal.
package func randomText(bytes: Int) -> String { (0..<bytes).map { _ in UInt8.random(in: 0...255) }.hex }

extension Sequence<UInt8> {
  /// The bytes in hexadecimal, lower case.
  package var hex: String {
    var digits: [UInt8] = []
    digits.reserveCapacity(2 * underestimatedCount)
    for byte in self {
      digits.append(Self.digit(byte >> 4))
      digits.append(Self.digit(byte & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
