import Crypto
import Foundation
import FoundationNetworking
import JWTKit
import Store

/// Tells the good tokens of an ``IdentityProvider`` from all others.
///
/// The library checks signatures; everything else is checked here, since it takes tokens for other audiences, of other
/// tenants, not yet valid, and of keys it does not know. Keys are given the algorithm they are for when they are loaded:
/// otherwise one forged token would settle it for all that come after (RFC 8725, sections 3.1 and 3.9).
actor TokenVerifier {
  private let provider: IdentityProvider
  private let load: @Sendable () async throws -> Data
  private var keys = JWTKeyCollection()
  private var algorithms: [String: String] = [:]
  private var loaded: Date?

  /// How far clocks may be apart, and how often keys are looked for again, in seconds.
  private static let skew = 60.0
  private static let patience = 60.0
  /// No token is longer than this.
  private static let mostBytes = 16_384

  /// - Parameters:
  ///   - provider: Whose tokens.
  ///   - load: Where its keys come from; `nil` for where it says.
  init(_ provider: IdentityProvider, loading load: (@Sendable () async throws -> Data)? = nil) {
    self.provider = provider
    let place = provider.keys
    self.load = load ?? { try await Self.contents(of: place) }
  }

  private static func contents(of place: String) async throws -> Data {
    guard place.hasPrefix("https://"), let address = URL(string: place) else {
      return try await StoreHub.blocking { try Data(contentsOf: URL(fileURLWithPath: place)) }
    }
    let (data, response) = try await URLSession.shared.data(from: address)
    guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw Problem.fault }
    return data
  }

  /// Who holds a token; `nil` when it is not good.
  func viewer(_ token: String, at now: Date = Date()) async -> Viewer? {
    guard token.utf8.count <= Self.mostBytes, let header = Self.header(token), header.crit == nil,
      let kid = header.kid
    else { return nil }
    if algorithms[kid] == nil { await refresh(now) }
    // The key says which algorithm it is for, and the token must agree, not choose.
    guard let algorithm = algorithms[kid], algorithm == header.alg,
      let claims = try? await keys.verify(token, as: Claims.self)
    else { return nil }
    return viewer(of: claims, now.timeIntervalSince1970)
  }

  private func viewer(of claims: Claims, _ now: Double) -> Viewer? {
    guard claims["iss"]?.texts == [provider.issuer], claims["aud"]?.texts.contains(provider.audience) == true,
      let ends = claims["exp"]?.number, ends + Self.skew > now, let subject = claims["sub"]?.texts.first,
      !subject.isEmpty
    else { return nil }
    for name in ["nbf", "iat"] {
      guard let claim = claims[name] else { continue }
      guard let moment = claim.number, moment - Self.skew <= now else { return nil }
    }
    if let tenant = provider.tenant, claims["tid"]?.texts != [tenant] { return nil }
    let named = Set(claims[provider.roleClaim]?.texts.compactMap { provider.roles[$0] } ?? [])
    guard let role = Role.allCases.first(where: named.contains) else { return nil }
    let person = claims[provider.personClaim]?.texts.first
    if role == .alumnus, person == nil { return nil }
    let account = SHA256.hash(data: Data("\(provider.issuer)\n\(subject)".utf8)).prefix(8)
    return Viewer(
      role: role, name: claims["name"]?.texts.first ?? subject, person: role == .alumnus ? person : nil,
      account: account.hex, isByCookie: false)
  }

  /// Looks for keys again, seldom enough that unknown ones cannot be made a burden of.
  private func refresh(_ now: Date) async {
    if let loaded, now.timeIntervalSince(loaded) < Self.patience { return }
    loaded = now
    guard let data = try? await load(), let set = try? JSONDecoder().decode(JWKS.self, from: data) else { return }
    let fresh = JWTKeyCollection()
    var known: [String: String] = [:]
    for var key in set.keys {
      guard let kid = key.keyIdentifier?.string, let algorithm = Self.algorithm(of: key) else { continue }
      key.algorithm = JWK.Algorithm(rawValue: algorithm)
      if (try? await fresh.add(jwk: key, isDefault: false)) != nil { known[kid] = algorithm }
    }
    // A provider that cannot be reached does not lock out those whose keys are known.
    guard !known.isEmpty else { return }
    keys = fresh
    algorithms = known
  }

  /// The algorithm a key is for, of those that are taken: RS256 and ES256.
  private static func algorithm(of key: JWK) -> String? {
    let fits: String? =
      switch key.keyType.rawValue {
      case "RSA": "RS256"
      case "EC" where key.curve?.rawValue == "P-256": "ES256"
      default: nil
      }
    guard let fits, key.algorithm == nil || key.algorithm?.rawValue == fits else { return nil }
    return fits
  }

  private struct Header: Decodable {
    let alg: String
    let kid: String?
    let crit: [String]?
  }

  private static func header(_ token: String) -> Header? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var text = parts[0].replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
    text += String(repeating: "=", count: (4 - text.count % 4) % 4)
    return Data(base64Encoded: text).flatMap { try? JSONDecoder().decode(Header.self, from: $0) }
  }
}

/// What a token says, by name.
private struct Claims: JWTPayload {
  private let all: [String: Claim]

  subscript(_ name: String) -> Claim? { all[name] }

  init(from decoder: any Decoder) throws { all = try decoder.singleValueContainer().decode([String: Claim].self) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(all)
  }

  /// The claims are checked by who asked for them.
  func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// A claim, as far as it is a text, texts or a number.
private enum Claim: Codable {
  case text(String)
  case list([String])
  case amount(Double)
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let texts = try? container.decode([String].self) {
      self = .list(texts)
    } else if let number = try? container.decode(Double.self) {
      self = .amount(number)
    } else {
      self = .other
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .list(let texts): try container.encode(texts)
    case .amount(let number): try container.encode(number)
    case .other: try container.encodeNil()
    }
  }

  /// The claim as texts; none for a number.
  var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let texts): texts
    case .amount, .other: []
    }
  }

  /// The claim as a number; `nil` for texts.
  var number: Double? { if case .amount(let number) = self { number } else { nil } }
}
