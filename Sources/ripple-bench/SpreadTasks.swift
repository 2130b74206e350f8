import Algorithms

/// How a technique spread, against chance, on a network made up here: 1,000 people, 5,000 ties both ways, 11 periods.
let spreadTasks: [String: Task] = [
  "spread_permutations": spreadTask { $0.everything(.shuffledTimes) },
  "spread_rewirings": spreadTask { $0.everything(.rewiredTies) },
]

private func spreadTask(_ body: @escaping @Sendable (MadeUpSpread) -> String) -> Task {
  // The input is not looked at: the network is the same for all.
  Task { (_: Input) throws(BenchError) in
    let spread = MadeUpSpread(people: 1000, ties: 5000, periods: 11)
    return { body(spread) }
  }
}

/// Ties and times of adoption by a fixed hash.
private struct MadeUpSpread: Sendable {
  let rows: InfluenceRows
  let adoption: [Int32]

  init(people: Int, ties: Int, periods: Int) {
    var arcs: [InfluenceRows.Arc] = []
    for tie in 0..<ties {
      let a = Int(scrambled(1, UInt64(tie)) % UInt64(people))
      let b = (a + 1 + Int(scrambled(2, UInt64(tie)) % UInt64(people - 1))) % people
      arcs.append(InfluenceRows.Arc(person: a, source: b, first: 1, last: periods))
      arcs.append(InfluenceRows.Arc(person: b, source: a, first: 1, last: periods))
    }
    rows = InfluenceRows(arcs, count: people, periods: periods, weighted: false)
    // About one in twelve never adopts.
    adoption = (0..<people).map { person in
      let period = Int32(scrambled(3, UInt64(person)) % UInt64(periods + 1)) + 1
      return period > periods ? neverAdopted : period
    }
  }

  func everything(_ null: SpreadNull) -> String {
    let rule = ExposureRule(lag: 1)
    var exposure = 0.0
    var thresholds = 0.0
    for person in adoption.indices {
      exposure += rows.exposure(of: person, adoption: adoption, rule).reduce(0) { $0 + ($1 ?? 0) }
      guard adoption[person] != neverAdopted else { continue }
      thresholds += rows.exposure(of: person, in: Int(adoption[person]), adoption: adoption, rule) ?? 0
    }
    let following = rows.following(adoption: adoption)
    let test = rows.test(null, adoption: adoption, lag: 1, permutations: 1000, seed: 1)
    return
      "exposure=\(digits(exposure, 7)) thresholds=\(digits(thresholds, 7)) infectiousness=\(digits(following.infectiousness.reduce(0, +), 7)) susceptibility=\(digits(following.susceptibility.reduce(0, +), 7)) p=\(fixed(test.exposure?.p ?? 0, 4))"
  }
}
