import Algorithms
import Graph
public import Records

/// Where people and teams stand in a picture of the network: each area is a disc of its own, within which those who are
/// joined stand close.
///
/// For people: *who works in one area stands together, and areas with many ties between them lie side by side*; nothing else
/// is meant by where somebody stands. A person without any tie has a place too, and nobody moves as time goes by.
public struct AreaPlaces: Sendable {
  /// A disc that holds the people and teams of an area.
  public struct Area: Sendable {
    /// The area; empty for those of whom none is known.
    public let name: String
    /// From left to right; the middle of the picture is 0, and neighbours are about 1 apart.
    public let x: Double
    /// From top to bottom.
    public let y: Double
    /// Radius.
    public let radius: Double
  }

  /// Areas by name; the one without a name comes last.
  public let areas: [Area]
  /// Area of each person, as a place in `areas`.
  public let areaOfPeople: [Int]
  /// Area of each team.
  public let areaOfTeams: [Int]
  /// Where each person stands, from left to right.
  public let peopleX: [Double]
  /// Where each person stands, from top to bottom.
  public let peopleY: [Double]
  /// Where each team stands, from left to right.
  public let teamsX: [Double]
  /// Where each team stands, from top to bottom.
  public let teamsY: [Double]
}

extension Network {
  /// Places for everybody over all of time: joined are people with a tie, who passed something on, or who work in or support
  /// a team.
  ///
  /// - Returns: Finite places, the same every time.
  /// - Complexity: that of ``layout(of:)`` for each area, and O(areas^4) for the areas among each other, of which at most 40
  ///   have a disc of their own: the smallest ones share the last one.
  public func placesByArea() -> AreaPlaces {
    let space = NodeSpace([.person: people.count, .team: teams.count])
    var edges = EdgeTable(space: space)
    for (row, tie) in ties.rows.enumerated() { edges.add(.tie, row: row, from: tie.from.int, to: tie.to.int) }
    for (row, transfer) in transfers.rows.enumerated() {
      edges.add(.transfer, row: row, from: transfer.from.int, to: transfer.to.int)
    }
    for (row, one) in memberships.rows.enumerated() {
      edges.add(.membership, row: row, from: one.person.int, to: space.node(.team, one.team.int))
    }
    for (row, one) in engagements.rows.enumerated() {
      edges.add(.engagement, row: row, from: one.person.int, to: space.node(.team, one.team.int))
    }
    let (names, area) = areas(of: space, edges)
    var members = [[Int]](repeating: [], count: names.count)
    for node in 0..<space.count { members[area[node]].append(node) }
    let inside = EdgesByArea(edges, area, count: names.count)
    var x = [Double](repeating: 0, count: space.count)
    var y = x
    let discs = AreaDiscs(
      radii: members.map { AreaDisc.radius(of: $0.count) }, links: inside.between, aspect: 1.5
    ).arranged()
    for (place, nodes) in members.enumerated() {
      let disc = AreaDisc(nodes, inside.within[place], isAlone: names.count == 1)
      for (own, node) in nodes.enumerated() {
        x[node] = discs[place].x + disc.places[own].x
        y[node] = discs[place].y + disc.places[own].y
      }
    }
    return AreaPlaces(
      areas: names.indices.map {
        AreaPlaces.Area(
          name: names[$0], x: discs[$0].x, y: discs[$0].y, radius: AreaDisc.radius(of: members[$0].count))
      },
      areaOfPeople: Array(area[space.range(of: .person)]), areaOfTeams: Array(area[space.range(of: .team)]),
      peopleX: Array(x[space.range(of: .person)]), peopleY: Array(y[space.range(of: .person)]),
      teamsX: Array(x[space.range(of: .team)]), teamsY: Array(y[space.range(of: .team)]))
  }

  /// The areas, and the one of each node. A team without one is where most of those who are joined to it are.
  private func areas(of space: NodeSpace, _ edges: EdgeTable) -> (names: [String], area: [Int]) {
    var name =
      people.rows.map { self.area(of: $0.organisation) ?? "" } + teams.rows.map { self.area(of: $0.organisation) ?? "" }
    var near = [[String: Int]](repeating: [:], count: teams.count)
    for edge in 0..<edges.count where edges.head[edge] >= people.count {
      let (person, node) = (Int(edges.tail[edge]), Int(edges.head[edge]))
      if name[node].isEmpty, !name[person].isEmpty { near[node - people.count][name[person], default: 0] += 1 }
    }
    for (team, found) in near.enumerated() {
      if let most = found.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { name[people.count + team] = most.key }
    }
    var sizes: [String: Int] = [:]
    for name in name { sizes[name, default: 0] += 1 }
    let largest = sizes.filter { !$0.key.isEmpty }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(40)
    var names = largest.map(\.key).sorted()
    var place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    if name.contains(where: { place[$0] == nil }) { names.append("") }
    if names.isEmpty { names = [""] }
    place[""] = names.count - 1
    return (names, name.map { place[$0] ?? names.count - 1 })
  }
}

/// Edges within each area, between the places of its own nodes, and how many run between two.
private struct EdgesByArea {
  private(set) var within: [[(Int, Int)]]
  private(set) var between: [[Int]]

  init(_ edges: EdgeTable, _ area: [Int], count: Int) {
    within = [[(Int, Int)]](repeating: [], count: count)
    between = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
    var own = [Int](repeating: 0, count: area.count)
    var next = [Int](repeating: 0, count: count)
    for (node, area) in area.enumerated() {
      own[node] = next[area]
      next[area] += 1
    }
    for edge in 0..<edges.count {
      let (tail, head) = (Int(edges.tail[edge]), Int(edges.head[edge]))
      if area[tail] == area[head] {
        if tail != head { within[area[tail]].append((own[tail], own[head])) }
      } else {
        between[area[tail]][area[head]] += 1
        between[area[head]][area[tail]] += 1
      }
    }
  }
}
