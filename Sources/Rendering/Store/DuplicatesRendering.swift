import Graph
public import Insight
public import Interchange
public import Records

/// Writes pairs of people who may be one.
public func writeDuplicates(
  _ pairs: [LikelyDuplicate], of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  func person(_ row: Int) -> Person { network.people.rows[row] }
  switch format {
  case .text:
    if pairs.isEmpty { try output.write("Nobody seems to be in here twice.\n") }
    for pair in pairs {
      let names = [pair.people.first, pair.people.second].map { row in
        "\(oneLine(person(row).id)) \(oneLine(network.label(.person, row)))"
      }
      try output.write("\(rounded(pair.score, 2))  \(names[0])  =  \(names[1])\n")
      try output.write(wrapped(pair.reasons.joined(separator: "; "), indent: "      "))
    }
    if !pairs.isEmpty {
      try output.write("Merge two of them in a store with 'ripple merge STORE DUPLICATE KEPT'; it can be undone.\n")
    }
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("pairs")
      try json.array { (json) throws(OutputError) in
        for pair in pairs {
          try json.object { (json) throws(OutputError) in
            try json.member("first", person(pair.people.first).id)
            try json.member("second", person(pair.people.second).id)
            try json.member("score", pair.score)
            try json.member("reasons", pair.reasons)
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["first", "first_name", "second", "second_name", "score", "reasons"])
    for pair in pairs {
      try csv.row([
        person(pair.people.first).id, person(pair.people.first).name, person(pair.people.second).id,
        person(pair.people.second).name, rounded(pair.score, 2), pair.reasons.joined(separator: "; "),
      ])
    }
  }
  try output.finish()
}
