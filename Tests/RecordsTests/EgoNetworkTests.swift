import Graph
import Records
import Testing

@Suite struct EgoNetworkTests {
  /// A random network with every kind of record.
  private func network(_ seed: Int) throws -> Network {
    var state = UInt64(seed + 1) &* 2_862_933_555_777_941_757
    func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let n = 4 + pick(8)
    func rows(_ header: String, _ count: Int, _ row: (Int) -> String) -> String {
      ([header] + (0..<count).map(row)).joined(separator: "\n") + "\n"
    }
    let tables: [TableName: String] = [
      .organisations: rows("id,name,parent_id", 3) { "o\($0),O\($0),\($0 > 0 ? "o\(pick($0))" : "")" },
      .people: rows("id,name,organisation_id,mark", n) { "p\($0),P\($0),\(pick(2) == 0 ? "o\(pick(3))" : ""),m\($0)" },
      .teams: rows("id,name,organisation_id", 3) { "t\($0),T\($0),o\(pick(3))" },
      .techniques: rows("id,name", 3) { "k\($0),K\($0)" },
      .ties: rows("from_id,to_id,kind,mark", pick(2 * n)) { "p\(pick(n)),p\(pick(n)),x,m\($0)" },
      .transfers: rows("id,from_id,to_id,technique_id", pick(4)) { "f\($0),p\(pick(n)),p\(pick(n)),k\(pick(3))" },
      .engagements: rows("id,person_id,team_id,techniques", pick(5)) { "e\($0),p\(pick(n)),t\(pick(3)),k\(pick(3))" },
      .uses: rows("id,person_id,technique_id", pick(5)) { "u\($0),p\(pick(n)),k\(pick(3))" },
      .memberships: rows("person_id,team_id", pick(4)) { _ in "p\(pick(n)),t\(pick(3))" },
    ]
    var builder = NetworkBuilder(about: About())
    for table in TableName.allCases {
      guard let text = tables[table] else { continue }
      let rows = CSVRows(file: table.file, bytes: Array(text.utf8))
      builder.read(table, from: rows)
    }
    return try builder.finish().network
  }

  /// The ids of nodes within so many steps, found by looking through all edges again and again.
  private func within(_ hops: Int, of node: Int, _ edges: EdgeTable) -> Set<Int> {
    var found: Set = [node]
    for _ in 0..<hops {
      let before = found
      for edge in 0..<edges.count {
        let (tail, head) = (Int(edges.tail[edge]), Int(edges.head[edge]))
        if before.contains(tail) { found.insert(head) }
        if before.contains(head) { found.insert(tail) }
      }
    }
    return found
  }

  @Test(arguments: 0..<40)
  func holdsWhatIsNearAndAllThatJoinsIt(seed: Int) throws {
    let network = try network(seed)
    for view in View.allCases {
      let edges = network.edges(of: view)
      for hops in 1...3 {
        let node = seed % network.people.count
        let ego = network.ego(of: node, hops: hops, in: view, during: .always)
        let near = within(hops, of: node, edges)
        let part = ego.network.edges(of: view)
        func id(_ network: Network, _ space: NodeSpace, _ node: Int) -> String {
          let place = space.locate(node)
          return "\(place.kind) \(network.id(place.kind, place.row))"
        }
        let names = Set((0..<part.space.count).map { id(ego.network, part.space, $0) })
        let expected = Set(near.map { id(network, edges.space, $0) })
        #expect(id(ego.network, part.space, ego.centre) == id(network, edges.space, node))
        // A technique that was passed on comes along.
        #expect(names.isSuperset(of: expected))
        #expect(names.subtracting(expected).allSatisfy { view == .full && $0.hasPrefix("technique") })
        func lines(_ network: Network, _ edges: EdgeTable) -> [String] {
          (0..<edges.count).map { edge in
            let ends = [edges.tail[edge], edges.head[edge]].map { id(network, edges.space, Int($0)) }
            let mark = edges.kind[edge] == .tie ? network.ties.extraColumns[0].values[Int(edges.row[edge])] : ""
            return "\(edges.kind[edge]) \(ends[0]) \(ends[1]) \(mark)"
          }.sorted()
        }
        let joined = lines(network, edges).filter { line in
          let words = line.split(separator: " ")
          return names.contains("\(words[1]) \(words[2])") && names.contains("\(words[3]) \(words[4])")
        }
        #expect(lines(ego.network, part) == joined, "\(view) \(hops)")
        for (row, person) in ego.network.people.rows.enumerated() {
          #expect(ego.network.people.extraColumns[0].values[row] == "m" + person.id.dropFirst())
        }
      }
    }
  }
}
