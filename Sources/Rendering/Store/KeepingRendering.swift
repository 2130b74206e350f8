public import Interchange
public import Store

/// Writes the entries of a store's audit.
public func writeAudit(_ entries: [AuditEntry], as format: OutputFormat, to output: OutputFile) throws(OutputError) {
  switch format {
  case .text:
    var table = TextTable("#entry", "when (UTC)", "who", "did", "to", "for")
    for entry in entries {
      table.add(
        String(entry.id), moment(entry.moment), oneLine(entry.name ?? entry.actor), entry.action,
        oneLine(entry.subject),
        oneLine(entry.purpose))
    }
    try output.write(table.text)
    try output.write("  Commands that only read the file are not on this list; nothing can make them be.\n")
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("entries")
      try json.array { (json) throws(OutputError) in
        for entry in entries {
          try json.object { (json) throws(OutputError) in
            try json.member("entry", Int(entry.id))
            try json.member("at", moment(entry.moment))
            try json.member("actor", entry.actor)
            try json.member("name", entry.name)
            try json.member("action", entry.action)
            try json.member("subject", entry.subject)
            try json.member("purpose", entry.purpose)
            try json.member("hash", entry.hash)
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["entry", "at", "actor", "name", "action", "subject", "purpose", "hash"])
    for entry in entries {
      try csv.row([
        String(entry.id), moment(entry.moment), entry.actor, entry.name ?? "", entry.action, entry.subject,
        entry.purpose, entry.hash,
      ])
    }
  }
  try output.finish()
}

/// Writes what came of verifying an audit.
public func writeAuditVerdict(
  _ verdict: AuditVerdict, of store: String, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text:
    if let broken = verdict.firstBroken {
      try output.write(
        "The audit of \(store) was altered: entry \(broken) does not follow from those before it.\n")
    } else {
      try output.write(
        "The audit of \(store) is whole: \(counted(verdict.entries, "entry", "entries")), the last hash is\n"
          + "\(verdict.head)\n")
    }
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("whole", verdict.firstBroken == nil)
      try json.member("entries", verdict.entries)
      try json.member("firstBroken", verdict.firstBroken.map { Int($0) })
      try json.member("head", verdict.head)
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["whole", "entries", "first_broken", "head"])
    try csv.row([
      verdict.firstBroken == nil ? "yes" : "no", String(verdict.entries), verdict.firstBroken.map(String.init) ?? "",
      verdict.head,
    ])
  }
  try output.finish()
}

/// Writes what a backup is.
public func writeBackup(
  _ backup: Backup, _ file: String, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text:
    try output.write(
      "\(file): \(backup.bytes) bytes, up to change set \(backup.change), looked through and sound; its SHA-256 is\n"
        + "\(backup.sha256)\n")
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("file", file)
      try json.member("bytes", backup.bytes)
      try json.member("change", Int(backup.change))
      try json.member("sha256", backup.sha256)
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["file", "bytes", "change", "sha256"])
    try csv.row([file, String(backup.bytes), String(backup.change), backup.sha256])
  }
  try output.finish()
}

/// Writes which tables of a store were copied.
public func writeCopy(
  _ tables: [CopiedTable], of store: String, to place: String, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text:
    try output.write(
      wrapped(
        "\(store) is in \(place) as well now: \(counted(tables.count, "table", "tables")) were read again there and are the "
          + "same. Use that one from now on."))
    var table = TextTable("table", "#rows", "SHA-256")
    for one in tables where one.rows > 0 { table.add(one.name, String(one.rows), one.sha256) }
    try output.write("\n" + table.text)
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("store", store)
      try json.member("place", place)
      try json.name("tables")
      try json.array { (json) throws(OutputError) in
        for one in tables {
          try json.object { (json) throws(OutputError) in
            try json.member("table", one.name)
            try json.member("rows", one.rows)
            try json.member("sha256", one.sha256)
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["table", "rows", "sha256"])
    for one in tables { try csv.row([one.name, String(one.rows), one.sha256]) }
  }
  try output.finish()
}

/// Writes the certificate of an erasure.
public func writeErasure(
  _ certificate: ErasureCertificate, of store: String, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  switch format {
  case .text:
    let kept = certificate.structure == .keep
    try output.write(
      wrapped(
        "A person was erased from \(store) at \(moment(certificate.moment)), as change set \(certificate.change): "
          + "\(counted(certificate.rewritten, "version", "versions")) of records of all times were rewritten without them and "
          + "\(certificate.deleted) deleted; what held them was written anew. "
          + (kept
            ? "Their relations stay under \(certificate.tombstone), which is random."
            : "Their relations are gone as well.")))
    if !certificate.answers.isEmpty {
      var table = TextTable("#entry", "when (UTC)", "what", "of")
      for answer in certificate.answers {
        table.add(String(answer.entry), moment(answer.moment), answer.action, oneLine(answer.subject, limit: 60))
      }
      try output.write(
        "\nThe service gave these while the person was known, and they may hold the person; 'ripple audit' says who has them\n"
          + table.text)
    }
    try output.write(
      "\nFiles that commands wrote, and backups, are not on record here: find those that hold the person.\n")
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("change", Int(certificate.change))
      try json.member("at", moment(certificate.moment))
      try json.member("tombstone", certificate.tombstone)
      try json.member("structure", certificate.structure.rawValue)
      try json.member("rewritten", certificate.rewritten)
      try json.member("deleted", certificate.deleted)
      try json.name("earlierAnswers")
      try json.array { (json) throws(OutputError) in
        for answer in certificate.answers {
          try json.object { (json) throws(OutputError) in
            try json.member("entry", Int(answer.entry))
            try json.member("at", moment(answer.moment))
            try json.member("action", answer.action)
            try json.member("subject", answer.subject)
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["change", "at", "tombstone", "structure", "rewritten", "deleted"])
    try csv.row([
      String(certificate.change), moment(certificate.moment), certificate.tombstone, certificate.structure.rawValue,
      String(certificate.rewritten), String(certificate.deleted),
    ])
  }
  try output.finish()
}
