import Records

/// What one table of somebody else's may be about, column by column.
struct SourceGuess {
  let table: SourceTable
  let headers: [HeaderWords]
  let values: [ColumnValues]
  /// Rows below the header that are no data: Qualtrics writes the questions and its own ids there.
  let skip: Int
  /// True for an export of answers to questions.
  let isSurvey: Bool
  /// For each column what it seems to be about, and how well its header says so.
  private(set) var concepts: [(concept: Concept?, fit: Double)]
  /// Whether the times of each column of times are whole numbers.
  private(set) var timesAreWhole: [Bool] = []

  /// The table, where it is known already.
  let forced: TableName?
  /// Columns that need no guess.
  let settled: [Int: Mapping.Meaning]

  init(_ table: SourceTable, as forced: TableName? = nil, settled: [Int: Mapping.Meaning] = [:]) {
    self.table = table
    self.forced = forced
    self.settled = settled
    let hasImports = table.rowCount > 1 && table.columns.indices.contains { table.cell(1, $0).contains("ImportId") }
    skip = hasImports ? 2 : 0
    // The question says more than the short name above it.
    headers = table.columns.indices.map { column in
      let question = hasImports ? table.cell(0, column) : ""
      return HeaderWords(question.isEmpty || question == table.columns[column] ? table.columns[column] : question)
    }
    values = table.columns.indices.map { [skip] in ColumnValues(table.values($0, from: skip)) }
    let metadata = [
      "response id", "responseid", "collector id", "completion time", "ip address", "recorded date", "submission date",
      "respondent id",
    ]
    isSurvey =
      headers.contains { $0.isQuestion } || headers.count { header in metadata.contains { header.fit($0) >= 1 } } >= 2
    concepts = []
    concepts = table.columns.indices.map { column -> (concept: Concept?, fit: Double) in
      settled[column] == nil ? concept(column) : (concept: nil, fit: 0)
    }
  }

  /// Finds the concept whose phrases describe a header best, among those its cells allow.
  private func concept(_ column: Int) -> (concept: Concept?, fit: Double) {
    let (header, values) = (headers[column], values[column])
    if values.areAddresses { return (.device, 1) }
    var best: (Concept?, Double) = (nil, 0)
    for concept in Concept.allCases {
      var fit = concept.phrases.map(header.fit).max() ?? 0
      if fit == 0 { continue }
      if concept == .administration, !isSurvey,
        [Concept.start, .end, .date].contains(where: { other in
          other.phrases.contains { header.fit($0) >= fit } && values.canBeTimes
        })
      {
        fit = 0
      }
      // What a survey writes about itself is no more than that, when it was begun for example.
      if concept == .administration, isSurvey { fit += 0.05 }
      if !concept.isPlausible(values) { fit *= 0.3 }
      if fit > best.1 + 1e-9 { best = (concept, fit) }
    }
    if best.1 < 0.55, values.areEmails { return (.email, 0.6) }
    return best.1 >= 0.5 ? best : (nil, best.1)
  }

  func has(_ wanted: Concept...) -> Bool { wanted.contains { concept in concepts.contains { $0.concept == concept } } }

  func place(_ concept: Concept) -> Int? {
    concepts.indices.filter { concepts[$0].concept == concept }.max { concepts[$0].fit < concepts[$1].fit }
  }

  mutating func set(_ column: Int, _ concept: Concept?, _ fit: Double = 0.7) { concepts[column] = (concept, fit) }

  mutating func note(timesAreWhole isWhole: Bool) { timesAreWhole.append(isWhole) }
}
