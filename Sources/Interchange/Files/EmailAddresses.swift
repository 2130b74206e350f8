/// Finds e-mail addresses in text, so that none leaves by a side door.
enum EmailAddresses {
  /// What stands where an address was.
  static let replacement = "[e-mail left out]"

  /// `text` without the e-mail addresses in it, or `nil` where there is none; empty where there is nothing else.
  static func removed(from text: String) -> String? {
    guard contains(text) else { return nil }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var copied = 0
    var next = 0
    while let at = bytes[next...].firstIndex(of: 0x40) {
      next = at + 1
      var start = at
      while start > copied, isLocal(bytes[start - 1]) { start -= 1 }
      var end = at + 1
      var lastDot = -1
      while end < bytes.count, isDomain(bytes[end]) {
        if bytes[end] == 0x2E { lastDot = end }
        end += 1
      }
      if lastDot == end - 1, lastDot > at {
        // A full stop at the end belongs to the sentence.
        end -= 1
        lastDot = bytes[at..<end].lastIndex(of: 0x2E) ?? -1
      }
      guard start < at, lastDot > at + 1, end - lastDot > 2 else { continue }
      if start == 0, end == bytes.count { return "" }
      result += bytes[copied..<start]
      result += Array(replacement.utf8)
      copied = end
      next = end
    }
    guard copied > 0 else { return nil }
    return String(decoding: result + bytes[copied...], as: UTF8.self)
  }

  /// True when there is an at sign.
  private static func contains(_ text: String) -> Bool {
    // The pointer is used within the closure alone.
    unsafe text.utf8.span.withUnsafeBufferPointer { unsafe !$0.isFree(of: (0x40, 0x40, 0x40, 0x40, 0x40), below: 0) }
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x80...: true
    default: false
    }
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    isDomain(byte) || [0x21, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2A, 0x2B, 0x2F, 0x3D, 0x5F, 0x7E].contains(byte)
  }
}
