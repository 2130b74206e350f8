import Disclosure
import Graph
import Records
import Testing

@Suite struct AnonymityTests {
  /// A random network with every kind of record.
  private func network(_ seed: UInt64) throws -> Network {
    var random = DisclosureRandom(state: seed)
    func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
    let n = 3 + pick(14)
    func rows(_ header: String, _ count: Int, _ row: (Int) -> String) -> String {
      ([header] + (0..<count).map(row)).joined(separator: "\n") + "\n"
    }
    return try network([
      .organisations: rows("id,name,parent_id", 3) { "o\($0),O\($0),\($0 > 0 ? "o\(pick($0))" : "")" },
      .people: rows("id,name,email,staff_group,organisation_id,mark", n) {
        "p\($0),P\($0),\($0)@x.org,\(["", "a", "b"][pick(3)]),\(pick(2) == 0 ? "o\(pick(3))" : ""),\(pick(2))"
      },
      .teams: rows("id,name,organisation_id", 3) { "t\($0),T\($0),o\(pick(3))" },
      .techniques: rows("id,name", 3) { "k\($0),K\($0)" },
      .cohorts: rows("id,name", 2) { "c\($0),C\($0)" },
      .enrolments: rows("person_id,cohort_id", pick(n)) { "p\($0),c\(pick(2))" },
      .ties: rows("from_id,to_id,kind,start", pick(2 * n)) { _ in "p\(pick(n)),p\(pick(n)),x,\(2020 + pick(3))-01-01" },
      .transfers: rows("id,from_id,to_id,technique_id", pick(4)) { "f\($0),p\(pick(n)),p\(pick(n)),k\(pick(3))" },
      .engagements: rows("id,person_id,team_id,techniques", pick(5)) { "e\($0),p\(pick(n)),t\(pick(3)),k\(pick(3))" },
      .uses: rows("id,person_id,technique_id", pick(6)) { "u\($0),p\(pick(n)),k\(pick(3))" },
      .memberships: rows("person_id,team_id", pick(6)) { _ in "p\(pick(n)),t\(pick(3))" },
    ])
  }

  private func network(_ tables: [TableName: String]) throws -> Network {
    var builder = NetworkBuilder(about: About())
    for table in TableName.allCases {
      guard let text = tables[table] else { continue }
      builder.read(table, from: CSVRows(file: table.file, bytes: Array(text.utf8)))
    }
    return try builder.finish().network
  }

  /// What a reader knows of a person, written out.
  private func description(
    _ person: Int, _ knowledge: Anonymity.Knowledge, _ network: Network, _ edges: EdgeTable
  ) -> String {
    func neighbours(_ node: Int) -> [Int] {
      var found: [Int] = []
      for edge in 0..<edges.count {
        let ends = (Int(edges.tail[edge]), Int(edges.head[edge]))
        for (near, far) in [ends, (ends.1, ends.0)] where near == node && far != node && !found.contains(far) {
          found.append(far)
        }
      }
      return found
    }
    func alone(_ node: Int) -> String {
      let place = edges.space.locate(node)
      switch place.kind {
      case .technique, .organisation, .cohort: return "\(place.kind) \(network.id(place.kind, place.row))"
      default: return "\(place.kind) of \(neighbours(node).count)"
      }
    }
    func around(_ node: Int, _ steps: Int) -> String {
      steps == 0
        ? alone(node)
        : "{\(around(node, steps - 1)): \(neighbours(node).map { around($0, steps - 1) }.sorted().joined(separator: ", "))}"
    }
    let cells: [Person.Column] = [
      .role, .staffGroup, .organisationID, .listed, .introduces, .capacity, .availableFrom, .availableUntil,
    ]
    let attributes =
      cells.map { network.people.rows[person].cell($0, in: network) }.joined(separator: "|")
      + network.people.extraColumns.map { $0.values[person] }.joined(separator: "|")
      + Set(network.enrolments.rows.filter { $0.person.int == person }.map { network.cohorts[$0.cohort].id }).sorted()
      .joined(separator: "|")
    let node = edges.space.node(.person, person)
    return switch knowledge {
    case .attributes: attributes
    case .attributesAndDegree: "\(attributes) \(neighbours(node).count)"
    case .oneStep: around(node, 1)
    case .twoSteps: around(node, 2)
    }
  }

  @Test(arguments: 0..<60) func agreesWithComparingEverybody(seed: UInt64) throws {
    let network = try network(seed)
    for view in View.allCases {
      let window = seed % 3 == 0 ? Interval(0, 1_590_000_000) : Interval.always
      let edges = network.edges(of: view, during: window)
      let anonymity = network.anonymity(in: view, during: window)
      #expect(anonymity.figures.map(\.knowledge) == Anonymity.Knowledge.allCases)
      for figure in anonymity.figures {
        let known = network.people.rows.indices.map { description($0, figure.knowledge, network, edges) }
        let alike = known.map { mine in known.count { $0 == mine } }
        #expect(figure.people == known.count)
        #expect(figure.least == alike.min())
        #expect(figure.unique == alike.count { $0 == 1 })
        #expect(figure.belowFive == alike.count { $0 < 5 })
        #expect(figure.classes == Set(known).count)
      }
    }
  }

  @Test func nobodyIsNobody() {
    for figure in Network().anonymity(in: .full).figures {
      #expect((figure.people, figure.least, figure.unique, figure.belowFive, figure.classes) == (0, 0, 0, 0, 0))
    }
  }

  @Test func aRingHidesEverybodyAndAPathNobodyButPairs() throws {
    func ties(_ count: Int, closed: Bool) throws -> Anonymity {
      let people = "id\n" + (0..<count).map { "p\($0)\n" }.joined()
      let ties =
        "from_id,to_id\n" + (0..<(closed ? count : count - 1)).map { "p\($0),p\(($0 + 1) % count)\n" }.joined()
      return try network([.people: people, .ties: ties]).anonymity(in: .people)
    }
    #expect(try ties(9, closed: true).figures.map(\.least) == [9, 9, 9, 9])
    // Of nine in a path the ends are alike, and those next to them, and those one further on; three are left in the middle.
    let path = try ties(9, closed: false).figures
    #expect(path.map(\.least) == [9, 2, 2, 2])
    #expect(path.map(\.classes) == [1, 2, 3, 4])
  }
}
