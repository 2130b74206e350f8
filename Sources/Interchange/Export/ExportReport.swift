/// Something that an export does not carry as it is on record.
public struct ExportLoss: Sendable, Equatable {
  /// A word for programs, such as `weightsOfZero`.
  public let kind: String
  /// How often.
  public let count: Int
  /// One sentence, with the count.
  public let note: String

  /// Something that an export does not carry.
  ///
  /// - Parameters:
  ///   - kind: A word for programs.
  ///   - count: How often.
  ///   - note: One sentence, with the count.
  public init(kind: String, count: Int, note: String) {
    self.kind = kind
    self.count = count
    self.note = note
  }

  /// References from what an export around one node holds to what it does not.
  public static func referencesOutside(_ count: Int) -> ExportLoss {
    ExportLoss(
      kind: "referencesOutside", count: count, note: "references to what lies further from the node, left out: \(count)"
    )
  }
}

/// How well people hide among others in an export, from somebody who knows so much of one of them.
public struct AnonymityFigure: Sendable, Equatable {
  /// A word for programs for what is known, such as `attributes`.
  public let known: String
  /// How many people there are.
  public let people: Int
  /// The size of the smallest class of people who look alike: k.
  public let least: Int
  /// How many people are like nobody else.
  public let unique: Int
  /// How many people are like fewer than four others.
  public let belowFive: Int
  /// One sentence, with the figures.
  public let note: String

  /// How well people hide.
  ///
  /// - Parameters:
  ///   - known: A word for programs for what is known.
  ///   - people: How many people there are.
  ///   - least: The size of the smallest class of people who look alike.
  ///   - unique: How many people are like nobody else.
  ///   - belowFive: How many people are like fewer than four others.
  ///   - note: One sentence, with the figures.
  public init(known: String, people: Int, least: Int, unique: Int, belowFive: Int, note: String) {
    self.known = known
    self.people = people
    self.least = least
    self.unique = unique
    self.belowFive = belowFive
    self.note = note
  }
}

/// A column of an export, as its data dictionary describes it.
public struct DictionaryEntry: Sendable, Equatable {
  /// What the column is called in the file.
  public let column: String
  /// `node`, `edge` or `graph`; of tables, which one.
  public let on: String
  /// `boolean`, `int`, `long`, `double`, `string`, or `date` for text that is a date or a time.
  public let type: String
  /// What it says.
  public let meaning: String
  /// How many nodes, edges or graphs have a value.
  public let filled: Int
}

/// What an export holds, and what it could not carry as it was, in sentences with counts.
public struct ExportReport: Sendable {
  /// The format, as `--to` names it.
  public var format: String
  /// Number of nodes written.
  public var nodes: Int
  /// Number of edges written.
  public var edges: Int
  /// What was left out, changed, or put beside.
  public var losses: [ExportLoss]
  /// What else there is to know, in sentences.
  public var remarks: [String]
  /// The attributes of the file.
  public var dictionary: [DictionaryEntry]
  /// How well people hide in it, where they go by pseudonyms.
  public var anonymity: [AnonymityFigure] = []
  /// All of it in sentences.
  public var notes: [String] { losses.map(\.note) + remarks + anonymity.map(\.note) }
}

/// For whom a GraphML file is made.
public enum GraphMLFlavour: String, Sendable, CaseIterable {
  /// Every graph tool, which all read it the same way.
  case portable
  /// yEd, which opens it as a drawing; networkx and igraph read the data of it, graph-tool, NetworKit and JGraphT refuse it.
  case yed
}

/// Writes a data dictionary as a table: column, on what, type, meaning, how many are filled.
///
/// - Parameters:
///   - entries: The columns.
///   - anonymity: How well people hide, which comes last, as of the graph; the people it counts are those filled.
///   - output: Where to; it is finished.
public func writeDictionary(
  _ entries: [DictionaryEntry], anonymity: [AnonymityFigure] = [], to output: OutputFile
) throws(OutputError) {
  var csv = CSVWriter(output, guardingFormulas: true)
  try csv.row(["column", "on", "type", "filled", "meaning"])
  for entry in entries {
    try csv.row([entry.column, entry.on, entry.type, String(entry.filled), entry.meaning])
  }
  for figure in anonymity {
    try csv.row(["anonymity: \(figure.known)", "graph", "", String(figure.people), figure.note])
  }
  try output.finish()
}

/// Writes a report on an export as JSON: nodes and edges written, what the file does not carry as it is on record, and how
/// well people hide in it where they go by pseudonyms.
///
/// - Parameters:
///   - report: The report.
///   - flavour: For whom a GraphML file was made.
///   - output: Where to; it is finished.
public func writeReport(
  _ report: ExportReport, flavour: GraphMLFlavour? = nil, to output: OutputFile
) throws(OutputError) {
  var json = JSONWriter(output)
  try json.object { (json) throws(OutputError) in
    try json.member("format", report.format)
    if let flavour { try json.member("for", flavour.rawValue) }
    try json.member("nodes", report.nodes)
    try json.member("edges", report.edges)
    try json.name("losses")
    try json.array { (json) throws(OutputError) in
      for loss in report.losses {
        try json.object { (json) throws(OutputError) in
          try json.member("kind", loss.kind)
          try json.member("count", loss.count)
          try json.member("note", loss.note)
        }
      }
    }
    try json.member("remarks", report.remarks)
    guard !report.anonymity.isEmpty else { return }
    try json.name("anonymity")
    try json.array { (json) throws(OutputError) in
      for figure in report.anonymity {
        try json.object { (json) throws(OutputError) in
          try json.member("known", figure.known)
          try json.member("people", figure.people)
          try json.member("k", figure.least)
          try json.member("unique", figure.unique)
          try json.member("belowFive", figure.belowFive)
        }
      }
    }
  }
  try output.finish()
}
