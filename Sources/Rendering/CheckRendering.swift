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
      try json.member("valid", problems.errors == 0)
      try json.member("errors", problems.errors)
      try json.member("warnings", problems.warnings)
      try json.name("problems")
      try json.array { (json) throws(OutputError) in
        for problem in problems.kept {
          try json.object { (json) throws(OutputError) in
            try json.member("severity", problem.severity.rawValue)
            try json.member("file", problem.file)
            try json.member("line", problem.line)
            try json.member("column", problem.column)
            try json.member("message", "\(problem.message): \(problem.remedy)")
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
