import Algorithms
import Graph
import Insight
import Records
import Testing

@Suite struct ScaleRecordsTests {
  private let network: Network
  init() throws { network = try Samples.network("surgeon") }

  private func id(_ person: Int) -> String { network.people.rows[person].id }

  /// People are reached along the contacts given for them alone as they are along all of the network.
  @Test(arguments: Certainty.allCases)
  func contactsBetweenPeopleReachWhomAllContactsDo(_ level: Certainty) throws {
    var options = ReachOptions()
    options.limits.level = level
    let source = ReachSource.cohort(try network.cohort("c1"))
    let records = network.scaleRecords(for: [.reach], reachOf: source, options)
    var contacts = Contacts.Builder(nodeCount: network.people.count)
    for contact in records.contacts { contacts.add(contact.tail, contact.head, during: contact.span, .confirmed) }
    let found = routes(in: contacts.freeze(), from: records.seeds, limits: ReachLimits())
    let reach = network.reach(of: source, options)
    let people = reach.nodes.filter { $0.kind == .person }
    #expect(Set(people.map(\.row)) == Set(network.people.rows.indices.filter(found.reaches)))
    for node in people where node.level == level { #expect(found.arrival[node.row] == node.arrival, "\(id(node.row))") }
    #expect(records.isDated && records.ties.count == 0 && records.uses.isEmpty)
  }

  @Test func throughATeamCountsAsTwoSteps() throws {
    let records = network.scaleRecords(
      for: [.reach], reachOf: .people([try network.person("surgeon")]), ReachOptions())
    #expect(Set(records.contacts.map(\.steps)) == [1, 2])
    #expect(records.seeds.map { id($0.node) } == ["surgeon"] && records.seeds.allSatisfy(\.isSource))
  }

  @Test func usesAreThoseOfEveryRecordOfTheTechnique() throws {
    var options = ReachOptions()
    options.technique = try network.technique("stress")
    let records = network.scaleRecords(for: [.cascade], reachOf: nil, options)
    let named = records.uses.filter { $0.source != nil }.map { "\(id($0.source ?? 0))>\(id($0.person))" }
    #expect(Set(named) == ["surgeon>ben", "surgeon>cara", "ben>dev", "dev>finn", "finn>hugo"])
    let adopters = Set(records.uses.flatMap { [$0.person] + ($0.source.map { [$0] } ?? []) })
    #expect(adopters == Set(network.cascades(cascade(options)).flatMap(\.people).map(\.person)))
    #expect(records.contacts.isEmpty && !records.isDated)
  }

  private func cascade(_ options: ReachOptions) -> CascadeOptions {
    var asked = CascadeOptions()
    asked.technique = options.technique
    return asked
  }

  @Test func everyColumnHasAMeaning() {
    for measure in ScaleMeasure.allCases {
      #expect(!measure.figures.isEmpty)
      for column in measure.columns { #expect(ScaleMeasure.meaning(ofColumn: column.name) == column.meaning) }
    }
    #expect(ScaleMeasure.meaning(ofColumn: "name") == nil)
  }
}
