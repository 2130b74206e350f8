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
///
/// - Parameters:
///   - path: The folder or file.
///   - mapping: The mapping it is read through, which is one of them; then all CSV files of a folder may be.
public func networkFiles(at path: String, through mapping: String? = nil) -> [NetworkInputFile] {
  let mapped = mapping.map { [NetworkInputFile(name: fileName($0), path: $0)] } ?? []
  guard PathKind(at: path) == .folder else { return [NetworkInputFile(name: fileName(path), path: path)] + mapped }
  let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
  let read = names.filter { isTableFile($0) || (mapping != nil && $0.hasSuffix(".csv")) }
  return read.map { NetworkInputFile(name: $0, path: "\(path)/\($0)") } + mapped
}
