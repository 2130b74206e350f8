import CPostgreSQL
import Crypto
import Foundation
import Store

/// Where a store is kept in PostgreSQL: a libpq address, in which no password stands.
struct PostgresAddress: Sendable {
  /// As it was given.
  let text: String
  /// What it says, by libpq's keywords.
  private let parameters: [String: String]

  private static let schemes = ["postgres://", "postgresql://"]

  /// True when a place is such an address.
  static func isMeant(by place: String) -> Bool { schemes.contains { place.hasPrefix($0) } }

  /// Reads an address.
  ///
  /// - Throws: `StoreError` when it is none, or gives a password away.
  init(_ text: String) throws {
    self.text = text
    var problem: UnsafeMutablePointer<CChar>?
    guard let options = unsafe PQconninfoParse(text, &problem) else {
      let said = unsafe problem.map { unsafe String(cString: $0) } ?? ""
      unsafe PQfreemem(problem)
      // What libpq says may repeat the address, and with it a password.
      let reason =
        said.contains("invalid URI query parameter") ? "it has an option that libpq does not know" : "it is not whole"
      throw StoreError(
        .question, "this is no address of a database, since \(reason): write postgres://user@host/database")
    }
    defer { unsafe PQconninfoFree(options) }
    var parameters: [String: String] = [:]
    var option = unsafe options
    while let keyword = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val {
        parameters[unsafe String(cString: keyword)] = unsafe String(cString: value)
      }
      unsafe option += 1
    }
    self.parameters = parameters
    guard parameters["password"] == nil else {
      throw StoreError(
        .question,
        "leave the password out of the address, where others can read it: put it in ~/.pgpass, or in PGPASSWORD")
    }
  }

  /// What it says under one of libpq's keywords.
  subscript(keyword: String) -> String? { parameters[keyword] }

  /// The servers, as they are written.
  var hosts: [String] {
    (parameters["host"] ?? parameters["hostaddr"] ?? ProcessInfo.processInfo.environment["PGHOST"] ?? "").split(
      separator: ","
    ).map(String.init)
  }

  /// True when every server is this machine, or reached by a socket on it.
  var isOnThisMachine: Bool {
    hosts.allSatisfy { $0.hasPrefix("/") || ["localhost", "127.0.0.1", "::1"].contains($0) }
  }

  /// What the store is called where a person reads it.
  var name: String { text.prefix { $0 != "?" }.description }

  /// The file with the key by which erased people are known again, which `RIPPLE_ERASURE_KEY` may name.
  var erasureKey: String {
    let named = ProcessInfo.processInfo.environment["RIPPLE_ERASURE_KEY"] ?? ""
    return named.isEmpty ? companion("key") : named
  }

  /// A file that belongs to this store, in the folder of the user's own settings.
  func companion(_ name: String) -> String {
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "") + "/.config"
    // As whom one comes to the store is of no account.
    let place = [
      hosts.joined(separator: ","), parameters["port"] ?? "", parameters["dbname"] ?? "", parameters["options"] ?? "",
    ]
    let hash = SHA256.hash(data: Data(place.joined(separator: "\n").utf8)).hex.prefix(12)
    return "\(folder)/ripple/\(parameters["dbname"]?.filter(\.isLetter) ?? "store")-\(hash)-\(name)"
  }
}
