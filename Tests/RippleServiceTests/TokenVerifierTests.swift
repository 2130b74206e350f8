import Crypto
import CryptoExtras
import Foundation
import Store
import Synchronization
import Testing

@testable import RippleService

/// Tokens that an organisation's sign-in would give, and those that it would not.
@Suite struct TokenVerifierTests {
  private static let now = 1_800_000_000.0
  private static let curve = P256.Signing.PrivateKey()
  private static let other = P256.Signing.PrivateKey()
  private static let rsa = try? _RSA.Signing.PrivateKey(keySize: .bits2048)
  private static var claims: [String: Any] {
    [
      "iss": "https://login.example/t1", "aud": "ripple", "tid": "t1", "sub": "s1", "name": "A. Lead",
      "roles": ["lead"], "exp": now + 600, "nbf": now - 10, "iat": now - 10,
    ]
  }

  private static func url(_ bytes: some DataProtocol) -> String {
    Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }

  private static func json(_ object: Any) throws -> Data {
    try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
  }

  /// The keys as a provider shows them, without saying what they are for, as Entra ID's are.
  private static func keys() throws -> Data {
    let point = curve.publicKey.x963Representation
    let primitives = try #require(rsa).publicKey.getKeyPrimitives()
    return try json([
      "keys": [
        ["kty": "EC", "crv": "P-256", "kid": "e1", "use": "sig", "x": url(point[1..<33]), "y": url(point[33...])],
        ["kty": "RSA", "kid": "r1", "use": "sig", "n": url(primitives.modulus), "e": url(primitives.publicExponent)],
      ]
    ])
  }

  private static func verifier() throws -> TokenVerifier {
    var provider = IdentityProvider(issuer: "https://login.example/t1", audience: "ripple", keys: "")
    provider.tenant = "t1"
    let keys = try keys()
    return TokenVerifier(provider, loading: { keys })
  }

  /// A token with a header and claims of its own, signed by the curve's key unless told.
  private static func token(
    _ header: [String: Any] = ["alg": "ES256", "kid": "e1", "typ": "JWT"], _ changes: [String: Any] = [:],
    without: [String] = [], signed: ((Data) throws -> Data)? = nil
  ) throws -> String {
    var said = claims.merging(changes) { $1 }
    for name in without { said[name] = nil }
    let text = try "\(url(json(header))).\(url(json(said)))"
    let signature = try (signed ?? { try curve.signature(for: $0).rawRepresentation })(Data(text.utf8))
    return "\(text).\(url(signature))"
  }

  private static func signedByRSA(_ text: Data) throws -> Data {
    try #require(rsa).signature(for: SHA256.hash(data: text), padding: .insecurePKCS1v1_5).rawRepresentation
  }

  private static func good() throws -> [String] {
    [
      try token(), try token(["alg": "RS256", "kid": "r1"], signed: signedByRSA),
      try token(["alg": "ES256", "kid": "e1"], ["aud": ["else", "ripple"]], without: ["nbf", "iat"]),
      try token(["alg": "ES256", "kid": "e1"], ["exp": now - 30]),
    ]
  }

