import Testing

@testable import Graph

@Suite struct TimeRanksTests {
  @Test(arguments: [
    [Interval(0, 86_400), Interval(-172_800, .max), Interval(.min, 864_000)], [Interval(5, 6)], [.always], [],
    [Interval(-(1 << 53), 1 << 53), Interval(7, 8)], [Interval(.min + 1, .max - 1), Interval(0, 3)],
  ])
  func everyEndFindsItself(spans: [Interval]) {
    let ranks = TimeRanks(of: spans)
    #expect(ranks.axis.moments == Set(spans.flatMap { [$0.lower, $0.upper] } + [.min, .max]).sorted())
    for span in spans {
      #expect(ranks.axis.moments[Int(ranks.rank(of: span.lower))] == span.lower)
      #expect(ranks.axis.moments[Int(ranks.rank(of: span.upper))] == span.upper)
    }
  }
}
