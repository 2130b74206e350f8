public import Records

/// Reads a network from files whose columns a mapping explains.
///
/// Problems are located in the files as they are: their lines, or cells, and their own headers.
///
/// - Parameters:
///   - path: A CSV file, a folder of them, a workbook, or a GraphML or GEXF file.
///   - mapping: What their columns become.
///   - mappingFile: The mapping's name, for problems.
///   - known: The network that this is a part of: its records are known by their ids and names.
///   - problemLimit: How many problems of each severity to keep.
/// - Throws: ``MissingInput`` when nothing is there, `InvalidInput` with every problem when it cannot be used.
/// - Complexity: O(cells) expected, in memory of about 50 bytes a cell.
public func readNetwork(
  at path: String, through mapping: Mapping, mappingFile: String, partOf known: Network? = nil, problemLimit: Int = 100
) throws -> ReadNetwork {
  var problems = ProblemList(limit: problemLimit)
  let tables = try readSources(at: path, &problems)
  guard problems.errors == 0 else { throw InvalidInput(problems) }
  var sources: [MatchedSource] = []
  var isUsed = [Bool](repeating: false, count: tables.count)
  for source in mapping.sources {
    // A single file may have been renamed since: this month's survey has last month's columns.
    let isSingle = Set(tables.map(\.file)).count == 1 && Set(mapping.sources.map(\.file)).count == 1
    let found = tables.firstIndex { ($0.file == source.file || isSingle) && $0.part == source.part }
    guard let found else {
      let near = nearest(to: source.part ?? source.file, among: tables.map { $0.part ?? $0.file })
      problems.add(
        Problem(
          .error, file: mappingFile, line: 1,
          message: "\(fileName(path)) has no \(source.part.map { "'\($0)'" } ?? "file '\(source.file)'")",
          remedy: "correct the name in the mapping\(near.first.map { " (nearest: \($0))" } ?? "")"))
      continue
    }
    isUsed[found] = true
    sources.append(MatchedSource(source, tables[found], mappingFile: mappingFile, &problems))
  }
  for index in tables.indices where !isUsed[index] {
    problems.add(
      tables[index].problem(
        .warning, row: -1, column: nil, "the mapping does not mention this, so it was not read",
        "add it to the mapping if it belongs to the network"))
  }
  guard problems.errors == 0 else { throw InvalidInput(problems) }
  let mapped = MappedTables(sources, mappingFile: mappingFile, partOf: known, problems: problems)
  let result = try mapped.read(mapping.about, partOf: known, limit: problemLimit)
  return ReadNetwork(network: result.network, problems: result.problems)
}
