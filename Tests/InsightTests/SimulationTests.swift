import Algorithms
import Graph
import Insight
import Records
import Testing

@Suite struct SimulationTests {
  /// Three in a row and one aside, with parallel ties and a tie to oneself.
  private static func network(_ ties: String, columns: String = "from_id,to_id,kind,influence") throws -> Network {
    try Samples.read([.people: "id\na\nb\nc\nd\n", .ties: columns + "\n" + ties])
  }

  private static func options(
    _ network: Network, _ model: SimulationModel, _ chance: TryChance = .same(1), from seeds: String...
  ) throws -> SimulationOptions {
    var options = SimulationOptions(model: model, seeds: try seeds.map { try network.person($0) })
    options.chance = chance
    options.runs = 4000
    return options
  }

  private static func error(_ network: Network, _ options: SimulationOptions) -> String? {
    do throws(QuestionError) {
      _ = try network.simulation(options)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func arcsFollowInfluence() throws {
    // b names a; b and c both ways; c tells d.
    let network = try Self.network("b,a,advice,backward\nb,c,advice,\nc,d,advice,forward\n")
    func reached(_ seed: String, directed: Bool = false) throws -> [Double] {
      var options = try Self.options(network, .ic, from: seed)
      options.isDirected = directed
      return try network.simulation(options).probabilities
    }
    #expect(try reached("a") == [1, 1, 1, 1])
    #expect(try reached("b") == [0, 1, 1, 1])
    #expect(try reached("c") == [0, 1, 1, 1])
    #expect(try reached("c", directed: true) == [0, 0, 1, 1])
    #expect(try reached("d") == [0, 0, 0, 1])
  }

  @Test func parallelTiesAreOneTryAndSelfTiesNone() throws {
    let network = try Self.network("a,b,advice,\na,b,friend,\nb,a,advice,\na,a,advice,\n")
    let answer = try network.simulation(Self.options(network, .ic, .same(0.5), from: "a"))
    #expect(answer.pairs == 2)
    #expect(abs(answer.probabilities[1] - 0.5) < 0.04)
    // Of parallel ties the likeliest counts.
    let kinds = try network.simulation(
      Self.options(network, .ic, .byKind(["advice": 0.2, "friend": 0.7]), from: "a"))
    #expect(abs(kinds.probabilities[1] - 0.7) < 0.04)
  }

  @Test func figuresAgreeWithEachOther() throws {
    let network = try Self.network("a,b,advice,\nb,c,advice,\nc,d,advice,\n")
    let answer = try network.simulation(Self.options(network, .ic, .same(0.5), from: "a", "a"))
    #expect(close(answer.probabilities.reduce(0, +), answer.mean))
    #expect(close(answer.overTime.last?.mean, answer.mean) && answer.overTime.first?.mean == 1)
    #expect(answer.overTime.map(\.number) == [0, 1, 2, 3])
    #expect(answer.overTime.last?.low == 1 && answer.overTime.last?.high == 4)
    let error = try #require(answer.standardError)
    #expect(close(answer.interval?.high, answer.mean + 1.959963984540054 * error))
    // 1 + 1/2 + 1/4 + 1/8.
    #expect(abs(answer.mean - 1.875) < 5 * error)
    let again = try network.simulation(Self.options(network, .ic, .same(0.5), from: "a"))
    #expect(again.probabilities == answer.probabilities && again.overTime == answer.overTime)
    var other = try Self.options(network, .ic, .same(0.5), from: "a")
    other.seed = 2
    #expect(try network.simulation(other).mean != answer.mean)
    // Half of all runs reach one person, so the middle run does.
    #expect(answer.tree.transmissions.count <= 2)
  }

  @Test func probabilitiesMustBeWhole() throws {
    let kinds = try Self.network("a,b,advice,\nb,c,friend,\nc,d,,\n")
    let missing = Self.error(kinds, try Self.options(kinds, .ic, .byKind(["advice": 0.2]), from: "a"))
    #expect(missing?.contains("1 tie without a kind") == true)
    let friend = Self.error(kinds, try Self.options(kinds, .ic, .byKind(["advice": 0.2, "": 1]), from: "a"))
    #expect(friend?.contains("kind 'friend'") == true)
    let all: [String: Double] = ["advice": 1, "friend": 1, "": 1]
    #expect(Self.error(kinds, try Self.options(kinds, .ic, .byKind(all), from: "a")) == nil)
    let extra = all.merging(["work": 1]) { first, _ in first }
    #expect(Self.error(kinds, try Self.options(kinds, .ic, .byKind(extra), from: "a"))?.contains("'work'") == true)

    func column(_ cells: String...) throws -> (Network, String?) {
      let network = try Self.network(
        "a,b,\(cells[0])\nb,c,\(cells[1])\n", columns: "from_id,to_id,probability")
      return (network, Self.error(network, try Self.options(network, .ic, .byColumn("probability"), from: "a")))
    }
    #expect(try column("1", "0.5").1 == nil)
    let (network, _) = try column("1", "0.25")
    let answer = try network.simulation(Self.options(network, .ic, .byColumn("probability"), from: "a"))
    #expect(answer.probabilities[1] == 1 && abs(answer.probabilities[2] - 0.25) < 0.04)
    let empty = try column("1", "").1
    #expect(empty?.contains("from 'b' to 'c' (line 3)") == true)
    for cell in ["x", "1.5", "-0.1", "nan", "inf"] { #expect(try column("1", cell).1?.contains("'\(cell)'") == true) }
    let unknown = Self.error(network, try Self.options(network, .ic, .byColumn("chance"), from: "a"))
    #expect(unknown?.contains("probability") == true)
  }

  @Test func windowsKeepTiesThatHold() throws {
    let network = try Self.network(
      "a,b,2024-01-01,2024-01-31\nb,c,2024-03-01,\n", columns: "from_id,to_id,start,end")
    var options = try Self.options(network, .ic, from: "a")
    options.window = try TimeWindow(since: nil, until: nil, asOf: "2024-01-15", scale: .calendar)
    #expect(try network.simulation(options).mean == 2)
    options.window = try TimeWindow(since: nil, until: nil, asOf: "2024-03-15", scale: .calendar)
    #expect(try network.simulation(options).mean == 1)
  }

  @Test func contactsGoInTheOrderOfTime() throws {
    let network = try Self.network(
      "a,b,2024-01-05\nb,c,2024-01-05\nc,d,2024-01-04\nb,d,2024-01-06\n", columns: "from_id,to_id,start")
    var options = try Self.options(network, .ic, from: "a")
    options.time = .contacts
    let answer = try network.simulation(options)
    // c is met on the day b is, and so not reached; d is on the next.
    #expect(answer.probabilities == [1, 1, 0, 1])
    #expect(
      answer.overTime.compactMap(\.time).map(answer.unit.text) == [
        "2024-01-04", "2024-01-04", "2024-01-05", "2024-01-06",
      ])
    #expect(answer.overTime.map(\.mean) == [1, 1, 2, 3])
    #expect(answer.tree.transmissions.map(\.step) == [0, 2, 3])
    options.window = try TimeWindow(since: "2024-01-06", until: nil, asOf: nil, scale: .calendar)
    #expect(try network.simulation(options).mean == 1)
    let undated = try Self.network("a,b,advice,\n")
    var question = try Self.options(undated, .ic, from: "a")
    question.time = .contacts
    #expect(Self.error(undated, question)?.contains("none here is dated") == true)
  }

  @Test func weightsAreSharesOfInfluence() throws {
    let network = try Self.network(
      "a,c,3,forward\nb,c,1,forward\n", columns: "from_id,to_id,weight,influence")
    var options = try Self.options(network, .lt, from: "a")
    #expect(abs(try network.simulation(options).probabilities[2] - 0.5) < 0.04)
    options.isWeighted = true
    #expect(abs(try network.simulation(options).probabilities[2] - 0.75) < 0.04)
  }

  @Test func thresholdsAreCountsOrShares() {
    #expect(AdoptionThreshold("2") == .count(2))
    #expect(AdoptionThreshold("0.25") == .share(0.25))
    #expect(AdoptionThreshold("1.0") == .share(1))
    for text in ["0", "-1", "0.0", "1.5", "x", "", "99999999999999"] { #expect(AdoptionThreshold(text) == nil) }
  }

  @Test func stepsAskedForAreShown() throws {
    let network = try Self.network("a,b,advice,\n")
    var options = try Self.options(network, .si, .same(0.5), from: "a")
    options.steps = 7
    let answer = try network.simulation(options)
    #expect(answer.overTime.map(\.number) == Array(0...7))
    #expect(abs(answer.overTime[2].mean - 1.75) < 0.04)
    options.steps = 0
    #expect(try network.simulation(options).mean == 1)
  }

  @Test func emptyNetworksHaveAnswers() throws {
    let network = try Self.network("")
    for model in SimulationModel.allCases {
      var options = try Self.options(network, model, .same(0.5), from: "a")
      options.gamma = 0.5
      let answer = try network.simulation(options)
      #expect(answer.mean == 1 && answer.pairs == 0)
    }
  }
}
