public import Interchange
import Records
public import Store

/// Writes what an import changes, or changed.
///
/// - Parameters:
///   - result: What it changes.
///   - source: The source's name.
///   - store: The store's.
///   - isDone: Whether it was done, rather than looked at.
///   - format: How to write it.
///   - output: Where.
public func writeImport(
  _ result: ImportResult, from source: String, into store: String, isDone: Bool, as format: OutputFormat,
  to output: OutputFile
) throws(OutputError) {
  let difference = result.difference
  switch format {
  case .text:
    try output.write(wrapped(verdict(result, source, store, isDone)))
    if !difference.isEmpty { try output.write("\n" + text(of: difference)) }
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("source", source)
      try json.member("change", result.change.map { Int($0.id) })
      try json.name("about")
      try write(difference.about, to: &json)
      try json.name("tables")
      try json.array { (json) throws(OutputError) in
        for table in difference.tables { try write(table, to: &json) }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["table", "added", "changed", "ended", "removed", "unchanged", "overridden"])
    for table in difference.tables {
      let counts = table.counts
      try csv.row(
        [table.table.rawValue]
          + [counts.added, counts.changed, counts.ended, counts.removed, table.unchanged, table.overridden].map(
            String.init))
    }
  }
  try output.finish()
}

private func verdict(_ result: ImportResult, _ source: String, _ store: String, _ isDone: Bool) -> String {
  if result.difference.isEmpty { return "\(source) says nothing new: \(store) stays as it is." }
  guard isDone, let change = result.change else {
    return "Importing \(source) into \(store) would change what is listed here. Nothing was changed."
  }
  return
    "\(source) was imported into \(store) as change set \(change.id). 'ripple undo \(store) \(change.id)' takes it back."
}

private func text(of difference: Difference) -> String {
  var table = TextTable("table", "#added", "#changed", "#ended", "#removed", "#as before")
  for entry in difference.tables {
    let counts = entry.counts
    table.add(
      [entry.table.rawValue]
        + [counts.added, counts.changed, counts.ended, counts.removed, entry.unchanged].map(String.init))
  }
  var text = table.text
  let overridden = difference.tables.reduce(0) { $0 + $1.overridden }
  if overridden > 0 {
    text += wrapped(
      "\(counted(overridden, "record", "records")) had been edited by hand, or brought by another source, in cells of which "
        + "this source has news; its news takes their place.", indent: "  ")
  }
  if !difference.about.isEmpty { text += "\nnetwork\n" }
  for cell in difference.about { text += line(cell, after: "  ~") }
  // What a table first comes with says nothing by way of example.
  for entry in difference.tables
  where entry.unchanged + entry.counts.changed + entry.counts.ended + entry.counts.removed > 0 {
    let shown = entry.examples
    guard !shown.isEmpty else { continue }
    text += "\n\(entry.table.rawValue)\n"
    for example in shown {
      let name = oneLine(example.record)
      switch example.action {
      case .added: text += "  + \(name)\n"
      case .removed: text += "  - \(name)\n"
      case .changed, .ended: for cell in example.cells { text += line(cell, after: "  ~ \(name)") }
      }
    }
    let counts = entry.counts
    let more = counts.added + counts.changed + counts.ended + counts.removed - shown.count
    if more > 0 { text += "  ... and \(more) more\n" }
  }
  return text
}

/// A cell that became another, on a line.
func line(_ cell: CellChange, after start: String) -> String {
  func shown(_ text: String) -> String { text.isEmpty ? "nothing" : "'\(oneLine(text))'" }
  return "\(start) \(cell.column): \(shown(cell.before)) -> \(shown(cell.after))\n"
}

private func write(_ table: TableDifference, to json: inout JSONWriter) throws(OutputError) {
  try json.object { (json) throws(OutputError) in
    try json.member("table", table.table.rawValue)
    try write(table.counts, to: &json)
    try json.member("unchanged", table.unchanged)
    try json.member("overridden", table.overridden)
    try json.name("examples")
    try json.array { (json) throws(OutputError) in
      for example in table.examples {
        try json.object { (json) throws(OutputError) in
          try json.member("action", example.action.rawValue)
          try json.member("record", example.record)
          try json.name("cells")
          try write(example.cells, to: &json)
        }
      }
    }
  }
}

/// Counts as members.
func write(_ counts: RecordCounts, to json: inout JSONWriter) throws(OutputError) {
  try json.member("added", counts.added)
  try json.member("changed", counts.changed)
  try json.member("ended", counts.ended)
  try json.member("removed", counts.removed)
}

/// Cells that became others, as an array.
func write(_ cells: [CellChange], to json: inout JSONWriter) throws(OutputError) {
  try json.array { (json) throws(OutputError) in
    for cell in cells {
      try json.object { (json) throws(OutputError) in
        try json.member("column", cell.column)
        try json.member("before", cell.before)
        try json.member("after", cell.after)
      }
    }
  }
}
