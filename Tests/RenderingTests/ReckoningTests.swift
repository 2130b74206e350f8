import Algorithms
import FoundationEssentials
import Graph
import Insight
import Interchange
import Records
import Rendering
import Testing

@Suite struct ReckoningTests {
  private var surgeon: Network {
    get throws {
      let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
      return try readNetwork(at: top.appending(path: "graphs/surgeon").path).network
    }
  }

  private func edgeList(_ text: String) throws -> Network {
    try readEdgeList(file: "e.csv", bytes: Array(text.utf8)).network
  }

  private func column(
    _ name: String, _ network: Network, _ view: View = .people, technique: String? = nil, isDirected: Bool = false
  ) throws -> NodeColumn {
    let reckoning = try #require(Reckoning(name))
    let columns = try network.columns(
      [reckoning], of: view, technique: try technique.map { try network.technique($0) }, during: .always,
      isDirected: isDirected)
    return try #require(columns.first)
  }

  private func wholes(_ column: NodeColumn) -> [Int?] {
    if case .whole(let values) = column.values { values } else { [] }
  }

  @Test func namesAreThoseOfQuestionsAndMeasures() {
    #expect(Reckoning.names.allSatisfy { Reckoning($0) != nil })
    for name in ["", "edgeBetweenness", "Reach", "in_degree"] {
      #expect(Reckoning(name) == nil)
    }
  }

  @Test func measuresAreThoseOfTheViewInSmallLetters() throws {
    let network = try edgeList("from,to\na,b\na,c\nb,c\nd,a\n")
    let into = try column("inDegree", network, isDirected: true)
    #expect(into.name == "in_degree" && wholes(into) == [1, 1, 2, 0])
    #expect(wholes(try column("degree", network)) == [3, 2, 2, 1])
    let between = try column("betweenness", network)
    guard case .decimal(let values) = between.values else {
      Issue.record("betweenness is no number of steps")
      return
    }
    #expect(values == [2, 0, 0, 0])
  }

  @Test func reachIsOfPeopleAlone() throws {
    let network = try surgeon
    let people = network.people.count
    let values = wholes(try column("reach", network, .full))
    #expect(values.count == network.space.count)
    #expect(values.prefix(people).map { $0 } == network.reachOfEveryone().reached.map { $0 })
    #expect(values.dropFirst(people).allSatisfy { $0 == nil })
  }

  @Test func adoptionAndGenerationAreThoseOfTheCascade() throws {
    let network = try surgeon
    var options = CascadeOptions()
    options.technique = try network.technique("stress")
    let cascade = network.forest(options)
    let generation = wholes(try column("generation", network, technique: "stress"))
    let adoption = try column("adoption", network, technique: "stress")
    guard case .text(let dates) = adoption.values else {
      Issue.record("dates are text")
      return
    }
    #expect(adoption.isTime && generation.contains(nil) && !cascade.people.isEmpty)
    #expect(generation.count { $0 != nil } == cascade.people.count && dates.count { $0 != nil } == cascade.people.count)
    for adopter in cascade.people {
      #expect(generation[adopter.person] == adopter.generation)
      #expect(dates[adopter.person] == network.unit.text(adopter.adopted))
    }
  }

  @Test func communitiesCountFromOne() throws {
    let network = try edgeList("from,to\na,b\nb,c\nc,a\nd,e\n")
    #expect(wholes(try column("community", network)) == [1, 1, 1, 2, 2])
  }

  @Test func everybodyHasAPlace() throws {
    let network = try surgeon
    for view in View.allCases {
      let places = try network.places(of: view, during: .always)
      #expect(places.x.count == network.space(of: view).count && (places.x + places.y).allSatisfy(\.isFinite))
    }
  }

  @Test func measuresOfTimeAreOfPeople() throws {
    let network = try surgeon
    #expect(throws: QuestionError.self) { try column("temporalCloseness", network, .full) }
    #expect(try column("temporalCloseness", network).count == network.people.count)
  }
}
