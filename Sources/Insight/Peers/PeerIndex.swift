import Algorithms
import Graph
public import Records
import Synchronization

/// Everything that is needed to find peers at one moment, frozen: asked by many at once, thousands of times a second.
///
/// Only people who said `listed` are ever named as peers. Distances and introductions lead through people who are listed or
/// introduce others and through nobody else, so that an answer is the same whether or not the rest are in the network.
///
/// ```swift
/// let index = PeerIndex(network)
/// let found = try index.peers(PeerQuestion(network.skill("coaching")))
/// ```
///
/// About 24 bytes for each person and technique, 4 for each contact, 30 for each person, and 24 more for each person for
/// each question that is being answered at the same time.
public struct PeerIndex: Sendable {
  /// By place in the order of ids: the row of the people's table, contacts, and what each agreed to.
  let rows: [UInt32]
  let ranks: [UInt32]
  let graph: Adjacency
  let introduces: [Bool]
  /// Engagements going on, and requests that can be taken; less than 0 where nothing is said.
  let engagements: [Int32]
  let capacities: [Int]
  /// For each technique where its entries begin; one more than techniques.
  let offsets: [Int]
  /// Best first, equals by id.
  let entries: [PeerEntry]
  let context: PeerContext
  let now: Interval
  let halfLife: Int64
  let unit: TimeUnit
  /// How far distances are followed.
  let farthest: Int?
  let memory: PeerMemory

  /// Up to how many people who may be shown all ways are followed to their ends; among more of them, three steps.
  public static let fewPeople = 4096

  /// The index of a network at a moment.
  ///
  /// - Parameters:
  ///   - network: Whose people are looked for.
  ///   - stamp: The moment; by default the last time written of the practice of people who may be shown.
  ///   - halfLife: How long ago a use counts half; by default a year, or six periods.
  /// - Complexity: O(n + m + r log r) over people, contacts and records.
  public init(_ network: Network, at stamp: Stamp? = nil, halfLife: Int64? = nil) {
    self.init(network, at: stamp, halfLife: halfLife, fewPeople: Self.fewPeople)
  }

  init(_ network: Network, at stamp: Stamp?, halfLife: Int64?, fewPeople: Int) {
    let people = network.people.rows
    unit = network.unit
    let now = network.peerMoment(stamp)
    self.now = now
    self.halfLife = halfLife ?? PeerScore.defaultHalfLife(network.scale)
    let ranks = idOrder(network, NodeSpace([.person: people.count]))
    self.ranks = ranks
    var rows = [UInt32](repeating: 0, count: people.count)
    for (row, rank) in ranks.enumerated() { rows[Int(rank)] = UInt32(row) }
    self.rows = rows
    introduces = rows.map { people[Int($0)].introduces == true }
    capacities = rows.map { people[Int($0)].capacity ?? -1 }
    var engagements = [Int32](repeating: 0, count: people.count)
    for engagement in network.engagements.rows where engagement.spell.interval.meets(now) {
      engagements[Int(ranks[engagement.person.int])] += 1
    }
    self.engagements = engagements
    var records = PeerRecords(network, ranks: ranks, at: now)
    (offsets, entries) = records.entries(
      engagements: engagements, capacities: capacities, halfLife: self.halfLife)
    context = PeerContext(network, ranks: ranks, at: now)
    graph = Self.contacts(of: network, ranks, rows, until: now.upper)
    farthest = people.count(where: \.isVisible) <= fewPeople ? nil : 3
    memory = PeerMemory(people: people.count)
  }

  /// Who had to do with whom until a moment: ties, transfers, engagements with one team at one time. Each row holds those
  /// alone who may be shown, so that no way leads through anybody else.
  private static func contacts(
    of network: Network, _ ranks: [UInt32], _ rows: [UInt32], until end: Moment
  ) -> Adjacency {
    let all = Adjacency(
      network.edges(of: .people, during: Interval(.min, end)), directed: false, weighted: false)
    let isVisible = network.people.rows.map(\.isVisible)
    var offsets = [0]
    offsets.reserveCapacity(rows.count + 1)
    var targets: [UInt32] = []
    targets.reserveCapacity(all.targets.count)
    for row in rows {
      let first = targets.count
      for other in all.targets[all.offsets[Int(row)]..<all.offsets[Int(row) + 1]] where isVisible[Int(other)] {
        targets.append(ranks[Int(other)])
      }
      targets[first...].sort()
      offsets.append(targets.count)
    }
    return Adjacency(offsets: offsets, targets: targets, weights: [], isDirected: true)
  }
}

/// What one question writes on.
struct PeerScratch: Sendable {
  var steps: NearbySearch
  var introductions: IntroductionSearch
  /// Places of entries.
  var found: [Int] = []

  init(people: Int) {
    steps = NearbySearch(nodeCount: people)
    introductions = IntroductionSearch(nodeCount: people)
  }
}

/// Memory for questions, used again by one after another: as much as there ever were questions at one time.
final class PeerMemory: Sendable {
  private let people: Int
  private let free = Mutex<[PeerScratch]>([])

  init(people: Int) { self.people = people }

  /// Runs `body` on memory that nobody else has.
  func use<Result: Sendable>(_ body: (inout PeerScratch) -> Result) -> Result {
    var scratch = free.withLock { $0.popLast() } ?? PeerScratch(people: people)
    let result = body(&scratch)
    free.withLock { [scratch] in $0.append(scratch) }
    return result
  }
}
