import Records

/// The columns of Ripple's that a mapping names.
extension MappingReading {
  /// A column of Ripple's, named with its table or, in the source's own table, without.
  mutating func target(_ word: String, _ own: TableName) -> Mapping.Target? {
    let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
    let table = parts.count == 2 ? TableName(rawValue: parts[0]) : own
    guard let table, let column = parts.last else {
      let near = nearest(to: parts.first ?? "", among: TableName.allCases.map(\.rawValue))
      report(
        "'\(word)' is in none of Ripple's tables",
        "write a table and its column, such as people.name\(near.first.map { " (nearest table: \($0))" } ?? "")",
        at: word)
      return nil
    }
    let target = Mapping.Target(table, column)
    guard target.info != nil else {
      let columns = table.columns.map(\.name)
      report(
        "\(table.rawValue) has no column '\(column)'",
        "write one of \(columns.joined(separator: ", ")), or attribute to keep it under its own name", at: word)
      return nil
    }
    return target
  }

  /// Reports columns that are mapped twice, and cells that two columns would fill.
  mutating func checkTargets(_ source: Mapping.Source) {
    var seen: Set<String> = []
    for column in source.columns where !seen.insert("\(column.occurrence) \(column.name)").inserted {
      report(
        "the column '\(column.name)' has two entries", "write one, with a list in \"becomes\" where it becomes several",
        at: column.name)
    }
    var makers: [Mapping.Target: Mapping.Column] = [:]
    for column in source.columns {
      guard case .cells(let targets) = column.meaning else { continue }
      for target in targets {
        if let other = makers[target], other.part == nil || column.part == nil || other.part == column.part,
          target.info?.type != .list
        {
          report(
            "'\(other.name)' and '\(column.name)' both become \(target)",
            "take one out, or join them by \"part\": 1 and \"part\": 2", at: column.name)
        }
        makers[target] = column
      }
    }
    for constant in source.constants {
      guard let other = makers[constant.target] else { continue }
      report("a constant and '\(other.name)' both become \(constant.target)", "take one out", at: other.name)
    }
  }
}
