import Crypto
import Foundation

/// Where an import's news comes from: a name that stays, and the files as they are this time.
public struct ImportSource: Sendable {
  /// The source's name. What it said the last time it came is compared with what it says now.
  public var name: String
  /// Its files.
  public var files: [SourceFile]
  /// A source with its files.
  public init(name: String, files: [SourceFile]) {
    self.name = name
    self.files = files
  }
}

/// A file that was imported, told by its contents.
public struct SourceFile: Sendable, Equatable {
  /// Its name, without the folder.
  public let name: String
  /// How long it is.
  public let bytes: Int
  /// SHA-256 of its contents, in hexadecimal.
  public let sha256: String

  /// A file by its contents.
  public init(name: String, contents: [UInt8]) {
    self.name = name
    bytes = contents.count
    sha256 = SHA256.hash(data: contents).hex
  }
}
