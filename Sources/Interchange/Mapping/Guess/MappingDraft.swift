public import Records

/// A mapping that was guessed, with how sure each guess is and why.
public struct MappingDraft: Sendable {
  /// How sure a guess is.
  public enum Sureness: String, Sendable, CaseIterable {
    /// Header and values agree.
    case sure
    /// One of them says so.
    case likely
    /// Little does: look at it.
    case unsure
  }

  /// What was guessed of a column.
  public struct Guess: Sendable {
    /// The header as written.
    public let column: String
    /// What it becomes: columns of Ripple's tables, or `attribute`, `nothing`, `nomination`, `use`.
    public let becomes: String
    /// How sure that is.
    public let sureness: Sureness
    /// Why, in a few words.
    public let why: String
    /// The first cells that are not empty.
    public let examples: [String]
  }

  /// The guesses of one file, sheet, or kind of element.
  public struct Source: Sendable {
    /// The file, and what in it.
    public let name: String
    /// The table it becomes.
    public let table: TableName
    /// Number of rows.
    public let rows: Int
    /// The guesses, in the order of the columns.
    public let guesses: [Guess]
  }

  /// The mapping.
  public var mapping: Mapping
  /// What was guessed of each of its sources.
  public let sources: [Source]
  /// What was doubtful about the files themselves.
  public let problems: ProblemList
}

/// Drafts a mapping for files whose columns are somebody else's, from their headers and a sample of their cells.
///
/// - Throws: ``MissingInput`` when nothing is at `path`, `InvalidInput` where the files themselves are broken.
/// - Complexity: O(cells).
public func draftMapping(at path: String) throws -> MappingDraft {
  var problems = ProblemList()
  let tables = try readSources(at: path, &problems)
  guard problems.errors == 0 else { throw InvalidInput(problems) }
  return MappingDraft(guessing: tables, problems)
}

extension MappingDraft {
  /// Guesses what tables are about.
  init(guessing tables: [SourceTable], _ problems: ProblemList) {
    var mapping = Mapping()
    var sources: [Source] = []
    var times: [Bool] = []
    var found = problems
    func take(_ empty: SourceGuess, _ conditions: [Mapping.Condition]) {
      var guess = empty
      var (source, guesses) = guess.make()
      source.conditions = conditions
      times += guess.timesAreWhole
      mapping.sources.append(source)
      let words = conditions.map { "\($0.column) is \($0.texts.joined(separator: " or "))" }.joined(separator: ", ")
      sources.append(
        Source(
          name: guess.table.name + (words.isEmpty ? "" : ", where \(words)"), table: source.table,
          rows: guess.table.rowCount - source.skip, guesses: guesses))
    }
    for table in tables {
      if let graph = GraphGuess(table) {
        for piece in graph.pieces {
          take(SourceGuess(piece.rows, as: piece.table, settled: piece.settled), piece.conditions)
        }
        for problem in graph.problems { found.add(problem) }
      } else {
        take(SourceGuess(table), [])
      }
    }
    if !times.isEmpty, !times.contains(false) { mapping.about.time = .integer }
    self.mapping = mapping
    self.sources = sources
    self.problems = found
  }
}
