/// Something wrong, or doubtful, in an input file: where it is, what it is, and what to do.
public struct Problem: Sendable, Equatable, CustomStringConvertible {
  /// Whether the network can be used all the same.
  public enum Severity: String, Sendable { case error, warning }

  /// Whether it is an error or a doubt.
  public var severity: Severity
  /// Name of the file, without its folder.
  public var file: String
  /// Line of the file, the first being 1.
  public var line: Int
  /// Header of the column, where one is meant.
  public var column: String?
  /// The sheet and cell of a workbook, such as `uses!D17`, where it stands in one.
  public var cell: String?
  /// What is wrong.
  public var message: String
  /// What to do about it.
  public var remedy: String

  /// A problem at a place.
  public init(
    _ severity: Severity, file: String, line: Int, column: String? = nil, message: String, remedy: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.remedy = remedy
  }

  /// `file:line: column: what is wrong: what to do`; in a workbook `file: sheet!cell: column: ...`.
  public var description: String {
    let line = cell.map { "\(file): \($0)" } ?? "\(file):\(line)"
    let place = column.map { "\(line): \($0)" } ?? line
    return severity == .warning
      ? "\(place): warning: \(message): \(remedy)" : "\(place): \(message): \(remedy)"
  }
}

/// The problems found so far: all are counted, the first ones of each severity are kept.
public struct ProblemList: Sendable {
  /// The problems kept, in the order they were found.
  public private(set) var kept: [Problem] = []
  /// Number of errors found, kept or not.
  public private(set) var errors = 0
  /// Number of warnings found, kept or not.
  public private(set) var warnings = 0
  private let limit: Int

  /// An empty list that keeps at most `limit` errors and as many warnings.
  public init(limit: Int = 100) { self.limit = limit }

  /// Counts a problem and keeps it while there is room.
  public mutating func add(_ problem: Problem) {
    let found: Int
    switch problem.severity {
    case .error:
      errors += 1
      found = errors
    case .warning:
      warnings += 1
      found = warnings
    }
    if found <= limit { kept.append(problem) }
  }

  /// The same problems, each said of another place; those that are only counted stay so.
  package func relocated(_ move: (Problem) -> Problem) -> ProblemList {
    var moved = self
    moved.kept = kept.map(move)
    return moved
  }

  /// True while another error would be kept, so that costly advice is worth working out.
  var wantsAdvice: Bool { errors < min(limit, 20) }
}

/// Input that cannot be used; carries every problem found.
public struct InvalidInput: Error, CustomStringConvertible {
  /// What was found.
  public let problems: ProblemList
  /// An error with the problems found.
  public init(_ problems: ProblemList) { self.problems = problems }

  /// One line a problem, then how many more there are.
  public var description: String {
    let shown = problems.kept.filter { $0.severity == .error }
    var lines = shown.map(\.description)
    if problems.errors > shown.count { lines.append("... and \(problems.errors - shown.count) more") }
    return lines.joined(separator: "\n")
  }
}

/// The ids nearest to `wanted` by edit distance, closest first: what somebody may have meant.
///
/// - Complexity: O(total length of `ids` times length of `wanted`).
public func nearest(to wanted: String, among ids: some Sequence<String>, limit: Int = 3) -> [String] {
  let target = Array(wanted.lowercased().utf8.prefix(40))
  let reach = max(2, target.count / 3)
  var best: [(distance: Int, id: String)] = []
  var above = [Int](repeating: 0, count: target.count + 1)
  for id in ids {
    let candidate = Array(id.lowercased().utf8.prefix(40))
    guard abs(candidate.count - target.count) <= reach else { continue }
    for column in above.indices { above[column] = column }
    for (row, byte) in candidate.enumerated() {
      var diagonal = above[0]
      above[0] = row + 1
      for column in target.indices {
        let substituted = diagonal + (target[column] == byte ? 0 : 1)
        diagonal = above[column + 1]
        above[column + 1] = min(substituted, diagonal + 1, above[column] + 1)
      }
    }
    let distance = above[target.count]
    guard distance <= reach else { continue }
    best.append((distance, id))
    if best.count > 4 * limit {
      best.sort { ($0.distance, $0.id) < ($1.distance, $1.id) }
      best.removeLast(best.count - limit)
    }
  }
  best.sort { ($0.distance, $0.id) < ($1.distance, $1.id) }
  return best.prefix(limit).map(\.id)
}
