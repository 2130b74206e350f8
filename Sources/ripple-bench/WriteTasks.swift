import Graph
import Interchange
import Records

/// People and ties with five attributes into FOLDER/ripple.graphml and FOLDER/ripple.dot.
let writeTasks: [String: Task] = [
  "graphml_write": writeTask { network, path in
    let file = try OutputFile(path: path + ".graphml")
    let report = try writeGraphML(network, view: .people, window: .always, withContact: false, to: file)
    try file.finish()
    return report
  },
  "dot_write": writeTask { network, path in
    let file = try OutputFile(path: path + ".dot")
    let report = try writeNetworkDOT(network, view: .people, window: .always, to: file)
    try file.finish()
    return report
  },
]

private func writeTask(_ write: @escaping @Sendable (Network, String) throws -> ExportReport) -> Task {
  Task { (input: Input) throws(BenchError) in
    let network = people(of: input)
    let path = "\(input.path).written"
    return {
      guard let report = try? write(network, path) else { return "unwritten" }
      return "n=\(report.nodes) m=\(report.edges)"
    }
  }
}

/// What people and ties are called follows from their numbers, here as in scripts/peers/writing.py.
private func people(of input: Input) -> Network {
  let first = ["Ann", "Bob", "Ciarán", "Dilys", "Eve", "Farah", "George", "Hana"]
  let last = ["Smith", "O'Neill", "Fish & Co", "Okafor", "Łuczak", "Jones", "<Brown>", "Tresilver"]
  let role = ["consultant", "nurse", "operational manager", "GP", "physio & OT", "midwife"]
  let kind = ["coaching", "appreciative inquiry", "team diagnostic", "well-being plan", "large \"workshop\""]
  var network = Network()
  network.people = Table(
    (0..<input.nodes).map { number in
      var person = Person()
      person.id = "p\(number)"
      person.name = "\(first[number % 8]) \(last[number / 8 % 8]) \(number)"
      person.role = role[number % 6]
      return person
    })
  network.people.extraColumns = [
    ExtraColumn(name: "cohort", values: (0..<input.nodes).map { String($0 % 12 + 1) })
  ]
  network.ties = Table(
    (0..<input.rows).map { row in
      var tie = Tie()
      tie.from = RowIndex(Int(input.values[input.columns * row]))
      tie.to = RowIndex(Int(input.values[input.columns * row + 1]))
      tie.kind = kind[row % 5]
      tie.weight = Double(row % 1000 + 1) / 100
      return tie
    })
  return network
}
