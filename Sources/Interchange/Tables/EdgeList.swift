public import Records

/// Reads a single CSV edge list, `from,to[,start,end,weight,kind,influence]`: its ends become people, its rows ties.
///
/// Other columns are kept as attributes of the ties. When every time is a whole number the network is an integer one.
///
/// - Throws: `InvalidInput` with every problem.
/// - Complexity: O(bytes); the file is gone through twice.
public func readEdgeList(
  file: String, bytes: [UInt8], problemLimit: Int = 100
) throws(InvalidInput) -> (network: Network, problems: ProblemList) {
  let survey = EdgeListSurvey(CSVRows(file: file, bytes: bytes))
  var about = About()
  about.time = survey.hasIntegerTimes ? .integer : .calendar
  var builder = NetworkBuilder(about: about, limit: problemLimit)
  if survey.isEdgeList {
    builder.addPeople(named: survey.people)
  } else if !bytes.isEmpty {
    builder.report(
      Problem(
        .error, file: file, line: 1, message: "a single file must be an edge list with the columns from and to",
        remedy: "name the columns so, or put tables such as people.csv and ties.csv in a folder and name that"))
    return try builder.finish()
  }
  let ties = RenamedHeader(CSVRows(file: file, bytes: bytes), ["from": "from_id", "to": "to_id"])
  builder.read(.ties, from: ties)
  return try builder.finish()
}

/// What a first pass over an edge list finds out: who is in it, and how it counts time.
private struct EdgeListSurvey {
  /// True when the header names both ends.
  private(set) var isEdgeList = false
  /// Everybody, in order of appearance.
  private(set) var people: [String] = []
  /// True when there are times and all of them are whole numbers.
  private(set) var hasIntegerTimes = false

  init(_ rows: CSVRows) {
    var rows = rows
    // Problems are reported by the second pass.
    var problems = ProblemList(limit: 0)
    var row = CellRow()
    guard rows.next(&row, &problems) else { return }
    let header = (0..<row.count).map { row.text($0) }
    guard let from = header.firstIndex(of: "from"), let to = header.firstIndex(of: "to") else { return }
    isEdgeList = true
    let times = ["start", "end"].compactMap { header.firstIndex(of: $0) }
    var seen = UniqueTexts()
    var sawTime = false
    var allWhole = true
    while rows.next(&row, &problems) {
      for end in [from, to] where end < row.count {
        if let new = seen.insert(row, end) { people.append(new) }
      }
      for time in times where time < row.count && allWhole {
        if let isWhole = row.isWholeNumber(time) {
          sawTime = true
          allWhole = isWhole
        }
      }
    }
    hasIntegerTimes = sawTime && allWhole
  }
}

/// Rows of another source under other column names.
private struct RenamedHeader: RowSource {
  private var source: CSVRows
  private let names: [String: String]
  private var isHeader = true
  var file: String { source.file }

  init(_ source: CSVRows, _ names: [String: String]) {
    self.source = source
    self.names = names
  }

  mutating func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
    guard source.next(&row, &problems) else { return false }
    if isHeader {
      isHeader = false
      let header = (0..<row.count).map { row.text($0) }
      row.clear()
      for name in header { row.append(cell: names[name] ?? name) }
    }
    return true
  }
}
