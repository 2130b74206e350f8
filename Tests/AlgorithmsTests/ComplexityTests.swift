import Graph
import Testing

@testable import Algorithms

/// The stated complexities, held by counting operations.
@Suite struct ComplexityTests {
  /// Rows that count what is done to them.
  private struct CountedRows: SweepRows {
    static let listens = true
    var rows: [UInt64]
    var merges = 0
    var growths = 0
    var copies = 0

    init(_ count: Int) { rows = (0..<count).map { 1 << UInt64($0 % 64) } }

    mutating func merge(_ from: Int, into: Int, at time: Moment) -> Bool {
      merges += 1
      let old = rows[into]
      rows[into] |= rows[from]
      if rows[into] != old { growths += 1 }
      return rows[into] != old
    }

    mutating func copy(_ from: Int, to: Int) {
      copies += 1
      rows[to] = rows[from]
    }

    mutating func stop(_ stop: Int) -> Int? { nil }
  }

  private func stream(_ contacts: [PlainContact], nodes: Int) -> ContactStream {
    ContactStream(frozen(contacts, nodes: nodes))
  }

  private func contacts(
    _ seed: UInt64, nodes: Int, count: Int, horizon: Int64, lasting lengths: ClosedRange<Int64> = 1...1
  ) -> [PlainContact] {
    var random = TestRandom(seed)
    return (0..<count).map { _ in
      let at = Int64.random(in: 0..<horizon, using: &random)
      let from = Int.random(in: 0..<nodes, using: &random)
      let to = (from + Int.random(in: 1..<nodes, using: &random)) % nodes
      return PlainContact(
        from: from, to: to, span: Interval(at, at + Int64.random(in: lengths, using: &random)))
    }
  }

  /// Most contacts of one tail that are live at a time.
  private func mostLive(_ stream: ContactStream) -> Int {
    var most = 0
    for contact in 0..<stream.count {
      let live = (0...contact).count {
        stream.tails[$0] == stream.tails[contact] && stream.ends[$0] > stream.starts[contact]
      }
      most = max(most, live)
    }
    return most
  }

  @Test(arguments: [1_000, 2_000, 4_000]) func instantsTakeOneMergeEach(count: Int) {
    // Far more moments than contacts, so that few fall together.
    let stream = stream(contacts(3, nodes: 50, count: count, horizon: 1 << 40), nodes: 50)
    for isLagged in [false, true] {
      var rows = CountedRows(50)
      StepSchedule(instants: stream, isLagged: isLagged).run(&rows, axis: stream.axis, stops: [])
      #expect(rows.merges == count && rows.copies == 0)
    }
  }

  @Test(arguments: [1_000, 2_000, 4_000]) func crowdedInstantsTakeAtMostThree(count: Int) {
    let stream = stream(contacts(4, nodes: 50, count: count, horizon: Int64(count / 40)), nodes: 50)
    for isLagged in [false, true] {
      let schedule = StepSchedule(instants: stream, isLagged: isLagged)
      var rows = CountedRows(50 + schedule.spareRows)
      schedule.run(&rows, axis: stream.axis, stops: [])
      #expect(rows.merges + rows.copies <= 3 * count)
    }
  }

  @Test(arguments: [1...3, 5...20, 20...60] as [ClosedRange<Int64>])
  func spellsTakeOneMergeForEachLiveContactOfWhatGrew(lengths: ClosedRange<Int64>) {
    let stream = stream(contacts(5, nodes: 60, count: 1_500, horizon: 600, lasting: lengths), nodes: 60)
    var rows = CountedRows(60)
    SpellSweep(stream, LiveLayout(stream)).run(&rows, stops: [])
    #expect(rows.merges <= stream.count + mostLive(stream) * rows.growths)
    // The list of steps does the same by merges from the tails alone, and says how many before it is run.
    guard let schedule = StepSchedule(lasting: stream, LiveLayout(stream), stops: [], most: 1 << 20) else {
      return #expect(Bool(false), "there are fewer steps")
    }
    var listed = CountedRows(60)
    schedule.run(&listed, axis: stream.axis, stops: [])
    #expect(listed.rows == rows.rows && listed.merges == schedule.from.count)
    #expect(StepSchedule(lasting: stream, LiveLayout(stream), stops: [], most: listed.merges - 60) == nil)
  }

  @Test func sourcesShareASweepByTheBlock() {
    let stream = stream(contacts(6, nodes: 1_025, count: 100, horizon: 50), nodes: 1_025)
    for (sources, blocks) in [(1, 1), (512, 1), (513, 2), (1_025, 3)] {
      let starts = [Moment](repeating: 0, count: sources)
      #expect(LaneSweep(stream, seeds: everyone(starts), lag: 0).blockCount == blocks)
    }
  }

  @Test(arguments: [200, 400, 800]) func searchesLookAtTheEdgesWithinOneStepLess(nodes: Int) {
    var random = TestRandom(UInt64(nodes))
    let graph = HopReachTests.random(&random, nodes: nodes, edges: 3 * nodes, directed: false)
    var search = HopSearch(graph)
    for hops in 1...4 {
      for source in stride(from: 0, to: nodes, by: 37) {
        let within = HopReachTests.within(hops - 1, graph, source)
        #expect(search.run(from: source, hops).edges == within.reduce(0) { $0 + graph.degree($1) })
      }
    }
  }
}
