import Foundation
import Records
import Testing

@testable import Disclosure

@Suite struct PseudonymsTests {
  private let key = PseudonymKey(Array(0..<32))

  /// As Python's hmac, hashlib and base64 have them.
  @Test func agreeWithAnotherImplementation() {
    let university = Pseudonyms(key, export: "2025", recipient: "University")
    #expect(university.pseudonyms(of: ["surgeon"], in: .people) == ["pmir6ksgnooxe2ida"])
    #expect(university.pseudonyms(of: ["surgeon"], in: .teams) == ["tcrlcetlunp44port"])
    let trust = Pseudonyms(key, export: "2025", recipient: "Trust")
    #expect(trust.pseudonyms(of: ["surgeon"], in: .people) == ["pwxu35nvgq7hnk6f2"])
    let later = Pseudonyms(key, export: "2026", recipient: "University")
    #expect(later.pseudonyms(of: ["surgeon"], in: .people) == ["pwhguc6slk66udtee"])
  }

  @Test func anExportWithoutANameIsLikeNoOther() {
    let ids = (0..<500).map { "p\($0)" }
    let all = [
      Pseudonyms(key), Pseudonyms(key), Pseudonyms(key, export: ""), Pseudonyms(key, export: "", recipient: "a"),
    ]
    .map { Set($0.pseudonyms(of: ids, in: .people)) }
    for (place, first) in all.enumerated() {
      #expect(first.count == 500)
      for second in all[(place + 1)...] { #expect(first.isDisjoint(with: second)) }
    }
    #expect(Pseudonyms(key).isOnce)
    #expect(!Pseudonyms(key, export: "").isOnce)
  }

  @Test func namesThatRunTogetherAreNotMixedUp() {
    let first = Pseudonyms(key, export: "a 1 b", recipient: "c").pseudonyms(of: ["x"], in: .people)
    let second = Pseudonyms(key, export: "a", recipient: "b 1 c").pseudonyms(of: ["x"], in: .people)
    #expect(first != second)
  }

  /// Codes of one byte collide for certain among a thousand ids; then the whole code stands.
  @Test func idsAreToldApartWhereCodesCollide() {
    let ids = (0..<1000).map { "p\($0)" } + ["", ""]
    let short = Pseudonyms(key, export: "x", recipient: "", length: 1)
    let found = short.pseudonyms(of: ids, in: .people)
    #expect(Set(found.prefix(1000)).count == 1000)
    #expect(found.suffix(2) == ["", ""], "nothing in place of nothing")
    let usual = Pseudonyms(key, export: "x").pseudonyms(of: ids, in: .people)
    #expect(usual.prefix(1000).allSatisfy { $0.utf8.count == 17 && $0.hasPrefix("p") })
  }

  @Test func base32IsThatOfTheStandard() {
    // RFC 4648, section 10.
    let expected = ["", "my", "mzxq", "mzxw6", "mzxw6yq", "mzxw6ytb", "mzxw6ytboi"]
    for (length, text) in expected.enumerated() {
      #expect(Pseudonyms.base32(Array("foobar".utf8.prefix(length))) == text)
    }
  }
}

@Suite struct PseudonymKeyTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "ripple-\(UUID().uuidString)")
  private var path: String { folder.appending(path: "study.key").path }

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  private func write(_ bytes: Int, _ permissions: Int) throws {
    try? FileManager.default.removeItem(atPath: path)
    let isMade = FileManager.default.createFile(
      atPath: path, contents: Data(repeating: 7, count: bytes), attributes: [.posixPermissions: permissions])
    #expect(isMade)
  }

  @Test func aMissingKeyIsMadeForItsOwnerAlone() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let (made, isNew) = try PseudonymKey.file(at: path)
    #expect(isNew)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(attributes[.size] as? Int == 32)
    let (read, isNewAgain) = try PseudonymKey.file(at: path)
    #expect(!isNewAgain)
    func pseudonym(_ key: PseudonymKey) -> [String] {
      Pseudonyms(key, export: "x").pseudonyms(of: ["a"], in: .people)
    }
    #expect(pseudonym(read) == pseudonym(made))
    try FileManager.default.removeItem(atPath: path)
    #expect(pseudonym(try PseudonymKey.file(at: path).key) != pseudonym(made))
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o602, 0o610, 0o644]) func aKeyThatOthersMayReadIsRefused(mode: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(32, mode)
    let error = #expect(throws: PseudonymKeyError.self) { try PseudonymKey.file(at: path) }
    #expect(error?.description.contains("chmod 600") ?? false)
    #expect(error?.isUnwritable == false)
    try write(32, 0o400)
    #expect(try !PseudonymKey.file(at: path).isNew)
  }

  @Test(arguments: [0, 31, 33, 4096]) func whatIsNoKeyIsRefused(length: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write(length, 0o600)
    let error = #expect(throws: PseudonymKeyError.self) { try PseudonymKey.file(at: path) }
    #expect(error?.description.contains("32 random bytes") ?? false)
    #expect(throws: PseudonymKeyError.self) { try PseudonymKey.file(at: folder.path) }
  }

  @Test func aKeyThatCannotBeMadeIsSaidToBeSo() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let error = #expect(throws: PseudonymKeyError.self) { try PseudonymKey.file(at: path + "/not/there") }
    #expect(error?.isUnwritable == true)
  }
}
