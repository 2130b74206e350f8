import Records

/// Someone starts to use a technique.
struct Adoption: Sendable {
  let person: Int32
  let technique: Int32
  let day: Day
  /// Whom they learned it from; -1 when the course taught them.
  let source: Int32
  let generation: Int32
  /// Last day of the first spell of use; `Day.max` while it goes on.
  var until = Day.max
  /// First day of a second spell; `Day.max` when there is none.
  var resumes = Day.max
}

/// Who can pass anything on to whom, and when.
private struct Arcs {
  let starts: [Int32]
  let targets: [Int32]
  let spells: [(first: Day, last: Day)]

  init(ties: [Tie], people: Int) {
    var starts = [Int32](repeating: 0, count: people + 1)
    Self.each(ties) { giver, _, _ in starts[giver + 1] += 1 }
    for person in 0..<people { starts[person + 1] += starts[person] }
    var next = starts
    var targets = [Int32](repeating: 0, count: Int(starts[people]))
    var spells = [(first: Day, last: Day)](repeating: (Day.min, Day.max), count: targets.count)
    Self.each(ties) { giver, receiver, tie in
      let place = Int(next[giver])
      next[giver] += 1
      targets[place] = Int32(receiver)
      let first = tie.spell.start.map { Day(Calendar.days(of: $0.moment)) } ?? Day.min
      let last = tie.spell.end.map { Day(Calendar.days(of: $0.moment)) } ?? Day.max
      spells[place] = (first, last)
    }
    self.starts = starts
    self.targets = targets
    self.spells = spells
  }

  private static func each(_ ties: [Tie], _ body: (Int, Int, Tie) -> Void) {
    for tie in ties {
      if tie.influence != .backward { body(tie.from.int, tie.to.int, tie) }
      if tie.influence != .forward { body(tie.to.int, tie.from.int, tie) }
    }
  }
}

/// What really happened: who took up which technique when, and from whom, in order of time.
struct TrueSpread {
  /// Every adoption, by day.
  private(set) var adoptions: [Adoption] = []

  /// A passing on that is due on a day, unless the receiver is first reached otherwise.
  private struct Due {
    let person: Int32
    let source: Int32
    /// The next due on the same day; -1 for the last.
    let next: Int32
  }

  /// Lets every technique spread from the courses and along the ties, each on its own.
  ///
  /// A user passes a technique on along each tie that can carry it with the technique's constant hazard, on every day
  /// on which both the use and the tie last. Days are a queue of buckets, so nothing is ever sorted.
  ///
  /// - Complexity: O(techniques x people + adoptions x ties of each).
  init(course: Course, plot: SurgeonPlot, ties: [Tie], people: Int, seed: UInt64) {
    let arcs = Arcs(ties: ties, people: people)
    var inPlot = [Bool](repeating: false, count: people)
    var lasting = inPlot
    inPlot[PersonIDs.surgeon] = true
    lasting[PersonIDs.surgeon] = true
    for (position, peer) in plot.circle.enumerated() {
      inPlot[Int(peer)] = true
      lasting[Int(peer)] = plot.passesOn[position]
    }
    var unsorted: [Adoption] = []
    for technique in Catalogue.entries.indices {
      var random = SeededRandom(seed: seed, .spread, part: technique)
      Self.spread(
        technique, course.uptakes[technique], plot.links.filter { $0.technique == technique }, arcs,
        inPlot: inPlot, lasting: lasting, into: &unsorted, &random)
    }
    let order = stableOrder(
      of: unsorted.map { $0.day - Timeline.first }, below: Int(Timeline.last - Timeline.first) + 1
    ).order
    adoptions = order.map { unsorted[Int($0)] }
  }

  private static func spread(
    _ technique: Int, _ uptakes: [Course.Uptake], _ links: [SurgeonPlot.Link], _ arcs: Arcs,
    inPlot: [Bool], lasting: [Bool], into adoptions: inout [Adoption], _ random: inout SeededRandom
  ) {
    let isPlotted = SurgeonPlot.covers(technique)
    var heads = [Int32](repeating: -1, count: Int(Timeline.last - Timeline.first) + 1)
    var dues: [Due] = []
    func put(_ person: Int32, from source: Int32, on day: Day) {
      let bucket = Int(day - Timeline.first)
      dues.append(Due(person: person, source: source, next: heads[bucket]))
      heads[bucket] = Int32(dues.count - 1)
    }
    for uptake in uptakes { put(uptake.person, from: -1, on: uptake.day) }
    for link in links { put(link.to, from: link.from, on: link.day) }

    // Generation of everyone who has adopted; -1 for the rest.
    var generations = [Int32](repeating: -1, count: inPlot.count)
    let meanWait = Timeline.daysPerMonth / Catalogue.entries[technique].rate
    for bucket in heads.indices {
      let day = Timeline.first + Day(bucket)
      while heads[bucket] >= 0 {
        let due = dues[Int(heads[bucket])]
        heads[bucket] = due.next
        let person = Int(due.person)
        guard generations[person] < 0 else { continue }
        generations[person] = due.source < 0 ? 0 : generations[Int(due.source)] + 1
        var adoption = Adoption(
          person: due.person, technique: Int32(technique), day: day, source: due.source,
          generation: generations[person])
        if !(isPlotted && lasting[person]) { Self.drawStop(&adoption, &random) }
        adoptions.append(adoption)
        for arc in Int(arcs.starts[person])..<Int(arcs.starts[person + 1]) {
          let wait = Day(min(1e6, random.exponential(mean: meanWait))) + 1
          let target = arcs.targets[arc]
          guard generations[Int(target)] < 0, !(isPlotted && inPlot[Int(target)]),
            let passed = Self.day(after: wait, adoption, arcs.spells[arc]), passed <= Timeline.last
          else { continue }
          put(target, from: due.person, on: passed)
        }
      }
    }
  }

  private static func drawStop(_ adoption: inout Adoption, _ random: inout SeededRandom) {
    guard random.chance(0.4) else { return }
    let end = adoption.day + Day(random.within(20...40)) + Day(random.exponential(mean: 330))
    let resumes = random.chance(0.14) ? end + Day(random.within(60...240)) : Day.max
    guard end < Timeline.last else { return }
    adoption.until = end
    if resumes < Timeline.last { adoption.resumes = resumes }
  }

  /// The day on which `wait` days of both use and tie have gone by since the adoption; `nil` when there are fewer.
  private static func day(after wait: Day, _ adoption: Adoption, _ tie: (first: Day, last: Day)) -> Day? {
    var rest = wait
    // The day of adoption itself does not count: whoever is passed it on to adopts later than the giver.
    let first = max(adoption.day, tie.first - (tie.first > adoption.day ? 1 : 0))
    let last = min(adoption.until, tie.last, Timeline.last)
    if first < last {
      if rest <= last - first { return first + rest }
      rest -= last - first
    }
    guard adoption.resumes < Day.max else { return nil }
    let again = max(adoption.resumes, tie.first) - 1
    let end = min(tie.last, Timeline.last)
    return again < end && rest <= end - again ? again + rest : nil
  }
}
