import FoundationEssentials
public import Records

/// A network that was read, with the warnings found on the way.
public struct ReadNetwork: Sendable {
  /// The network.
  public let network: Network
  /// Warnings; never errors.
  public let problems: ProblemList
}

/// Reads a network from a folder of tables, a workbook of them, a GraphML, GEXF or DOT file or a single CSV edge list,
/// whichever `path` is.
///
/// - Parameters:
///   - path: The folder or file.
///   - known: The network that this is a part of, to whose records it may refer; tables alone, as a folder, a workbook or
///     one table's file, can be a part.
///   - problemLimit: How many problems of each severity to keep.
/// - Throws: ``MissingInput`` when nothing is there, `InvalidInput` with every problem when it cannot be used.
/// - Complexity: O(bytes).
public func readNetwork(at path: String, partOf known: Network? = nil, problemLimit: Int = 100) throws -> ReadNetwork {
  switch PathKind(at: path) {
  case .nothing:
    throw MissingInput(description: "cannot read \(path): there is no such file or folder: check the name")
  case .folder:
    return try readTables(in: path, partOf: known, problemLimit: problemLimit)
  case .file:
    let input = try InputFile(path)
    let head = try input.head(1 << 16)
    let file = fileName(path)
    if let (message, remedy) = whatNobodyReads(head) {
      var problems = ProblemList(limit: problemLimit)
      problems.add(Problem(.error, file: file, line: 1, message: message, remedy: remedy))
      throw InvalidInput(problems)
    }
    if looksLikeWorkbook(head) {
      return try readWorkbookNetwork(
        file: file, bytes: try input.rest(after: head), partOf: known, problemLimit: problemLimit)
    }
    if let known {
      return try readTable(file, bytes: try input.rest(after: head), partOf: known, problemLimit: problemLimit)
    }
    let result: (network: Network, problems: ProblemList)
    if !looksLikeXML(head) {
      let bytes = try input.rest(after: head)
      result =
        isNamedAsDOT(file) || looksLikeDOT(bytes)
        ? try readDOT(file: file, bytes: bytes, problemLimit: problemLimit)
        : try readEdgeList(file: file, bytes: bytes, problemLimit: problemLimit)
    } else if looksLikeGEXF(head) {
      result = try readNetwork(
        from: BegunFile(head, input), through: GEXFCollector(file: file, problemLimit: problemLimit), problemLimit)
    } else {
      result = try readNetwork(
        from: BegunFile(head, input), through: GraphMLCollector(file: file, problemLimit: problemLimit), problemLimit)
    }
    return ReadNetwork(network: result.network, problems: result.problems)
  }
}

/// What to say of a file that begins as those of some other kind do.
private func whatNobodyReads(_ head: [UInt8]) -> (message: String, remedy: String)? {
  if head.starts(with: Array("SQLite format 3\0".utf8)) {
    return (
      "this is a database, which is read where it is a store that Ripple made, and by itself",
      "export its tables as CSV, or give a folder of tables, a workbook, or a GraphML, GEXF or DOT file"
    )
  }
  if head.starts(with: [0x1F, 0x8B]) || head.starts(with: [0x42, 0x5A, 0x68]) {
    return ("this is a compressed file", "unpack it first, for example with gunzip or bunzip2")
  }
  if !head.isEmpty, head.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) {
    return ("there is nothing in the file", "export the network again")
  }
  return nil
}

/// True for the names that Graphviz's files have.
private func isNamedAsDOT(_ file: String) -> Bool {
  let name = file.lowercased()
  return name.hasSuffix(".dot") || name.hasSuffix(".gv")
}

/// True when the text, in whatever encoding, begins with `<`.
func looksLikeXML(_ bytes: [UInt8]) -> Bool {
  let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x20, 0x09, 0x0A, 0x0D]
  return bytes.first { !marks.contains($0) } == 0x3C
}

private func readTables(in folder: String, partOf known: Network?, problemLimit: Int) throws -> ReadNetwork {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
  var found: [Problem] = []
  var about = About()
  if names.contains(NetworkFile.name) {
    about = NetworkFile.read(try readFile("\(folder)/\(NetworkFile.name)"), &found)
  }
  var builder = NetworkBuilder(partOf: known, about: about, limit: problemLimit)
  for problem in found { builder.report(problem) }
  for table in TableName.allCases where names.contains(table.file) {
    let rows = CSVRows(file: table.file, bytes: try readFile("\(folder)/\(table.file)"))
    builder.read(table, from: rows)
  }
  let files = Set(TableName.allCases.map(\.file))
  let strangers = names.filter { $0.hasSuffix(".csv") && !files.contains($0) }
  for name in strangers {
    let near = nearest(to: name, among: files.sorted())
    builder.report(
      Problem(
        .warning, file: name, line: 1, message: "this is not one of Ripple's tables, so it was not read",
        remedy: near.first.map { "rename it to \($0) if that is what it is" } ?? "move it elsewhere"))
  }
  if !names.contains(NetworkFile.name), files.isDisjoint(with: names) {
    builder.report(
      Problem(
        .error, file: fileName(folder), line: 1, message: "the folder holds no table of a network",
        remedy: "put tables such as people.csv and ties.csv in it, or name another folder"))
  }
  let result = try builder.finish()
  return ReadNetwork(network: result.network, problems: result.problems)
}

/// Reads one table, by whose name it is known.
private func readTable(_ file: String, bytes: [UInt8], partOf known: Network, problemLimit: Int) throws -> ReadNetwork {
  var builder = NetworkBuilder(partOf: known, about: About(), limit: problemLimit)
  if let table = TableName.allCases.first(where: { $0.file == file }) {
    builder.read(table, from: CSVRows(file: file, bytes: bytes))
  } else {
    builder.report(
      Problem(
        .error, file: file, line: 1,
        message: "this is not one of Ripple's tables, which alone can be a part of a network",
        remedy: "name it as the table it is, such as \(TableName.uses.file), or explain it with a mapping"))
  }
  let result = try builder.finish()
  return ReadNetwork(network: result.network, problems: result.problems)
}

/// The name of the file a network is read from, where it is one file and not a folder of tables.
public func singleFile(_ path: String) -> String? { PathKind(at: path) == .file ? fileName(path) : nil }
