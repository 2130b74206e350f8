import Records

/// Who works in which team when: everyone in one, a tenth moving to another, the surgeon's peers in theirs too.
func drawMemberships(population: Population, places: Places, plot: SurgeonPlot, seed: UInt64) -> [Membership] {
  var random = SeededRandom(seed: seed, .places, part: 1)
  var rows: [Membership] = []
  rows.reserveCapacity(population.rows.count * 9 / 8)
  func add(_ person: Int, _ team: Int, _ start: Day, _ end: Day? = nil) {
    var row = Membership()
    row.person = RowIndex(person)
    row.team = RowIndex(team)
    row.spell = Spell(from: start, through: end)
    rows.append(row)
  }
  for person in population.rows.indices {
    let team = Int(population.teams[person])
    let start = Timeline.day(2015, 1, 1) + Day(random.below(2500))
    let others = places.teams(ofEmployer: places.employer(ofTeam: team))
    guard random.chance(0.1) else {
      add(person, team, start, random.chance(0.02) ? Timeline.first + Day(random.below(1200)) : nil)
      continue
    }
    let moves = Timeline.first + Day(random.below(1200))
    // Every employer has at least two teams: one step or more from one's own, around the end, is another.
    let step = 1 + random.below(others.count - 1)
    let next = others.lowerBound + (team - others.lowerBound + step) % others.count
    add(person, team, start, moves - 1)
    add(person, next, moves)
  }
  add(PersonIDs.surgeon, places.peerTeam, SupportRecords.surgeonSpell.start)
  for (position, peer) in plot.circle.enumerated() {
    add(Int(peer), places.peerTeam, max(SupportRecords.surgeonSpell.start, plot.firstDay(ofPeer: position) - 30))
  }
  return rows
}
