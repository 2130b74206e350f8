import Configuration
import Foundation
import Store
import Testing

@testable import RippleService

@Suite struct SettingsTests {
  private func options(_ values: [AbsoluteConfigKey: ConfigValue]) throws -> ServiceOptions {
    var options = ServiceOptions(store: "a.ripple", worker: ("/bin/true", []), questions: [])
    try options.take(ConfigReader(provider: InMemoryProvider(values: values)))
    return options
  }

  @Test func whatIsNotSetStays() throws {
    let options = try options([:])
    #expect(
      options.port == 8080 && options.host == "127.0.0.1" && options.certificate == nil && options.provider == nil)
  }

  @Test func settingsAreTaken() throws {
    let options = try options([
      "port": 9000, "host": "::1", "workers": 3, "cacheMegabytes": 1, "secure": true, "oidc.issuer": "i",
      "oidc.audience": "a", "oidc.keys": "k", "oidc.roles.lead": "Ripple.Lead",
    ])
    #expect(options.port == 9000 && options.host == "::1" && options.workers == 3 && options.cacheBytes == 1 << 20)
    #expect(options.isSecure)
    let provider = try #require(options.provider)
    #expect(
      provider.roles["Ripple.Lead"] == .lead && provider.roles["lead"] == nil && provider.roles["admin"] == .admin)
  }

  @Test(
    arguments: [
      ["port": 70_000], ["port": "many"], ["workers": 0], ["certificate": "a.pem"], ["oidc.issuer": "i"],
    ] as [[AbsoluteConfigKey: ConfigValue]])
  func whatIsOfNoUseIsRefusedInASentence(_ values: [AbsoluteConfigKey: ConfigValue]) {
    #expect { try options(values) } throws: { "\($0)".contains("give") }
  }

  @Test func aZipFileHoldsTheFolder() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/ripple-zip-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in [("b.csv", "x,y\n1,2\n"), ("a.csv", "é\n")] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let file = folder + ".zip"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try ZipFolder.write(folder, to: file)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    // The directory stands at the end and counts the files; each local header begins with the format's mark.
    #expect(Array(bytes.suffix(22).prefix(4)) == [0x50, 0x4B, 5, 6] && bytes[bytes.count - 12] == 2)
    #expect(Array(bytes.prefix(4)) == [0x50, 0x4B, 3, 4])
    #expect(String(decoding: bytes[30..<35], as: UTF8.self) == "a.csv")
  }
}
