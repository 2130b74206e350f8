public import Store

/// An organisation's own sign-in, whose tokens are taken: OpenID Connect, with signed JSON Web Tokens (RFC 7519).
public struct IdentityProvider: Sendable {
  /// What the tokens must say of where they come from, to the letter.
  public var issuer: String
  /// What they must say of whom they are for: the service, as the provider knows it.
  public var audience: String
  /// The tenant they must be of, where one provider serves many.
  public var tenant: String?
  /// Where the provider's keys are: a file, or an address beginning with https.
  public var keys: String
  /// The claim that holds the roles.
  public var roleClaim = "roles"
  /// The claim that holds the person's id in the network.
  public var personClaim = "ripple_person"
  /// The role each value of the role claim stands for; of several, the first in the order of `Role`'s cases counts.
  public var roles: [String: Role]

  /// A provider whose tokens name roles by our own names.
  public init(issuer: String, audience: String, keys: String) {
    self.issuer = issuer
    self.audience = audience
    self.keys = keys
    roles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0.rawValue, $0) })
  }
}
