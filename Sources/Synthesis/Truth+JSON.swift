import Records

extension Truth {
  /// The truth as one JSON document; the same truth gives the same bytes.
  ///
  /// Members: `seed`, `people`, `alumni`, `from` and `to`; `techniques` (`id`, `uptake`, `ratePerTieMonth`);
  /// `effects` (`measure`, `unit`, `effect`, `trendPerMonth`, `noise`); `shares` (`sourcesLeftOut`,
  /// `sourcesInTransferAlone`, `sourcesInUseAlone`, `outcomesMissing`); `supportedTeams` and `comparisonTeams`;
  /// `surgeon` (`person`, `techniques`, `team`, `circle`, `longestChain`); and `adoptions` in order of time (`person`,
  /// `technique`, `date`, `source`, which is null where the course taught it, and `generation`), one a line.
  ///
  /// - Complexity: O(adoptions).
  public var json: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// Writes ``json`` piece by piece, for programmes whose truth is large.
  public func write(to output: inout some TextOutputStream) {
    output.write("{\n  \"seed\": \(seed),\n  \"people\": \(people),\n  \"alumni\": \(alumni),\n")
    output.write("  \"from\": \(quoted(period.from.text(.calendar))),\n")
    output.write("  \"to\": \(quoted(period.to.text(.calendar))),\n")
    lines("techniques", techniques, &output) {
      "{\"id\": \(quoted($0.id)), \"uptake\": \(Decimal.text($0.uptake)), "
        + "\"ratePerTieMonth\": \(Decimal.text($0.ratePerTieMonth))}"
    }
    lines("effects", effects, &output) {
      "{\"measure\": \(quoted($0.measure)), \"unit\": \(quoted($0.unit)), \"effect\": \(Decimal.text($0.effect)), "
        + "\"trendPerMonth\": \(Decimal.text($0.trendPerMonth)), \"noise\": \(Decimal.text($0.noise))}"
    }
    output.write("  \"shares\": {\n    \"sourcesLeftOut\": \(Decimal.text(shareOfSourcesLeftOut)),\n")
    output.write("    \"sourcesInTransferAlone\": \(Decimal.text(shareOfSourcesInTransferAlone)),\n")
    output.write("    \"sourcesInUseAlone\": \(Decimal.text(shareOfSourcesInUseAlone)),\n")
    output.write("    \"outcomesMissing\": \(Decimal.text(shareOfOutcomesMissing))\n  },\n")
    output.write("  \"supportedTeams\": \(list(supportedTeams)),\n")
    output.write("  \"comparisonTeams\": \(list(comparisonTeams)),\n")
    output.write("  \"surgeon\": {\n    \"person\": \(quoted(surgeon.person)),\n")
    output.write("    \"techniques\": \(list(surgeon.techniques)),\n    \"team\": \(quoted(surgeon.team)),\n")
    output.write("    \"circle\": \(list(surgeon.circle)),\n")
    output.write("    \"longestChain\": \(list(surgeon.longestChain))\n  },\n")
    writeAdoptions(to: &output)
    output.write("}\n")
  }

  private func writeAdoptions(to output: inout some TextOutputStream) {
    output.write("  \"adoptions\": [")
    let names = techniques.map { quoted($0.id) }
    // Adoptions come by day, so that each date is put into words once.
    var day: Stamp?
    var date = ""
    for index in 0..<adoptionCount {
      let row = adoption(index)
      if row.date != day {
        day = row.date
        date = quoted(row.date.text(.calendar))
      }
      output.write(index == 0 ? "\n    {\"person\": \"" : ",\n    {\"person\": \"")
      output.write(id(ofPerson: row.person))
      output.write("\", \"technique\": ")
      output.write(names[row.technique.int])
      output.write(", \"date\": ")
      output.write(date)
      output.write(", \"source\": ")
      output.write(row.source.map { quoted(id(ofPerson: $0)) } ?? "null")
      output.write(", \"generation\": \(row.generation)}")
    }
    output.write("\n  ]\n")
  }
}

/// Writes a member that is a list, one entry a line.
private func lines<Entry>(
  _ name: String, _ entries: [Entry], _ output: inout some TextOutputStream, _ text: (Entry) -> String
) {
  output.write("  \"\(name)\": [\n    \(entries.map(text).joined(separator: ",\n    "))\n  ],\n")
}

/// A list of texts on one line.
private func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }

/// A JSON string. Everything written here is an id or a name of ours, without control characters.
private func quoted(_ text: String) -> String {
  var result = "\""
  for character in text.unicodeScalars {
    if character == "\"" || character == "\\" { result += "\\" }
    result.unicodeScalars.append(character)
  }
  return result + "\""
}
