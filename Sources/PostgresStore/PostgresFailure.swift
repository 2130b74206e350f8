import Store

/// What PostgreSQL, or the way to it, said no with.
struct PostgresFailure: Error {
  /// The SQLSTATE; empty where there is none, as when a connection is lost.
  let code: String
  /// What was said.
  private let said: String
  /// True when there is no connection any more.
  let isLost: Bool

  init(code: String = "", message: String, isLost: Bool = false) {
    self.code = code
    said = message
    // Shut down by its administrator, crashed, or not ready yet.
    self.isLost = isLost || ["57P01", "57P02", "57P03", "57P05", "25P03"].contains(code) || code.hasPrefix("08")
  }

  /// The first line of what was said.
  var message: String { said.split(separator: "\n").first.map(String.init) ?? "it says nothing" }

  /// True when another server, or this one a little later, may say yes.
  var isPassing: Bool { isLost || code == "25006" }
}

/// Runs `body`, turning what PostgreSQL says into a sentence about the store called `name`.
func describingErrors<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let failure as PostgresFailure { throw failure.sentence(name) }
}

extension PostgresFailure {
  /// What to tell a person.
  func sentence(_ name: String) -> StoreError {
    if isLost {
      return StoreError(.unavailable, "the connection to \(name) was lost (\(message)): try again when it answers")
    }
    switch code {
    case "25006":
      return StoreError(.unavailable, "\(name) is a standby, which cannot be changed: name the primary as well")
    case "28P01", "28000":
      return StoreError(.missing, "\(name) lets nobody in so (\(message)): check user and password")
    case "3D000": return StoreError(.missing, "there is no database at \(name): make one with createdb")
    case "42501":
      return StoreError(.write, "\(name) does not allow that (\(message)): ask its administrator for the right")
    case "53100": return StoreError(.write, "the disk of \(name) is full; nothing was changed: free some space")
    case "53200": return StoreError(.unavailable, "\(name) has no memory left; nothing was changed: try again later")
    case "53300": return StoreError(.unavailable, "\(name) has as many connections as it takes: try again later")
    case "55P03", "40P01":
      return StoreError(.write, "\(name) is being written by another program: try again when that has ended")
    case "40001": return StoreError(.write, "\(name) was changed by another program meanwhile: try again")
    case "57014":
      return StoreError(.unavailable, "\(name) took too long and was stopped (\(message)): try again later")
    case "22021", "22P05":
      return StoreError(.question, "a text holds a character that no database keeps: take it out")
    case "42P01", "42703", "23502", "23503", "23505", "42P07", "42804":
      // The statements are ours, so that a store on which they fail is not what we wrote.
      return StoreError(.data, "\(name) is damaged or not a store (\(message)): restore a backup")
    case "58030", "XX001", "XX002":
      return StoreError(.data, "\(name) cannot be read or written (\(message)): check its disk")
    default: return StoreError(.data, "\(name) cannot be used (\(code) \(message)): look at the server's log")
    }
  }

  /// What to tell a person when no connection could be made.
  func sentenceOfConnecting(_ name: String) -> StoreError {
    let reasons: [(words: String, StoreError.Kind, sentence: String)] = [
      ("password authentication failed", .missing, "does not take this password: check ~/.pgpass or PGPASSWORD"),
      ("no password supplied", .missing, "asks for a password: put it in ~/.pgpass, or in PGPASSWORD"),
      (
        "no pg_hba.conf entry", .missing,
        "does not let this user in from here: its administrator adds a line to pg_hba.conf"
      ),
      ("could not translate host name", .missing, "names a server that nobody knows: check the address"),
      (
        "SSL was required", .missing,
        "is at a server without TLS: set it up there, or add ?sslmode=disable on a network of your own"
      ),
      ("certificate verify failed", .missing, "is at a server whose certificate nobody vouches for: check sslrootcert"),
      ("session is read-only", .unavailable, "is a standby, which cannot be changed: name the primary as well"),
      ("the database system is", .unavailable, "is not ready yet: try again in a little while"),
      ("too many clients", .unavailable, "has as many connections as it takes: try again later"),
      ("remaining connection slots", .unavailable, "has as many connections as it takes: try again later"),
    ]
    // Each server of several says something of its own.
    for (words, kind, sentence) in reasons where said.contains(words) {
      return StoreError(kind, "\(name) \(sentence)")
    }
    if said.contains("database \""), said.contains("does not exist") {
      return StoreError(.missing, "there is no database at \(name): make one with createdb")
    }
    if said.contains("role \""), said.contains("does not exist") {
      return StoreError(.missing, "\(name) does not know this user: its administrator makes one with createuser")
    }
    return StoreError(
      .unavailable, "cannot connect to \(name) (\(message)): check the address, and that the server runs")
  }
}
