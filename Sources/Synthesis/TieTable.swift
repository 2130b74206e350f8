import Records

/// People in an order in which those of one group lie side by side, to draw from a group in proportion to popularity.
private struct Pool {
  let order: [Int32]
  let starts: [Int32]
  private var sums: [UInt64] = [0]

  init(keys: [Int32], below bound: Int, popularity: [UInt32]) {
    (order, starts) = stableOrder(of: keys, below: bound)
    sums.reserveCapacity(order.count + 1)
    var sum: UInt64 = 0
    for person in order {
      sum += UInt64(popularity[Int(person)])
      sums.append(sum)
    }
  }

  /// Someone whose key lies in `keys`; `nil` when nobody's does.
  func draw(_ keys: Range<Int>, _ random: inout SeededRandom) -> Int32? {
    var low = Int(starts[keys.lowerBound])
    var high = Int(starts[keys.upperBound]) - 1
    guard low <= high else { return nil }
    let wanted = sums[low] + random.below(sums[high + 1] - sums[low])
    while low < high {
      let middle = (low + high) / 2
      if sums[middle + 1] > wanted { high = middle } else { low = middle + 1 }
    }
    return order[low]
  }
}

/// Who knows whom: each person names one to four others, mostly nearby, popular ones more often.
struct TieTable {
  /// The table of ties.
  private(set) var rows: [Tie] = []

  /// Draws the ties, and those that the plot needs.
  ///
  /// - Complexity: O(people log people).
  init(population: Population, places: Places, plot: SurgeonPlot, seed: UInt64) {
    var random = SeededRandom(seed: seed, .ties)
    let people = population.rows.count
    let areas = Places.areas.count
    let near = Pool(keys: population.teams, below: places.teams.count, popularity: population.popularity)
    let professionKeys = (0..<people).map { person in
      let area = places.employerArea[places.employer(ofTeam: Int(population.teams[person]))]
      return Int32(Int(population.groups[person]) * areas + area)
    }
    let profession = Pool(
      keys: professionKeys, below: areas * StaffGroups.entries.count, popularity: population.popularity)

    rows.reserveCapacity(people * 5 / 2 + plot.circle.count)
    for (position, peer) in plot.circle.enumerated() {
      let parent = SurgeonPlot.parents[position]
      let giver = parent == 0 ? Int32(PersonIDs.surgeon) : plot.circle[parent - 1]
      var tie = Tie()
      tie.kind = position % 2 == 0 ? "advice" : "discussion"
      tie.from = RowIndex(Int(peer))
      tie.to = RowIndex(Int(giver))
      tie.influence = position % 2 == 0 ? .backward : .both
      if position % 3 != 0 { tie.spell = Spell(from: Timeline.day(2019 + position % 3, 1 + position % 12, 1)) }
      tie.weight = Double(2 + position % 3)
      rows.append(tie)
    }
    var named: [Int32] = []
    for person in 0..<people {
      named.removeAll(keepingCapacity: true)
      let team = Int(population.teams[person])
      let employer = places.employer(ofTeam: team)
      for _ in 0..<1 + random.weighted([20, 30, 30, 20]) {
        let kind = random.weighted([45, 30, 15, 10])
        // The sixth try is in the whole region, so that those with few colleagues know somebody too.
        for attempt in 0..<6 {
          let other: Int32? =
            switch attempt < 5 ? random.weighted([40, 26, 16, 10, 8]) : 4 {
            case 0: near.draw(team..<team + 1, &random)
            case 1: near.draw(places.teams(ofEmployer: employer), &random)
            case 2: profession.draw(Int(professionKeys[person])..<Int(professionKeys[person]) + 1, &random)
            case 3: near.draw(places.teams(ofArea: places.employerArea[employer]), &random)
            default: near.draw(0..<places.teams.count, &random)
            }
          guard let other, Int(other) != person, !named.contains(other) else { continue }
          named.append(other)
          rows.append(Self.tie(from: person, to: Int(other), kind: kind, &random))
          break
        }
      }
    }
    let width = idWidth(rows.count, least: 5)
    for row in rows.indices { rows[row].id = numbered("k", row + 1, width: width) }
  }

  private static func tie(from: Int, to: Int, kind: Int, _ random: inout SeededRandom) -> Tie {
    var tie = Tie()
    tie.from = RowIndex(from)
    tie.to = RowIndex(to)
    switch kind {
    case 0:
      tie.kind = "advice"
      tie.influence = .backward
    case 1:
      tie.kind = "discussion"
      tie.influence = random.chance(0.5) ? .both : nil
    case 2: tie.kind = "friendship"
    default:
      tie.kind = "supervision"
      tie.influence = .forward
    }
    if random.chance(0.55) {
      let start = Timeline.day(2018, 1, 1) + Day(random.below(2400))
      let end = random.chance(0.25) ? start + Day(random.within(200...1500)) : nil
      tie.spell = Spell(from: start, through: end.flatMap { $0 <= Timeline.last ? $0 : nil })
    }
    if random.chance(0.2) { tie.weight = Double(random.within(1...10)) / 2 }
    return tie
  }
}
