import Algorithms
import Graph
import Insight
import Records
import Testing

@Suite struct ForecastTests {
  /// Rings of people who take something up from one neighbour with a known chance a period.
  private func ring(_ people: Int, chance: Double, periods: Int, seed: UInt64) throws -> Network {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    func random() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state >> 11) / Double(1 << 53)
    }
    var adopted = [Int?](repeating: nil, count: people)
    for person in stride(from: 0, to: people, by: 10) { adopted[person] = 1 }
    for period in 2...periods {
      let before = adopted
      for person in 0..<people where adopted[person] == nil {
        if before[(person + people - 1) % people] != nil, random() < chance { adopted[person] = period }
      }
    }
    let ids = (0..<people).map { "p\($0)" }
    let ties = (0..<people).map { "p\($0),p\(($0 + 1) % people),advice,forward" }
    let uses = (0..<people).compactMap { person in adopted[person].map { "p\(person),t,\($0)" } }
    return try Samples.read(
      [
        .people: "id\n" + ids.joined(separator: "\n") + "\n", .techniques: "id\nt\n",
        .ties: "from_id,to_id,kind,influence\n" + ties.joined(separator: "\n") + "\n",
        .uses: "person_id,technique_id,start\n" + uses.joined(separator: "\n") + "\n",
      ], time: .integer)
  }

  @Test func findsTheChanceThatMadeTheRecordAndForecastsWithIt() throws {
    let network = try ring(600, chance: 0.3, periods: 8, seed: 5)
    var options = ForecastOptions()
    options.ahead = 2
    options.runs = 400
    let forecast = try network.forecast(of: network.technique("t"), options)
    let tie = try #require(forecast.factors.first { $0.name == "tieToNewUser" })
    let interval = try #require(tie.interval)
    #expect(interval.low < 0.3 && 0.3 < interval.high && interval.high - interval.low < 0.2)
    // One neighbour in ten, and everybody after them in turn: about 60 fronts with a chance of 0.3 each.
    let fronts = (0..<600).count { person in
      let used = Set(network.uses.rows.map(\.person.int))
      return !used.contains(person) && used.contains((person + 599) % 600)
    }
    let first = try #require(forecast.periods.first)
    #expect(abs(first.adopters.mean - 0.3 * Double(fronts)) < 4)
    #expect(first.adopters.likely.contains(Int((0.3 * Double(fronts)).rounded())))
    #expect(forecast.periods[1].cumulative.mean > first.cumulative.mean)
    #expect(forecast.periods.map(\.start) == [9, 10])
  }

  /// What came lies in bands of 80% and 95% about as often.
  @Test func bandsHoldWhatCameAsOftenAsTheySay() throws {
    var (likely, wide, origins) = (0, 0, 0)
    for seed in 1...8 {
      let network = try ring(200, chance: 0.25, periods: 14, seed: UInt64(seed))
      var options = ForecastOptions()
      options.ahead = 1
      options.runs = 800
      let test = try #require(try network.forecast(of: network.technique("t"), options).backTest)
      (likely, wide, origins) = (likely + test.withinLikely, wide + test.withinWide, origins + test.origins)
    }
    #expect(origins >= 50)
    #expect(Double(likely) >= 0.68 * Double(origins) && Double(wide) >= 0.86 * Double(origins))
  }

  @Test func isTheSameOnAnyNumberOfThreads() throws {
    let network = try ring(100, chance: 0.2, periods: 8, seed: 2)
    let technique = try network.technique("t")
    func people(_ workers: Int) throws -> [Double?]? {
      try limitingWorkers(to: workers) { try network.forecast(of: technique).people.shown(to: .recordHolder) }
    }
    #expect(try people(1) == people(2))
  }

  @Test func calibrationTellsKindsApart() throws {
    // Everybody tied by advice to a user followed; nobody tied by friendship did.
    var people = "id\ns\n"
    var ties = "from_id,to_id,kind,influence\n"
    var uses = "person_id,technique_id,start,learned_from\ns,t,1,\n"
    for index in 0..<10 {
      people += "a\(index)\nf\(index)\n"
      ties += "s,a\(index),advice,forward\ns,f\(index),friendship,forward\n"
      uses += "a\(index),t,2,\n"
    }
    let network = try Samples.read(
      [.people: people, .techniques: "id\nt\n", .ties: ties, .uses: uses], time: .integer)
    let calibration = network.calibration(CascadeOptions(), technique: try network.technique("t"))
    #expect(calibration.kinds == ["advice", "friendship"] && calibration.estimate.tries == [10, 10])
    #expect((calibration.estimate.probabilities[0] ?? 0) > 0.999 && calibration.estimate.probabilities[1] == 0)
    #expect(calibration.followers == 10 && calibration.others == 10)
  }

  @Test func questionsThatCannotBeAskedAreSaidSo() throws {
    let nobody = try Samples.read(
      [.people: "id\na\n", .techniques: "id\nt\n", .ties: "from_id,to_id,start\n"], time: .integer)
    #expect(throws: QuestionError.self) { try nobody.forecast(of: nobody.technique("t")) }
    let ring = try ring(20, chance: 0.5, periods: 4, seed: 1)
    var options = ForecastOptions()
    options.by = .month
    #expect(throws: QuestionError.self) { try ring.forecast(of: ring.technique("t"), options) }
  }

  @Test func whatIfSomebodyLeavesOrIsTrained() throws {
    let network = try ring(60, chance: 0.3, periods: 6, seed: 3)
    let technique = try network.technique("t")
    let source = ReachSource.people([RowIndex(0)])
    var leaving = FutureChanges()
    leaving.leaving = [5]
    let without = try network.whatIf(leaving, reachOf: source, forecasting: technique)
    // Behind the fifth of the ring nobody is reached any more.
    #expect(without.reach.now[2].people == 59 && without.reach.then[2].people == 4)
    #expect((without.forecast?.mean ?? 1) <= 0)
    let untouched = (0..<60).filter { person in !network.uses.rows.contains { $0.person.int == person } }
    var training = FutureChanges()
    training.trained = Set(untouched.suffix(3))
    let trained = try network.whatIf(training, reachOf: source, forecasting: technique)
    #expect(trained.reach.then[2].people <= trained.reach.now[2].people)
    #expect((trained.forecast?.then.people.shown(to: .recordHolder)?[untouched[untouched.count - 1]] ?? nil) == nil)
    var meeting = FutureChanges()
    let newest = try #require(network.uses.rows.max { ($0.spell.start?.moment ?? 0) < ($1.spell.start?.moment ?? 0) })
    let far = try #require(untouched.first { person in untouched.contains((person + 59) % 60) })
    meeting.meeting = [(newest.person.int, far)]
    let met = try network.whatIf(meeting, reachOf: source, forecasting: technique)
    #expect((met.forecast?.mean ?? -1) > 0)
    // Common futures: without a change there is no difference at all.
    let same = try network.whatIf(FutureChanges(), reachOf: source, forecasting: technique)
    #expect(same.forecast?.mean == 0 && same.forecast?.wide == 0...0)
  }
}
