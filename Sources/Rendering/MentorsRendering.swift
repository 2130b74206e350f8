import Graph
public import Insight
public import Interchange
public import Records

/// Writes who could mentor whom; who they are only for those who may see it.
public func writeMentors(
  _ mentors: Mentors, of network: Network, for audience: Audience, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = MentorsRendering(mentors: mentors, network: network, audience: audience)
  switch format {
  case .text: try output.write(rendering.text)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct MentorsRendering {
  let mentors: Mentors
  let network: Network
  let audience: Audience

  private var leaders: [Mentors.Leader] { mentors.leaders.shown(to: audience) ?? [] }
  private var withoutRoom: [Int] { mentors.withoutRoom.shown(to: audience) ?? [] }
  private var unreachable: [Int] { mentors.unreachable.shown(to: audience) ?? [] }
  private func name(_ person: Int) -> String { oneLine(network.label(.person, person), limit: 32) }
  private func id(_ person: Int) -> String { network.people.rows[person].id }

  var text: String {
    if mentors.count == 0 { return wrapped("Nobody is named by anybody in a tie, so that there is nobody to lead.") }
    var text = wrapped(
      "\(counted(mentors.count, "opinion leader", "opinion leaders")) could look after \(mentors.matched) of \(counted(network.people.count - mentors.count, "other person", "other people"))."
    )
    var table = TextTable("id", "leader", "#named by", "room", "#looks after", "#steps on average")
    for leader in leaders {
      let steps = leader.mentees.reduce(0) { $0 + $1.steps }
      table.add(
        oneLine(id(leader.person), limit: 24), name(leader.person), String(leader.nominations),
        leader.capacity.map { String($0) } ?? "any", String(leader.mentees.count),
        leader.mentees.isEmpty ? "-" : rounded(Double(steps) / Double(leader.mentees.count), 1))
    }
    text += "\n" + table.text
    for leader in leaders where !leader.mentees.isEmpty {
      let shown = leader.mentees.prefix(12).map { "\(name($0.person)) (\($0.steps))" }
      let more = leader.mentees.count - shown.count
      text += "\n\(name(leader.person)) looks after, with steps along ties\n"
      text += wrapped(shown.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : ""), indent: "  ")
    }
    text += list(withoutRoom, "for whom no leader has room")
    text += list(unreachable, "with no way along ties to any leader")
    text +=
      "\n"
      + wrapped(
        "Leaders are those named by most people. Everybody else goes to the nearest who has room by their capacity, nearest pairs first; where no capacity is written, there is room for any number."
      )
    return text
  }

  private func list(_ people: [Int], _ words: String) -> String {
    if people.isEmpty { return "" }
    let shown = people.prefix(12).map(name)
    let more = people.count - shown.count
    return "\n\(counted(people.count, "person", "people")) \(words)\n"
      + wrapped(shown.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : ""), indent: "  ")
  }

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("leaderCount", mentors.count)
      try json.member("matched", mentors.matched)
      try json.name("leaders")
      try json.array { (json) throws(OutputError) in
        for leader in leaders {
          try json.object { (json) throws(OutputError) in
            try json.member("id", id(leader.person))
            try json.member("nominations", leader.nominations)
            try json.member("capacity", leader.capacity)
            try json.name("mentees")
            try json.array { (json) throws(OutputError) in
              for (person, steps) in leader.mentees {
                try json.object { (json) throws(OutputError) in
                  try json.member("id", id(person))
                  try json.member("steps", steps)
                }
              }
            }
          }
        }
      }
      try json.member("withoutRoom", withoutRoom.map(id))
      try json.member("unreachable", unreachable.map(id))
    }
  }

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row(["id", "name", "leader", "leader_name", "steps"])
    for leader in leaders {
      for (person, steps) in leader.mentees {
        try csv.row([
          id(person), network.label(.person, person), id(leader.person), network.label(.person, leader.person),
          String(steps),
        ])
      }
    }
    for person in withoutRoom + unreachable { try csv.row([id(person), network.label(.person, person), "", "", ""]) }
  }
}
