import FoundationEssentials
import Records

/// A mapping file while it is read.
struct MappingReading {
  let file: String
  let bytes: [UInt8]
  var problems = ProblemList()
  /// The source that is being read, where its members are looked for.
  private var context: String?

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  mutating func report(_ message: String, _ remedy: String, at word: String? = nil) {
    let line = word.map { JSONPlace.line(of: $0, after: context, in: bytes) } ?? 1
    problems.add(Problem(.error, file: file, line: line, column: word, message: message, remedy: remedy))
  }

  mutating func read() -> Mapping {
    var mapping = Mapping()
    let members: [String: JSONValue]
    do {
      members = try JSONDecoder().decode([String: JSONValue].self, from: Data(bytes))
    } catch {
      problems.add(
        Problem(
          .error, file: file, line: JSONPlace.line(of: error) ?? 1, message: "this is not a JSON object",
          remedy: "let ripple map draft a mapping, and edit that"))
      return mapping
    }
    guard case .whole(let version)? = members["ripple_mapping"], version == Mapping.version else {
      report(
        "this is not a mapping of version \(Mapping.version)", "begin it with \"ripple_mapping\": \(Mapping.version)",
        at: members["ripple_mapping"] == nil ? nil : "ripple_mapping")
      return mapping
    }
    let known = ["ripple_mapping", "title", "description", "citation", "licence", "time", "sources"]
    refuseStrangers(members, known)
    mapping.about.title = text(members, "title") ?? ""
    mapping.about.description = text(members, "description") ?? ""
    mapping.about.citation = text(members, "citation") ?? ""
    mapping.about.licence = text(members, "licence") ?? ""
    if let time = text(members, "time") {
      if let scale = TimeScale(rawValue: time) {
        mapping.about.time = scale
      } else {
        report("the time is neither \"date\" nor \"integer\"", "write one of the two", at: "time")
      }
    }
    guard case .list(let sources)? = members["sources"], !sources.isEmpty else {
      report("the mapping has no list of sources", "write \"sources\": [...] with one entry for each file")
      return mapping
    }
    for source in sources {
      guard case .object(let members) = source else {
        report("a source is not an object", "write it in braces: {\"file\": ..., \"columns\": [...]}", at: "sources")
        continue
      }
      mapping.sources.append(self.source(members))
      let last = mapping.sources[mapping.sources.count - 1]
      if mapping.sources.dropLast().contains(where: {
        $0.file == last.file && $0.part == last.part && $0.conditions == last.conditions
      }) {
        report(
          "two sources are \(last.file)\(last.part.map { ", \($0)" } ?? "")", "put their columns into one",
          at: last.file)
      }
    }
    return mapping
  }

  private mutating func source(_ members: [String: JSONValue]) -> Mapping.Source {
    var source = Mapping.Source()
    context = nil
    source.file = text(members, "file") ?? ""
    source.part = text(members, "sheet")
    if source.file.isEmpty { report("a source names no file", "write \"file\": \"NAME\"", at: "sources") }
    context = source.part ?? source.file
    refuseStrangers(members, ["file", "sheet", "table", "where", "skip", "dates", "constants", "columns"])
    let table = text(members, "table") ?? ""
    if let known = TableName(rawValue: table) {
      source.table = known
    } else {
      let tables = TableName.allCases.map(\.rawValue)
      report("'\(table)' is none of Ripple's tables", "write one of \(tables.joined(separator: ", "))", at: "table")
    }
    source.conditions = conditions(members["where"])
    source.skip = number(members, "skip", 0...1_000_000) ?? 0
    source.dates = dates(members["dates"])
    if case .object(let constants)? = members["constants"] {
      for (name, value) in constants.sorted(by: { $0.key < $1.key }) {
        guard case .text(let text) = value else {
          report("the constant is not a text", "put it in quotation marks", at: name)
          continue
        }
        if let target = target(name, source.table) { source.constants.append(Mapping.Constant(target, text)) }
      }
    } else if members["constants"] != nil {
      report("the constants are not an object", "write \"constants\": {\"ties.kind\": \"advice\"}", at: "constants")
    }
    guard case .list(let columns)? = members["columns"] else {
      report(
        "the source has no list of columns", "write \"columns\": [{\"column\": ..., \"becomes\": ...}]", at: source.file
      )
      return source
    }
    for column in columns {
      guard case .object(let members) = column, let name = text(members, "column") else {
        report("an entry of the columns has no \"column\"", "write {\"column\": ..., \"becomes\": ...}", at: "columns")
        continue
      }
      if let column = self.column(name, members, source.table) { source.columns.append(column) }
    }
    checkTargets(source)
    return source
  }

