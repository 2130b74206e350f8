import HTTPTypes
import Store
import Synchronization

/// Whose secrets are, kept from one request to the next and forgotten whenever the store is changed, so that a secret that is
/// taken back is good no longer.
final class AccountCache: Sendable {
  private struct State {
    var viewers: [String: (viewer: Viewer, until: Int64)] = [:]
    var turn = 0
  }

  private let state = Mutex(State())
  /// Secrets kept in mind, and how long, in seconds, at most.
  private static let most = 10_000
  private static let longest: Int64 = 60
  /// How much longer where the store cannot be asked.
  private static let grace: Int64 = 15 * 60

  /// The viewer of a secret, looked up where it is not known.
  ///
  /// - Parameters:
  ///   - secret: The secret.
  ///   - moment: The time, in seconds since 1970.
  ///   - isCutOff: Whether the store cannot be asked.
  ///   - look: Asks the store.
  func viewer(
    _ secret: String, at moment: Int64, isCutOff: () async -> Bool, _ look: () async throws -> Viewer?
  ) async throws -> Viewer? {
    let (known, turn) = state.withLock { ($0.viewers[secret], $0.turn) }
    if let known, known.until > moment { return known.viewer }
    if await isCutOff() {
      if let known, known.until + Self.grace > moment { return known.viewer }
      throw Problem(.serviceUnavailable, "nobody can be let in while the store is not reached", retryAfter: 5)
    }
    guard let viewer = try await look() else { return nil }
    state.withLock { state in
      // What was looked up before a change is not kept after it.
      guard state.turn == turn else { return }
      if state.viewers.count >= Self.most { state.viewers = [:] }
      state.viewers[secret] = (viewer, moment + Self.longest)
    }
    return viewer
  }

  /// Forgets everything.
  func forget() {
    state.withLock { state in
      state.viewers = [:]
      state.turn += 1
    }
  }
}
