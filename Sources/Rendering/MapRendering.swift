public import Interchange
import Records

/// Writes what the columns of somebody's files were taken for, and what to do with that.
///
/// - Parameters:
///   - draft: The guesses.
///   - path: The files.
///   - mapping: Where the mapping was written; `nil` where it was not.
///   - format: How to write.
///   - output: Where to.
public func writeGuesses(
  _ draft: MappingDraft, of path: String, mapping: String?, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text: try output.write(text(draft, path, mapping))
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("time", draft.mapping.about.time.rawValue)
      try json.name("sources")
      try json.array { (json) throws(OutputError) in
        for source in draft.sources {
          try json.object { (json) throws(OutputError) in
            try json.member("source", source.name)
            try json.member("table", source.table.rawValue)
            try json.member("rows", source.rows)
            try json.name("columns")
            try json.array { (json) throws(OutputError) in
              for guess in source.guesses {
                try json.object { (json) throws(OutputError) in
                  try json.member("column", guess.column)
                  try json.member("becomes", guess.becomes)
                  try json.member("sureness", guess.sureness.rawValue)
                  try json.member("why", guess.why)
                  try json.member("examples", guess.examples)
                }
              }
            }
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["source", "table", "column", "becomes", "sureness", "why", "example"])
    for source in draft.sources {
      for guess in source.guesses {
        try csv.row([
          source.name, source.table.rawValue, guess.column, guess.becomes, guess.sureness.rawValue, guess.why,
          guess.examples.first ?? "",
        ])
      }
    }
  }
  try output.finish()
}

private func text(_ draft: MappingDraft, _ path: String, _ mapping: String?) -> String {
  var text = ""
  for source in draft.sources {
    text += wrapped(
      "\(oneLine(source.name)): \(counted(source.rows, "row", "rows")), taken for \(source.table.rawValue)")
    var table = TextTable("column", "becomes", "", "why", "example")
    for guess in source.guesses {
      table.add(
        oneLine(guess.column, limit: 40), guess.becomes, guess.sureness.rawValue, guess.why,
        oneLine(guess.examples.first ?? "", limit: 24))
    }
    text += table.text + "\n"
  }
  let guesses = draft.sources.flatMap(\.guesses)
  func count(_ sureness: MappingDraft.Sureness) -> Int { guesses.count { $0.sureness == sureness } }
  text += wrapped(
    "\(counted(guesses.count, "column", "columns")): \(count(.sure)) sure, \(count(.likely)) likely, "
      + "\(count(.unsure)) unsure; \(guesses.count { $0.becomes == "attribute" }) kept as attributes, under their own names."
  )
  if let mapping {
    text += wrapped(
      "The mapping is in \(mapping): correct it there, then give it to any command, such as ripple check \(path) --map \(mapping)."
    )
  } else {
    text += wrapped("Write the mapping with -o FILE, correct it there, and give it to any command with --map FILE.")
  }
  return text
}
