public import Interchange
public import Records
public import Store

/// Writes change sets, oldest first.
public func writeHistory(
  _ changes: [ChangeSet], as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text:
    var table = TextTable("#change", "when (UTC)", "who", "what", "#added", "#changed", "#ended", "#removed", "why")
    for change in changes {
      let all = total(change)
      table.add(
        [String(change.id), moment(change.moment), oneLine(change.author), what(change)]
          + [all.added, all.changed, all.ended, all.removed].map(String.init) + [oneLine(change.note)])
    }
    try output.write(changes.isEmpty ? "Nothing was changed yet.\n" : table.text)
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("changes")
      try json.array { (json) throws(OutputError) in
        for change in changes { try write(change, to: &json) }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["change", "at", "author", "kind", "source", "undoes", "added", "changed", "ended", "removed", "note"])
    for change in changes {
      let all = total(change)
      try csv.row(
        [
          String(change.id), moment(change.moment), change.author, change.kind.rawValue, change.source ?? "",
          change.undoes.map(String.init) ?? "",
        ] + [all.added, all.changed, all.ended, all.removed].map(String.init) + [change.note])
    }
  }
  try output.finish()
}

/// Writes what became of the records that have an id.
public func writeHistory(
  of id: String, _ records: [RecordHistory], _ changes: [ChangeSet], as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  var byNumber: [Int64: ChangeSet] = [:]
  for change in changes { byNumber[change.id] = change }
  switch format {
  case .text:
    for (index, record) in records.enumerated() {
      if index > 0 { try output.write("\n") }
      try output.write("\(oneLine(id)), \(record.table.rawValue) #\(record.record)\n")
      for step in record.steps {
        let change = byNumber[step.change]
        let when = change.map { moment($0.moment) } ?? ""
        try output.write(
          "  \(when)  change set \(step.change): \(step.action.rawValue) by \(oneLine(change?.author ?? "?"))\n")
        for cell in step.cells { try output.write(line(cell, after: "    ")) }
      }
    }
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("id", id)
      try json.name("records")
      try json.array { (json) throws(OutputError) in
        for record in records {
          try json.object { (json) throws(OutputError) in
            try json.member("table", record.table.rawValue)
            try json.member("record", Int(record.record))
            try json.name("steps")
            try json.array { (json) throws(OutputError) in
              for step in record.steps {
                try json.object { (json) throws(OutputError) in
                  try json.member("change", Int(step.change))
                  try json.member("at", byNumber[step.change].map { moment($0.moment) })
                  try json.member("author", byNumber[step.change]?.author)
                  try json.member("action", step.action.rawValue)
                  try json.name("cells")
                  try write(step.cells, to: &json)
                }
              }
            }
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["table", "record", "change", "at", "author", "action", "column", "before", "after"])
    for record in records {
      for step in record.steps {
        let change = byNumber[step.change]
        let start = [
          record.table.rawValue, String(record.record), String(step.change), change.map { moment($0.moment) } ?? "",
          change?.author ?? "", step.action.rawValue,
        ]
        if step.cells.isEmpty { try csv.row(start + ["", "", ""]) }
        for cell in step.cells { try csv.row(start + [cell.column, cell.before, cell.after]) }
      }
    }
  }
  try output.finish()
}

/// Writes what came of an edit.
public func writeEdit(
  _ result: EditResult, of table: TableName, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text:
    for problem in result.problems { try output.write(problem.description + "\n") }
    try output.write("Done, as change set \(result.change.id): \(table.rawValue) #\(result.record).\n")
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("change", Int(result.change.id))
      try json.member("table", table.rawValue)
      try json.member("record", Int(result.record))
      try json.member("warnings", result.problems.map { "\($0.message): \($0.remedy)" })
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["change", "table", "record"])
    try csv.row([String(result.change.id), table.rawValue, String(result.record)])
  }
  try output.finish()
}

private func write(_ change: ChangeSet, to json: inout JSONWriter) throws(OutputError) {
  try json.object { (json) throws(OutputError) in
    try json.member("change", Int(change.id))
    try json.member("at", moment(change.moment))
    try json.member("author", change.author)
    try json.member("kind", change.kind.rawValue)
    try json.member("source", change.source)
    try json.member("undoes", change.undoes.map { Int($0) })
    try json.member("note", change.note)
    try json.name("tables")
    try json.array { (json) throws(OutputError) in
      for table in TableName.allCases {
        guard let counts = change.counts[table] else { continue }
        try json.object { (json) throws(OutputError) in
          try json.member("table", table.rawValue)
          try write(counts, to: &json)
        }
      }
    }
  }
}

private func total(_ change: ChangeSet) -> RecordCounts {
  change.counts.values.reduce(into: RecordCounts()) { all, counts in
    all.added += counts.added
    all.changed += counts.changed
    all.ended += counts.ended
    all.removed += counts.removed
  }
}

private func what(_ change: ChangeSet) -> String {
  if let source = change.source { return "\(change.kind.rawValue) of \(oneLine(source))" }
  if let undoes = change.undoes { return "\(change.kind.rawValue) of \(undoes)" }
  return change.kind.rawValue
}

/// A moment of the store's own time, in UTC.
func moment(_ seconds: Int64) -> String { Stamp.text(seconds, daysOnly: false) }
