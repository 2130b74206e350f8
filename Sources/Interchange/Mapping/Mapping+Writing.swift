import Records

extension Mapping {
  /// Writes the mapping as a file that a person can edit: one column a line, as ``format`` describes.
  public func write(to output: OutputFile) throws(OutputError) {
    var text = "{\n  \"ripple_mapping\": \(Self.version),\n"
    for (name, value) in [
      ("title", about.title), ("description", about.description), ("citation", about.citation),
      ("licence", about.licence),
    ] where !value.isEmpty {
      text += "  \"\(name)\": \(quoted(value)),\n"
    }
    text += "  \"time\": \(quoted(about.time.rawValue)),\n  \"sources\": [\n"
    text += sources.map(Self.text).joined(separator: ",\n")
    text += "\n  ]\n}\n"
    try output.write(text)
    try output.finish()
  }

  private static func text(_ source: Source) -> String {
    var members = ["\"file\": \(quoted(source.file))"]
    if let part = source.part { members.append("\"sheet\": \(quoted(part))") }
    members.append("\"table\": \(quoted(source.table.rawValue))")
    if !source.conditions.isEmpty {
      let conditions = source.conditions.map {
        "\(quoted($0.column)): [\($0.texts.map(quoted).joined(separator: ", "))]"
      }
      members.append("\"where\": {\(conditions.joined(separator: ", "))}")
    }
    if source.skip > 0 { members.append("\"skip\": \(source.skip)") }
    if let dates = text(source.dates) { members.append("\"dates\": \(dates)") }
    if !source.constants.isEmpty {
      let constants = source.constants.map { "\(quoted($0.target.description)): \(quoted($0.value))" }
      members.append("\"constants\": {\(constants.joined(separator: ", "))}")
    }
    let columns = source.columns.map { "        " + text($0) }
    members.append("\"columns\": [\n\(columns.joined(separator: ",\n"))\n      ]")
    return "    {\n" + members.map { "      " + $0 }.joined(separator: ",\n") + "\n    }"
  }

  private static func text(_ column: Column) -> String {
    var members = ["\"column\": \(quoted(column.name))"]
    if column.occurrence > 1 { members.append("\"occurrence\": \(column.occurrence)") }
    switch column.meaning {
    case .attribute: members.append("\"becomes\": \"attribute\"")
    case .nothing: members.append("\"becomes\": \"nothing\"")
    case .nomination: members.append("\"becomes\": \"nomination\"")
    case .use(let technique): members += ["\"becomes\": \"use\"", "\"technique\": \(quoted(technique))"]
    case .cells(let targets):
      let words = targets.map { quoted($0.description) }
      members.append("\"becomes\": \(words.count == 1 ? words[0] : "[\(words.joined(separator: ", "))]")")
    }
    if let part = column.part { members.append("\"part\": \(part)") }
    if !column.kind.isEmpty { members.append("\"kind\": \(quoted(column.kind))") }
    if let influence = column.influence { members.append("\"influence\": \(quoted(influence.rawValue))") }
    if let dates = text(column.dates) { members.append("\"dates\": \(dates)") }
    if let separator = column.separator { members.append("\"separator\": \(quoted(separator))") }
    if column.adds { members.append("\"add\": true") }
    if !column.values.isEmpty {
      let values = column.values.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \(quoted($0.value))" }
      members.append("\"values\": {\(values.joined(separator: ", "))}")
    }
    return "{\(members.joined(separator: ", "))}"
  }

  private static func text(_ dates: [DatePattern]) -> String? {
    let words = dates.map { quoted($0.text) }
    return words.count < 2 ? words.first : "[\(words.joined(separator: ", "))]"
  }
}

private func quoted(_ text: String) -> String { JSONValue.text(text).json }
