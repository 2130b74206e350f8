import Graph
public import Insight
public import Interchange
public import Records

/// Writes people with a skill, each with the reasons for naming them.
///
/// - Parameters:
///   - peers: Who was found.
///   - network: What they were found in.
///   - format: How to write it.
///   - output: Where to.
public func writePeers(
  _ peers: Peers, of network: Network, as format: OutputFormat, to output: OutputFile
) throws(OutputError) {
  let rendering = PeersRendering(peers: peers, network: network)
  switch format {
  case .text: try output.write(rendering.text)
  case .json: try rendering.writeJSON(to: output)
  case .csv: try rendering.writeCSV(to: output)
  }
  try output.finish()
}

private struct PeersRendering {
  let peers: Peers
  let network: Network

  private var question: PeerQuestion { peers.question }
  private func id(_ person: RowIndex<Person>) -> String { network.people[person].id }
  private func name(_ person: RowIndex<Person>) -> String { oneLine(network.label(.person, person.int), limit: 40) }
  private func technique(_ peer: Peer) -> String {
    oneLine(network.label(.technique, peer.technique.int), limit: 40)
  }

  // MARK: Reasons

  private func reasons(_ peer: Peer) -> [String] {
    [used(peer), distance(peer), load(peer), availability(peer)].compactMap { $0 }
  }

  private func used(_ peer: Peer) -> String {
    let evidence =
      switch peer.evidence {
      case .observed: "as was observed"
      case .confirmed: "confirmed by the other side"
      case .reported: "as one side reports"
      case .inferred: "inferred from other records"
      }
    let technique = technique(peer)
    guard let last = peer.lastUsed else { return "Has used \(technique), \(evidence)" }
    if peer.isInUse { return "Uses \(technique) now, \(evidence)" }
    return "Used \(technique) until \(peers.unit.text(last)), \(evidence)"
  }

  private func distance(_ peer: Peer) -> String? {
    if question.near == nil { return nil }
    let between = peer.introduction.dropFirst().dropLast().map(name)
    guard let distance = peer.distance else {
      let how = peers.farthest.map { " of at most \(counted($0, "step", "steps"))" } ?? ""
      return "No way\(how) leads there through people who are listed or introduce others"
    }
    let steps = "\(counted(distance, "step", "steps")) away"
    if distance == 1 { return "\(steps), in direct contact" }
    if between.isEmpty { return "\(steps), with no introduction to be had within 3 steps" }
    if between.count + 1 == distance { return "\(steps), through \(listed(between))" }
    return
      "\(steps), and \(between.count + 1) through \(listed(between)), who \(between.count == 1 ? "introduces" : "introduce") others"
  }

  private func load(_ peer: Peer) -> String? {
    let capacity = peer.capacity.map { "a capacity of \($0)" }
    if peer.engagements == 0 {
      return capacity.map { "Supports no team now, with \($0)" }
    }
    return "\(counted(peer.engagements, "engagement", "engagements")) with teams now"
      + (capacity.map { ", of \($0)" } ?? "")
  }

  private func availability(_ peer: Peer) -> String? {
    network.people[peer.person].available.end.map { "Available until \($0.text(network.scale))" }
  }

  // MARK: Text

  var text: String {
    let skill = question.skill
    let what =
      skill.techniques.count == 1
      ? network.label(.technique, skill.techniques.first?.int ?? 0)
      : "\(skill.name) (\(counted(skill.techniques.count, "technique", "techniques")))"
    let when = peers.moment.map { " at \(peers.unit.text($0))" } ?? ""
    let whom = question.near.map { ", asked by \(name($0))" } ?? ""
    let title = "Who can help with \(oneLine(what, limit: 60))\(when)\(whom)"
    if peers.peers.isEmpty {
      return wrapped("\(title): nobody who is listed, available and of what was asked for.")
    }
    var text = wrapped("\(title): \(counted(peers.peers.count, "person", "people")), best first.")
    for (place, peer) in peers.peers.enumerated() {
      let person = network.people[peer.person]
      let place = String(place + 1)
      var facts = [name(peer.person) + " (\(oneLine(person.id, limit: 24)))"]
      if !person.role.isEmpty { facts.append(oneLine(person.role, limit: 40)) }
      if let organisation = person.organisation {
        facts.append(oneLine(network.label(.organisation, organisation.int), limit: 50))
      }
      text += "\n" + wrapped("\(place). \(facts.joined(separator: ", ")); score \(rounded(peer.score, 3))")
      for reason in reasons(peer) { text += wrapped("- \(reason).", indent: "   ") }
    }
    text += "\n" + wrapped(note)
    return text
  }

  private var note: String {
    "Score: evidence (observed 1, confirmed 0.8, reported 0.6, inferred 0.3) x recency (half after \(peers.unit.duration(peers.halfLife))) / (1 + load: engagements going on, over capacity where known). Only people who are listed and available are named."
  }

  // MARK: JSON and CSV

  func writeJSON(to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      try json.member("skill", question.skill.name)
      try json.member("techniques", question.skill.techniques.map { network.techniques[$0].id })
      try json.member("near", question.near.map(id))
      try json.member("asOf", time: peers.moment, peers.unit)
      try json.name("peers")
      try json.array { (json) throws(OutputError) in
        for peer in peers.peers { try write(peer, &json) }
      }
    }
  }

  private func write(_ peer: Peer, _ json: inout JSONWriter) throws(OutputError) {
    try json.object { (json) throws(OutputError) in
      try json.member("id", id(peer.person))
      try json.member("name", network.label(.person, peer.person.int))
      try json.member("score", peer.score)
      try json.member("reasons", reasons(peer))
      try json.member("lastUsed", time: peer.lastUsed, peers.unit)
      try json.member("distance", peer.distance)
      try json.member("introduction", peer.introduction.map(id))
      try json.member("technique", network.techniques[peer.technique].id)
      try json.member("evidence", peer.evidence.rawValue)
      try json.member("inUse", peer.isInUse)
      try json.member("engagements", peer.engagements)
      try json.member("capacity", peer.capacity)
    }
  }

  func writeCSV(to output: OutputFile) throws(OutputError) {
    var csv = CSVWriter(output, guardingFormulas: true)
    try csv.row([
      "id", "name", "score", "technique", "evidence", "last_used", "distance", "introduction", "reasons",
    ])
    for peer in peers.peers {
      try csv.row([
        id(peer.person), network.label(.person, peer.person.int), Decimal.text(peer.score),
        network.techniques[peer.technique].id, peer.evidence.rawValue, peer.lastUsed.map(peers.unit.text) ?? "",
        peer.distance.map { String($0) } ?? "", peer.introduction.map(id).joined(separator: ";"),
        reasons(peer).joined(separator: "; "),
      ])
    }
  }
}
