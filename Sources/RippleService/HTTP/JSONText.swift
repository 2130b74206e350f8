import Foundation
import NIOCore

/// JSON for what is small: a value and its text.
enum JSONText {
  /// A value as JSON, its members sorted.
  static func encode(_ value: some Encodable) throws -> ByteBuffer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ByteBuffer(bytes: try encoder.encode(value))
  }
}
