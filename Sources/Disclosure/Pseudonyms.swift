import Crypto
import FoundationEssentials
public import Records

/// Names in place of ids, from which nobody can be told without the key: HMAC-SHA256 of the id, cut to 80 bits.
///
/// Each export and each recipient has a key of its own, derived from the master key (HKDF-SHA256, RFC 5869), so that what two
/// recipients got, or one in two exports, cannot be joined by pseudonyms. The same export name and recipient give the same
/// pseudonyms again, for a later edition of the same data.
public struct Pseudonyms: Sendable {
  private let key: SymmetricKey
  /// How many of the code's bytes are written, where that is enough to tell ids apart.
  private let length: Int
  /// True when nobody can make these pseudonyms again, since the export has no name.
  public let isOnce: Bool

  /// Pseudonyms for one export to one recipient.
  ///
  /// - Parameters:
  ///   - master: The secret they come from.
  ///   - export: What the export is called; without a name its pseudonyms are like no others, and cannot be made again.
  ///   - recipient: Who gets it.
  public init(_ master: PseudonymKey, export: String? = nil, recipient: String = "") {
    self.init(master, export: export, recipient: recipient, length: 10)
  }

  init(_ master: PseudonymKey, export: String?, recipient: String, length: Int) {
    var random = SystemRandomNumberGenerator()
    let name = export.map { Array($0.utf8) } ?? (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    // Lengths stand before texts, so that no two pairs of texts look alike.
    var info = Array("ripple pseudonyms 1 \(export == nil ? "once" : "named") \(name.count) ".utf8)
    info += name
    info += Array(" \(recipient.utf8.count) \(recipient)".utf8)
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: master.secret, salt: [UInt8](), info: info, outputByteCount: SHA256.byteCount)
    self.length = length
    isOnce = export == nil
  }

  /// The pseudonyms of ids of one table: a letter for the table, then letters and digits; nothing in place of nothing.
  ///
  /// Ids that would get the same one, which hardly happens, get the whole code instead.
  ///
  /// - Parameters:
  ///   - ids: The ids, each once.
  ///   - table: Which table they are of: the same id in two tables has two pseudonyms.
  /// - Complexity: O(ids · log(ids)).
  public func pseudonyms(of ids: [String], in table: TableName) -> [String] {
    pseudonyms(of: ids, in: table.rawValue, table.letter)
  }

  func pseudonyms(of ids: [String], in domain: String, _ letter: String) -> [String] {
    let codes = ids.map { $0.isEmpty ? [] : code($0, domain) }
    let shorts = codes.map { ShortCode($0.prefix(length)) }
    var counts: [ShortCode: Int] = [:]
    for (code, short) in zip(codes, shorts) where !code.isEmpty { counts[short, default: 0] += 1 }
    return zip(codes, shorts).map { code, short in
      code.isEmpty ? "" : letter + Self.base32(counts[short] == 1 ? code.prefix(length) : code[...])
    }
  }

  /// The bytes of a code that are written, as numbers.
  private struct ShortCode: Hashable {
    private var high: UInt64 = 0
    private var low: UInt64 = 0

    init(_ bytes: ArraySlice<UInt8>) {
      for byte in bytes {
        high = high << 8 | low >> 56
        low = low << 8 | UInt64(byte)
      }
    }
  }

  private func code(_ id: String, _ domain: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array("\(domain)\0\(id)".utf8), using: key))
  }

  /// Bytes in the alphabet of RFC 4648, in small letters and without padding.
  static func base32(_ bytes: some Sequence<UInt8>) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var text: [UInt8] = []
    var (pending, bits): (UInt32, Int) = (0, 0)
    for byte in bytes {
      pending = (pending << 8 | UInt32(byte)) & 0xFFFF
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(alphabet[Int(pending >> UInt32(bits)) & 31])
      }
    }
    if bits > 0 { text.append(alphabet[Int(pending << UInt32(5 - bits)) & 31]) }
    return String(decoding: text, as: UTF8.self)
  }
}

extension TableName {
  /// What the pseudonyms of its ids begin with, so that none looks like a number.
  fileprivate var letter: String {
    switch self {
    case .organisations: "o"
    case .people: "p"
    case .teams: "t"
    case .memberships: "w"
    case .techniques: "q"
    case .cohorts: "c"
    case .enrolments: "n"
    case .events: "e"
    case .uses: "u"
    case .engagements: "g"
    case .transfers: "x"
    case .ties: "k"
    case .outcomes: "m"
    }
  }
}
