public import Store

/// Who is asking.
public struct Viewer: Sendable, Equatable {
  /// What they may do.
  public let role: Role
  /// What the audit calls them.
  public let name: String
  /// Who they are in the network.
  public let person: String?
  /// What their requests are counted under.
  public let account: String
  /// True when the browser sends the secret by itself, so that a page of somebody else's could make it.
  public let isByCookie: Bool

  /// Somebody whose secret was found good.
  public init(_ account: Account, isByCookie: Bool) {
    self.init(
      role: account.role, name: account.name, person: account.person, account: account.id, isByCookie: isByCookie)
  }

  /// Somebody of that description.
  public init(role: Role, name: String, person: String?, account: String, isByCookie: Bool) {
    self.role = role
    self.name = name
    self.person = person
    self.account = account
    self.isByCookie = isByCookie
  }
}