  private mutating func column(
    _ name: String, _ members: [String: JSONValue], _ table: TableName
  ) -> Mapping.Column? {
    refuseStrangers(
      members,
      [
        "column", "becomes", "occurrence", "part", "dates", "separator", "values", "kind", "influence", "technique",
        "add",
      ], in: name)
    guard let meaning = meaning(name, members, table) else { return nil }
    var column = Mapping.Column(name, meaning)
    column.occurrence = number(members, "occurrence", 1...10_000) ?? 1
    column.part = number(members, "part", 1...100)
    column.dates = dates(members["dates"])
    column.separator = text(members, "separator")
    if column.separator == "" { report("the separator is empty", "write what stands between entries", at: name) }
    column.kind = text(members, "kind") ?? ""
    if let influence = text(members, "influence") {
      column.influence = Influence(rawValue: influence)
      if column.influence == nil {
        report("'\(influence)' is not both, forward or backward", "write one of the three", at: name)
      }
    }
    switch members["add"] {
    case .flag(let adds)?: column.adds = adds
    case nil: break
    default: report("\"add\" is neither true nor false", "write one of the two", at: name)
    }
    if case .object(let values)? = members["values"] {
      for (from, to) in values {
        guard case .text(let to) = to else {
          report("what '\(from)' becomes is not a text", "put it in quotation marks", at: from)
          continue
        }
        column.values[from] = to
      }
    } else if members["values"] != nil {
      report("the values are not an object", "write \"values\": {\"Y\": \"yes\", \"N\": \"no\"}", at: name)
    }
    return column
  }

  private mutating func meaning(
    _ name: String, _ members: [String: JSONValue], _ table: TableName
  ) -> Mapping.Meaning? {
    let words: [String]
    switch members["becomes"] {
    case .text(let word)?: words = [word]
    case .list(let list)?:
      words = list.compactMap { if case .text(let word) = $0 { word } else { nil } }
    default: words = []
    }
    guard let first = words.first else {
      report(
        "the entry does not say what the column becomes",
        "write \"becomes\": a column such as \"people.name\", or attribute, nothing, nomination or use", at: name)
      return nil
    }
    switch first {
    case "attribute": return .attribute
    case "nothing": return .nothing
    case "nomination": return .nomination
    case "use":
      guard let technique = text(members, "technique"), !technique.isEmpty else {
        report("the entry does not say of which technique", "write \"technique\": its name", at: name)
        return nil
      }
      return .use(technique: technique)
    default:
      let targets = words.compactMap { target($0, table) }
      return targets.count == words.count ? .cells(targets) : nil
    }
  }

  // MARK: Members

  private mutating func refuseStrangers(_ members: [String: JSONValue], _ known: [String], in name: String? = nil) {
    for member in members.keys.sorted() where !known.contains(member) {
      let near = nearest(to: member, among: known).first
      report(
        "'\(member)' is no member of a mapping\(name.map { ", in the entry of '\($0)'" } ?? "")",
        near.map { "write \($0) if that is what it is, or take it out" } ?? "take it out", at: member)
    }
  }

  private mutating func text(_ members: [String: JSONValue], _ name: String) -> String? {
    switch members[name] {
    case .text(let text)?: return text
    case nil: return nil
    default:
      report("the \(name) is not a text", "put it in quotation marks", at: name)
      return nil
    }
  }

  private mutating func number(_ members: [String: JSONValue], _ name: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = members[name] else { return nil }
    if case .whole(let number) = value, let number = Int(exactly: number), range.contains(number) { return number }
    report("the \(name) is no whole number from \(range.lowerBound)", "write one", at: name)
    return nil
  }

  /// What cells must say, the columns in the order of their names.
  private mutating func conditions(_ value: JSONValue?) -> [Mapping.Condition] {
    guard let value else { return [] }
    guard case .object(let members) = value else {
      report("\"where\" is not an object", "write \"where\": {\"Type\": [\"person\"]}", at: "where")
      return []
    }
    return members.sorted { $0.key < $1.key }.compactMap { name, value in
      let values: [JSONValue]
      if case .list(let list) = value { values = list } else { values = [value] }
      let texts = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
      if texts.isEmpty || texts.count < values.count {
        report("what '\(name)' must say is not a list of texts", "write [\"person\"]", at: name)
      }
      return Mapping.Condition(name, texts)
    }
  }

  private mutating func dates(_ value: JSONValue?) -> [DatePattern] {
    let words: [String]
    switch value {
    case nil: return []
    case .text(let word)?: words = [word]
    case .list(let list)?: words = list.compactMap { if case .text(let word) = $0 { word } else { nil } }
    default: words = []
    }
    if words.isEmpty { report("the dates are not a text", "write one such as \"dd/MM/yyyy\"", at: "dates") }
    var patterns: [DatePattern] = []
    for word in words {
      do throws(DatePattern.Fault) {
        patterns.append(try DatePattern(word))
      } catch {
        report(error.message, error.remedy, at: word)
      }
    }
    return patterns
  }
}
