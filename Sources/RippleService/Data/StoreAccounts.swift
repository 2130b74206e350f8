import Store

/// Accounts as the store has them, and those of the organisation's own sign-in.
struct StoreAccounts: AccountSource {
  let hub: StoreHub
  let verifier: TokenVerifier?

  func viewer(token: String) async throws -> Viewer? {
    // A token of the store's own has no dots.
    if token.contains(".") { return await verifier?.viewer(token) }
    return try await viewer(token, .token, isByCookie: false)
  }

  func viewer(session: String) async throws -> Viewer? { try await viewer(session, .session, isByCookie: true) }

  private func viewer(_ secret: String, _ kind: TokenKind, isByCookie: Bool) async throws -> Viewer? {
    let moment = secondsSince1970()
    // The kind stands before the secret, so that a session is no token.
    return try await hub.accounts.viewer(
      "\(kind.rawValue) \(secret)", at: moment, isCutOff: { await hub.isCutOff }
    ) {
      try await hub.reading { try $0.account(bySecret: secret, [kind], at: moment) }.map {
        Viewer($0, isByCookie: isByCookie)
      }
    }
  }
}
