public import Configuration
import Foundation
import Store
import SystemPackage

/// A setting that cannot be used: which one, and why, in a sentence.
public struct SettingError: Error, CustomStringConvertible {
  /// The sentence.
  public let description: String
}

extension ServiceOptions {
  /// Takes in what a configuration file and the environment say; the environment goes before the file.
  ///
  /// Settings are called as the options of `ripple serve` are, in camelCase: `{"port": 8443}` in the file,
  /// `RIPPLE_PORT=8443` in the environment.
  ///
  /// - Parameter file: A JSON file; `nil` for none.
  /// - Throws: ``SettingError`` when the file cannot be read or a setting is of no use.
  public mutating func readSettings(file: String?) async throws {
    var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "ripple")]
    if let file {
      do {
        providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
      } catch {
        throw SettingError(description: "cannot use \(file): it is missing or no JSON object: check --config")
      }
    }
    try take(ConfigReader(providers: providers))
  }

  /// Takes in settings.
  ///
  /// - Throws: ``SettingError`` when one is of no use.
  public mutating func take(_ settings: ConfigReader) throws(SettingError) {
    func number(_ name: String, _ range: ClosedRange<Int>) throws(SettingError) -> Int? {
      let key = ConfigKey(name)
      guard let number = settings.int(forKey: key) else {
        if settings.string(forKey: key) == nil { return nil }
        throw SettingError(
          description:
            "the setting \(name) is no whole number: give one from \(range.lowerBound) to \(range.upperBound)")
      }
      guard range.contains(number) else {
        throw SettingError(
          description: "the setting \(name) is \(number): give one from \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
    host = settings.string(forKey: "host") ?? host
    pseudonymKey = settings.string(forKey: "pseudonymKey") ?? pseudonymKey
    port = try number("port", 0...65_535) ?? port
    workers = try number("workers", 1...256) ?? workers
    mostWaiting = try number("mostWaiting", 0...100_000) ?? mostWaiting
    deadline = try number("deadline", 1...86_400) ?? deadline
    rate = try number("rate", 1...1_000_000).map(Double.init) ?? rate
    burst = try number("burst", 1...1_000_000).map(Double.init) ?? burst
    mostConnections = try number("mostConnections", 1...1_000_000) ?? mostConnections
    cacheBytes = try number("cacheMegabytes", 0...1_000_000).map { $0 << 20 } ?? cacheBytes
    sessionHours = try number("sessionHours", 1...8_760) ?? sessionHours
    origin = settings.string(forKey: "origin") ?? origin
    isSecure = settings.bool(forKey: "secure") ?? isSecure
    let chain = settings.string(forKey: "certificate")
    let key = settings.string(forKey: "privateKey")
    guard (chain == nil) == (key == nil) else {
      throw SettingError(description: "certificate and privateKey go together: give both files, or neither")
    }
    if let chain, let key {
      certificate = (chain, key)
      isSecure = true
    }
    try takeProvider(settings.scoped(to: "oidc"))
  }

  private mutating func takeProvider(_ settings: ConfigReader) throws(SettingError) {
    let parts = ["issuer", "audience", "keys"].map { settings.string(forKey: ConfigKey($0)) }
    guard let issuer = parts[0], let audience = parts[1], let keys = parts[2] else {
      guard parts.allSatisfy({ $0 == nil }) else {
        throw SettingError(description: "oidc.issuer, oidc.audience and oidc.keys go together: give all three")
      }
      return
    }
    var provider = IdentityProvider(issuer: issuer, audience: audience, keys: keys)
    provider.tenant = settings.string(forKey: "tenant")
    provider.roleClaim = settings.string(forKey: "roleClaim") ?? provider.roleClaim
    provider.personClaim = settings.string(forKey: "personClaim") ?? provider.personClaim
    for role in Role.allCases {
      guard let value = settings.string(forKey: ConfigKey(["roles", role.rawValue])) else { continue }
      provider.roles = provider.roles.filter { $0.value != role }
      provider.roles[value] = role
    }
    self.provider = provider
  }
}
