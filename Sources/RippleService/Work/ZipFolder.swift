import CZLib
import Foundation
import HTTPTypes

/// A folder as one zip file, its contents stored as they are (PKWARE's APPNOTE 6.3).
enum ZipFolder {
  /// Writes the files of a folder, sorted by name, into a zip file.
  ///
  /// - Throws: ``Problem`` when it would be larger than the format without extensions holds.
  static func write(_ folder: String, to file: String) throws {
    var directory = Data()
    var offset = 0
    guard FileManager.default.createFile(atPath: file, contents: nil) else { throw Problem.fault }
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    defer { try? output.close() }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for name in names {
      let contents = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
      guard contents.count < Int(UInt32.max), offset + contents.count < Int(UInt32.max) else {
        throw Problem(.contentTooLarge, "this export is larger than 4 GiB: write it with 'ripple export'")
      }
      let sum = unsafe contents.withUnsafeBytes { bytes in
        // The pointer is used within the closure, with the count of the bytes behind it.
        unsafe crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
      }
      // Version needed, names in UTF-8, stored, 1 January 1980: the same contents give the same bytes.
      let common = numbers(
        (20, 2), (0x0800, 2), (0, 2), (0, 2), (33, 2), (Int(sum), 4), (contents.count, 4), (contents.count, 4),
        (name.utf8.count, 2), (0, 2))
      let head = numbers((0x0403_4B50, 4)) + common + Data(name.utf8)
      directory += numbers((0x0201_4B50, 4), (20, 2)) + common
      directory += numbers((0, 2), (0, 2), (0, 2), (0, 4), (offset, 4)) + Data(name.utf8)
      try output.write(contentsOf: head)
      try output.write(contentsOf: contents)
      offset += head.count + contents.count
    }
    try output.write(contentsOf: directory)
    try output.write(
      contentsOf: numbers(
        (0x0605_4B50, 4), (0, 2), (0, 2), (names.count, 2), (names.count, 2), (directory.count, 4), (offset, 4), (0, 2))
    )
  }

  /// Whole numbers in so many bytes each, least significant first.
  private static func numbers(_ all: (value: Int, bytes: Int)...) -> Data {
    var data = Data()
    for (value, bytes) in all {
      for place in 0..<bytes { data.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
    }
    return data
  }
}
