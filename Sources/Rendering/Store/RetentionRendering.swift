public import Interchange
import Records
public import Store

/// Writes for how long people are kept, and whose time is up.
///
/// - Parameters:
///   - rules: The rules.
///   - due: Whose time is up.
///   - erased: The certificates of those who were erased; `nil` when nobody was to be.
///   - unknown: Programmes with a rule that the network has no cohort of.
///   - format: How.
///   - output: Where to.
public func writeRetention(
  _ rules: [RetentionRule], due: [DueErasure], erased: [ErasureCertificate]?, unknown: [String],
  as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text:
    if rules.isEmpty {
      try output.write(
        "Nobody's time is ever up: there is no rule. Make one with --programme NAME --months N.\n")
    } else {
      var table = TextTable("programme", "#months kept", "relations")
      for rule in rules { table.add(oneLine(rule.programme, limit: 40), String(rule.months), rule.structure.rawValue) }
      try output.write("Kept from the end of a place on the programme\n\(table.text)")
    }
    for programme in unknown {
      try output.write(
        wrapped("No cohort is of the programme '\(oneLine(programme, limit: 60))': check its name.") + "\n")
    }
    guard !due.isEmpty else {
      if !rules.isEmpty { try output.write("Nobody's time is up.\n") }
      break
    }
    let count = counted(due.count, "person", "people")
    try output.write(
      erased == nil
        ? "\nThe time of \(count) is up; --apply erases them\n" : "\nThe time of \(count) was up; they were erased\n")
    // Whom an erasure was of is not told after it.
    guard erased == nil else { break }
    var table = TextTable("person", "programme", "until", "due")
    for one in due {
      table.add(oneLine(one.person, limit: 30), oneLine(one.rule.programme, limit: 40), day(one.ended), day(one.due))
    }
    try output.write(table.text)
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("rules")
      try json.array { (json) throws(OutputError) in
        for rule in rules {
          try json.object { (json) throws(OutputError) in
            try json.member("programme", rule.programme)
            try json.member("months", rule.months)
            try json.member("structure", rule.structure.rawValue)
          }
        }
      }
      try json.member("unknownProgrammes", unknown)
      try json.name("due")
      try json.array { (json) throws(OutputError) in
        for one in erased == nil ? due : [] {
          try json.object { (json) throws(OutputError) in
            try json.member("person", one.person)
            try json.member("programme", one.rule.programme)
            try json.member("ended", day(one.ended))
            try json.member("due", day(one.due))
          }
        }
      }
      try json.name("erased")
      try json.array { (json) throws(OutputError) in
        for certificate in erased ?? [] { try json.value(certificate.tombstone) }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["person", "programme", "ended", "due"])
    for one in erased == nil ? due : [] {
      try csv.row([one.person, one.rule.programme, day(one.ended), day(one.due)])
    }
  }
  try output.finish()
}

/// The last day before a moment.
private func day(_ moment: Int64) -> String { Stamp.text(moment - 1, daysOnly: true) }
