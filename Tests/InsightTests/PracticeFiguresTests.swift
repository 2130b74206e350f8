import Insight
import Records
import Testing

/// Training, keeping at it, fidelity and R worked out by hand.
@Suite struct PracticeFiguresTests {
  static func network() throws -> Network {
    try Samples.read([
      .people: "id,staff_group\na,x\nb,x\nc,y\nd,y\ne,y\n", .techniques: "id\nk\n",
      .cohorts: "id,start\nc1,2020-01-01\n", .enrolments: "person_id,cohort_id\na,c1\nb,c1\n",
      .events: "id,cohort_id,start,techniques\ne1,c1,2020-01-10,k\n",
      .uses: """
      person_id,technique_id,start,end
      a,k,2020-01-31,2020-08-30
      c,k,2020-02-29,
      d,k,2022-01-01,

      """,
      .transfers: """
      from_id,to_id,technique_id,date,fidelity
      a,c,k,2020-02-29,0.8
      a,d,k,2022-01-01,0.6
      c,e,k,2022-01-02,0.5

      """,
      .ties: "from_id,to_id\na,b\na,c\nc,a\nc,d\n",
    ])
  }

  @Test func figuresAreThoseWorkedOutByHand() throws {
    let network = try Self.network()
    let cascades = network.cascades()
    let figures = try #require(network.figures(of: cascades).first)
    #expect(figures.trained == 2 && figures.trainedWhoUsed == 1)
    // Six months after 31 January is 31 July, when a was at it; a year later a had stopped. Records end on 2022-01-02.
    #expect(figures.stillActive.map(\.observed) == [2, 2, 0])
    #expect(figures.stillActive.map(\.active) == [2, 1, 0])
    #expect(figures.fidelity.map(\.generation) == [1, 2])
    #expect(close(figures.fidelity[0].mean, 0.7) && close(figures.fidelity[0].cumulative, 0.7))
    #expect(close(figures.fidelity[1].mean, 0.5) && close(figures.fidelity[1].cumulative, 0.4))
    // c and d led to one follower and none; of two people no interval is told.
    #expect(cascades[0].generations[1].learnersEach?.mean == 0.5 && cascades[0].generations[1].rInterval == nil)
    // x is tied to y once, y to y once, x to x once: each 1.5 of 3 + 1.5.
    let surprise = try #require(figures.surprises.first { $0.from == "x" })
    #expect(surprise.ties == 1 && close(surprise.bits, 1.584_962_500_721_156) && close(surprise.credit, 2))
  }

  /// A transfer from before the course is no use of what was taught; one on the day is.
  @Test(arguments: [("2020-01-04", 0), ("2020-01-05", 1), ("2020-01-06", 1)])
  func useCountsFromTheDayOfTheLesson(day: String, used: Int) throws {
    let network = try Samples.read([
      .people: "id\na\nc\n", .techniques: "id\nk\n", .cohorts: "id\nc1\n",
      .enrolments: "person_id,cohort_id\na,c1\n",
      .events: "id,cohort_id,start,techniques\ne1,c1,2020-01-05T09:00:00Z,k\n",
      .transfers: "from_id,to_id,technique_id,date\na,c,k,\(day)\n",
    ])
    let figures = try #require(network.figures(of: network.cascades()).first)
    #expect(figures.trained == 1 && figures.trainedWhoUsed == used)
  }
}
