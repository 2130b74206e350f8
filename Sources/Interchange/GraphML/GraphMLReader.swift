public import Records

/// Reads a GraphML file: what Ripple wrote in the `full` view exactly, any other as people and ties.
///
/// The dialects of the usual tools are read, see <doc:Dialects>; what cannot be is named with its place. Of other
/// tools' attributes the names, weights, times and kinds are understood and the rest kept as columns. No text of the
/// file makes the reader fetch, expand or crash.
///
/// - Parameters:
///   - file: The file's name, for problems.
///   - bytes: What stands in it, in UTF-8, UTF-16, ASCII, ISO 8859-1 or windows-1252.
///   - problemLimit: How many problems of each severity to keep.
/// - Throws: `InvalidInput` with every problem.
/// - Complexity: O(bytes) expected, in memory of about twice the file.
public func readGraphML(
  file: String, bytes: [UInt8], problemLimit: Int
) throws(InvalidInput) -> (network: Network, problems: ProblemList) {
  try readNetwork(
    from: BytesInMemory(bytes), through: GraphMLCollector(file: file, problemLimit: problemLimit), problemLimit)
}

extension NetworkBuilder {
  /// A builder that has found `problems` already.
  init(partOf known: Network? = nil, about: About, _ problems: ProblemList, limit: Int) {
    self.init(partOf: known, about: about, limit: limit)
    for problem in problems.kept { report(problem) }
    // Those beyond the limit are counted, as they were before.
    func recount(_ severity: Problem.Severity, _ count: Int) {
      let last =
        problems.kept.last { $0.severity == severity }
        ?? Problem(severity, file: "", line: 1, message: "there are more problems", remedy: "raise the limit")
      for _ in problems.kept.count(where: { $0.severity == severity })..<count { report(last) }
    }
    recount(.error, problems.errors)
    recount(.warning, problems.warnings)
  }
}
