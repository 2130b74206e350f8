/// What somebody who signs in may do; each role is described where the service's rules are.
public enum Role: String, Sendable, CaseIterable {
  case lead, alumnus, researcher, admin
}

/// Somebody who may sign in to the service.
public struct Account: Sendable, Equatable {
  /// Random, so that it says nothing.
  public let id: String
  /// What they may do.
  public let role: Role
  /// What to call them, in the audit too.
  public let name: String
  /// Who they are in the network: needed for an alumnus.
  public let person: String?
  /// When the account was made, in seconds since 1970.
  public let made: Int64
}

/// What a secret is good for.
public enum TokenKind: String, Sendable, CaseIterable {
  /// Signs a browser in, once.
  case link
  /// Is sent with every request of a program.
  case token
  /// Is a browser's cookie.
  case session
}

/// A secret that was given out, without the secret.
public struct IssuedToken: Sendable, Equatable {
  /// Its number, by which it is taken back.
  public let number: Int64
  /// What it is good for.
  public let kind: TokenKind
  /// Whose it is.
  public let account: Account
  /// When it ends, in seconds since 1970.
  public let expires: Int64
}
