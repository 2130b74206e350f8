import FoundationEssentials

/// A folder of files on its way to its place: all of them appear there together, or none.
public final class OutputFolder {
  private let path: String
  private let temporary: String
  private let replaceable: (String) -> Bool
  private let mark: String?
  private var isFinished = false

  /// Makes a folder that ``finish()`` will put at `path`.
  ///
  /// - Parameters:
  ///   - path: Where the folder is to stand.
  ///   - replaceable: Whether a file that stands in a folder at `path` may give way to the new one. A folder with any
  ///     other file is left alone.
  ///   - mark: A file that a folder at `path` must hold, if it holds any, to give way.
  /// - Throws: ``OutputError`` when the folder cannot be made, or one with other files stands there.
  public init(path: String, mark: String? = nil, replacing replaceable: @escaping (String) -> Bool) throws(OutputError)
  {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.replaceable = replaceable
    self.mark = mark
    temporary = "\(self.path).\(ProcessInfo.processInfo.processIdentifier).part"
    isFinished = true
    try refuseStrangers()
    do {
      try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
    } catch {
      throw failure("the folder cannot be made here")
    }
    isFinished = false
    TemporaryFiles.add(temporary)
  }

  deinit {
    if !isFinished { try? FileManager.default.removeItem(atPath: temporary) }
    TemporaryFiles.remove(temporary)
  }

  private func failure(_ reason: String) -> OutputError {
    OutputError(description: "cannot write \(path): \(reason): choose another folder with -o", isBrokenPipe: false)
  }

  private func refuseStrangers() throws(OutputError) {
    switch PathKind(at: path) {
    case .nothing: return
    case .file: throw failure("it is a file")
    case .folder:
      let present = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
      if let stranger = present.first(where: { !replaceable($0) }) {
        throw failure("the folder holds \(stranger), which is not of this export")
      }
      if let mark, !present.isEmpty, !present.contains(mark) {
        throw failure("the folder holds tables without \(mark), so they were not made by this command")
      }
    }
  }

  /// A file of the folder, to be written and finished by the caller.
  public func file(_ name: String) throws(OutputError) -> OutputFile {
    try OutputFile(path: "\(temporary)/\(name)")
  }

  /// Puts the folder in its place.
  public func finish() throws(OutputError) {
    try refuseStrangers()
    do {
      let files = FileManager.default
      let aside = temporary + ".old"
      let stands = PathKind(at: path) == .folder
      if stands { try files.moveItem(atPath: path, toPath: aside) }
      do {
        try files.moveItem(atPath: temporary, toPath: path)
      } catch {
        if stands { try? files.moveItem(atPath: aside, toPath: path) }
        throw error
      }
      isFinished = true
      if stands { try? files.removeItem(atPath: aside) }
    } catch {
      throw failure("the folder cannot be put in its place")
    }
  }
}