  private static func hostile() throws -> [(what: String, token: String)] {
    let e1: [String: Any] = ["alg": "ES256", "kid": "e1"]
    let (header, payload) = (try json(e1), try json(claims))
    let unsigned = "\(url(header)).\(url(payload))"
    let pem = curve.publicKey.pemRepresentation
    let whole = try token()
    let parts = whole.split(separator: ".").map(String.init)
    func hmac(_ key: Data) -> (Data) -> Data {
      { Data(HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: key))) }
    }
    var all: [(String, String)] = [
      ("another audience", try token(e1, ["aud": "another"])),
      ("no audience", try token(e1, without: ["aud"])),
      ("audiences without ours", try token(e1, ["aud": ["a", "ripple2"]])),
      ("an audience that is a number", try token(e1, ["aud": 1])),
      ("another issuer", try token(e1, ["iss": "https://login.example/t2"])),
      ("an issuer that begins like ours", try token(e1, ["iss": "https://login.example/t1/"])),
      ("two issuers", try token(e1, ["iss": ["https://login.example/t1", "x"]])),
      ("no issuer", try token(e1, without: ["iss"])),
      ("a foreign tenant", try token(e1, ["tid": "t2"])),
      ("no tenant", try token(e1, without: ["tid"])),
      ("not valid yet", try token(e1, ["nbf": now + 300])),
      ("issued later than now", try token(e1, ["iat": now + 300])),
      ("a time that is a text", try token(e1, ["nbf": "soon"])),
      ("ended", try token(e1, ["exp": now - 300])),
      ("without end", try token(e1, without: ["exp"])),
      ("an end that is a text", try token(e1, ["exp": "9999999999"])),
      ("nobody", try token(e1, without: ["sub"])),
      ("an empty name", try token(e1, ["sub": ""])),
      ("no role", try token(e1, without: ["roles"])),
      ("a role we do not know", try token(e1, ["roles": ["root", "Lead"]])),
      ("an alumnus who is nobody", try token(e1, ["roles": ["alumnus"]])),
      ("an unknown key", try token(["alg": "ES256", "kid": "e2"])),
      ("no key", try token(["alg": "ES256"])),
      ("a key of another kind", try token(["alg": "ES256", "kid": "r1"])),
      ("an algorithm of another kind", try token(["alg": "RS256", "kid": "e1"])),
      ("no algorithm", "\(url(try json(["alg": "none", "kid": "e1"]))).\(url(payload))."),
      ("no algorithm, in capitals", "\(url(try json(["alg": "NONE", "kid": "e1"]))).\(url(payload))."),
      ("no signature", "\(unsigned)."), ("two parts", unsigned),
      ("the public key as a secret", try token(["alg": "HS256", "kid": "e1"], signed: hmac(Data(pem.utf8)))),
      (
        "the point as a secret",
        try token(["alg": "HS256", "kid": "e1"], signed: hmac(curve.publicKey.x963Representation))
      ),
      ("an empty secret", try token(["alg": "HS256", "kid": "e1"], signed: hmac(Data([0])))),
      ("another's signature", try token(e1, signed: { try other.signature(for: $0).rawRepresentation })),
      ("a signature as DER", try token(e1, signed: { try curve.signature(for: $0).derRepresentation })),
      ("a signature of noughts", try token(e1, signed: { _ in Data(repeating: 0, count: 64) })),
      ("RS512, which would be kept for the key", try token(["alg": "RS512", "kid": "r1"], signed: signedByRSA)),
      ("PS256", try token(["alg": "PS256", "kid": "r1"], signed: signedByRSA)),
      ("a critical header", try token(["alg": "ES256", "kid": "e1", "crit": ["exp"]])),
      ("a key that is a path", try token(["alg": "ES256", "kid": "../../dev/null"])),
      (
        "a key of its own",
        try token(
          ["alg": "ES256", "kid": "e1", "jwk": ["kty": "EC"]],
          signed: { try other.signature(for: $0).rawRepresentation })
      ),
      ("claims that were changed", "\(parts[0]).\(url(try json(claims.merging(["sub": "s2"]) { $1 }))).\(parts[2])"),
      ("a header that was changed", "\(url(try json(["alg": "ES256", "kid": "e1", "x": 1]))).\(parts[1]).\(parts[2])"),
      ("an empty signature", try token(e1, signed: { _ in Data() })),
      ("nothing", ""), ("dots", ".."), ("no base64", "%%%.%%%.%%%"), ("four parts", whole + ".x"),
      ("very long", whole + String(repeating: "A", count: 20_000)),
    ]
    for place in [0, 10, 40] {
      var signature = Array(parts[2])
      signature[place] = signature[place] == "A" ? "B" : "A"
      all.append(("a signature turned at \(place)", "\(parts[0]).\(parts[1]).\(String(signature))"))
    }
    return all
  }

  @Test func goodTokensAreTaken() async throws {
    let verifier = try Self.verifier()
    for token in try Self.good() {
      let viewer = await verifier.viewer(token, at: Date(timeIntervalSince1970: Self.now))
      #expect(viewer?.role == .lead && viewer?.name == "A. Lead" && viewer?.isByCookie == false)
    }
    let alumnus = try Self.token(["alg": "ES256", "kid": "e1"], ["roles": ["alumnus"], "ripple_person": "p1"])
    #expect(await verifier.viewer(alumnus, at: Date(timeIntervalSince1970: Self.now))?.person == "p1")
  }

  @Test func noHostileTokenIsTakenAndNoGoodOneRefusedAfterIt() async throws {
    let verifier = try Self.verifier()
    let hostile = try Self.hostile()
    #expect(hostile.count >= 45)
    for (what, token) in hostile {
      #expect(await verifier.viewer(token, at: Date(timeIntervalSince1970: Self.now)) == nil, "\(what) is taken")
    }
    for token in try Self.good() {
      #expect(await verifier.viewer(token, at: Date(timeIntervalSince1970: Self.now)) != nil)
    }
  }

  @Test func keysAreLookedForAgainButNotForEverybody() async throws {
    let asked = Mutex(0)
    let keys = try Self.keys()
    var provider = IdentityProvider(issuer: "https://login.example/t1", audience: "ripple", keys: "")
    provider.tenant = "t1"
    let count: @Sendable () -> Int = {
      asked.withLock {
        $0 += 1; return $0
      }
    }
    let verifier = TokenVerifier(
      provider,
      loading: {
        // At first the provider cannot be reached.
        if count() == 1 { throw Problem.fault }
        return keys
      })
    let token = try Self.token()
    let unknown = try Self.token(["alg": "ES256", "kid": "e9"])
    #expect(await verifier.viewer(token, at: Date(timeIntervalSince1970: Self.now)) == nil)
    for _ in 0..<20 { _ = await verifier.viewer(unknown, at: Date(timeIntervalSince1970: Self.now + 1)) }
    #expect(asked.withLock { $0 } == 1)
    #expect(await verifier.viewer(token, at: Date(timeIntervalSince1970: Self.now + 61)) != nil)
    #expect(asked.withLock { $0 } == 2)
  }
}
