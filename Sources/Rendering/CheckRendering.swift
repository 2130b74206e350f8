public import Interchange
public import Records

/// Writes what a check found: problems one a line, then the verdict.
public func writeCheck(
  _ problems: ProblemList, of name: String, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text:
    for problem in problems.kept { try output.write(problem.description + "\n") }
    let hidden = problems.errors + problems.warnings - problems.kept.count
    if hidden > 0 { try output.write("... and \(hidden) more\n") }
    let found =
      "\(counted(problems.errors, "error", "errors")), \(counted(problems.warnings, "warning", "warnings"))"
    try output.write(
      problems.errors == 0 ? "\(name) is valid: \(found).\n" : "\(name) cannot be used as it is: \(found).\n")
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("valid")
      try json.value(problems.errors == 0)
      try json.name("errors")
      try json.value(problems.errors)
      try json.name("warnings")
      try json.value(problems.warnings)
      try json.name("problems")
      try json.array { (json) throws(OutputError) in
        for problem in problems.kept {
          try json.object { (json) throws(OutputError) in
            try json.name("severity")
            try json.value(problem.severity.rawValue)
            try json.name("file")
            try json.value(problem.file)
            try json.name("line")
            try json.value(problem.line)
            try json.name("column")
            try json.value(problem.column)
            try json.name("message")
            try json.value("\(problem.message): \(problem.remedy)")
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["severity", "file", "line", "column", "message", "remedy"])
    for problem in problems.kept {
      try csv.row([
        problem.severity.rawValue, problem.file, String(problem.line), problem.column ?? "", problem.message,
        problem.remedy,
      ])
    }
  }
  try output.finish()
}
