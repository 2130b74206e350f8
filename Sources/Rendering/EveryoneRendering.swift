public import Algorithms
import Graph
import Insight
public import Interchange
public import Records

/// Writes how many others each person reaches and is reached by.
public func writeReachOfEveryone(
  _ reach: EveryonesReach, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let people = network.people.rows
  switch format {
  case .text:
    let ranked = people.indices.sorted { (-reach.reached[$0], $0) < (-reach.reached[$1], $1) }
    var table = TextTable("id", "name", "#reached", "#reached by")
    for person in ranked.prefix(20) {
      table.add(
        oneLine(people[person].id, limit: 24), oneLine(network.label(.person, person), limit: 40),
        String(reach.reached[person]), String(reach.reachedBy[person]))
    }
    try output.write("Whom could each person reach, in the order of time, and by how many be reached?\n\n\(table.text)")
    if people.count > 20 { try output.write("  --format csv or json lists all \(people.count).\n") }
  case .json:
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.name("nodes")
      try json.array { (json) throws(OutputError) in
        for (row, person) in people.enumerated() {
          try json.object { (json) throws(OutputError) in
            try json.member("id", person.id)
            try json.member("reached", reach.reached[row])
            try json.member("reachedBy", reach.reachedBy[row])
          }
        }
      }
    }
  case .csv:
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["id", "name", "reached", "reachedBy"])
    for (row, person) in people.enumerated() {
      try csv.row([
        person.id, network.label(.person, row), String(reach.reached[row]), String(reach.reachedBy[row]),
      ])
    }
  }
  try output.finish()
}
