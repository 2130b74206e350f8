import FoundationEssentials
import Records

/// A file a network was read from.
public struct NetworkInputFile: Sendable {
  /// Its name, without the folder.
  public let name: String
  private let path: String

  init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// What is in it.
  ///
  /// - Throws: ``MissingInput`` when it may not be read.
  public func contents() throws -> [UInt8] { try readFile(path) }
}

/// The files that reading a network at `path` reads: the tables of a folder, or the one file.
public func networkFiles(at path: String) -> [NetworkInputFile] {
  guard PathKind(at: path) == .folder else { return [NetworkInputFile(name: fileName(path), path: path)] }
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
  return names.filter(isTableFile).map { NetworkInputFile(name: $0, path: "\(path)/\($0)") }
}
