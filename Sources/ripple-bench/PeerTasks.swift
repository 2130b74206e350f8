import Algorithms
import Graph
import Insight
import Records

/// Who near somebody can help with a technique: 400 questions, each of somebody and a technique.
///
/// `skill` is the question other programs are asked too: who within three steps used the technique in the last year, nearest
/// first, then by how often, how lately, and number. `peers` is Ripple's own, over the same people, ties and uses, all of
/// them listed and introducing others.
let peerTasks: [String: Task] = [
  "skill": Task.asking { (input: Input) throws(BenchError) in
    let graph = try graph(of: input)
    let uses = RecentUses(try input.table("uses"), people: input.nodes)
    let asked = try input.table("ask")
    var search = NearbySearch(nodeCount: input.nodes)
    return Questions(count: asked.count) { number in
      let (person, technique) = (asked[number, 0], asked[number, 1])
      search.search(graph, from: person, within: 3)
      return uses.best(of: technique, among: search)
    }
  },
  "peers": Task.asking { (input: Input) throws(BenchError) in
    let network = try practice(of: input)
    let skills = network.techniques.rows.compactMap { try? network.skill($0.id) }
    let index = PeerIndex(network)
    let asked = try input.table("ask")
    return Questions(count: asked.count) { number in
      var question = PeerQuestion(skills[asked[number, 1]])
      question.near = RowIndex(asked[number, 0])
      question.limit = 20
      guard let found = try? index.peers(question) else { return [] }
      return found.peers.map { [$0.person.int, $0.distance ?? -1, $0.introduction.count] }
    }
  },
]

/// Uses of the last year of the 1,080 days that the input goes over.
private struct RecentUses {
  /// The techniques each person used, a bit each.
  private var techniques: [UInt64]
  private var offsets: [Int]
  private var uses: [(technique: Int32, day: Int32)] = []

  init(_ table: Input.Extra, people: Int) {
    techniques = [UInt64](repeating: 0, count: people)
    // Rows come by person, technique and day, some of them twice.
    var counts = [Int](repeating: 0, count: people + 1)
    var last = (-1, -1, -1)
    for row in 0..<table.count {
      let use = (table[row, 0], table[row, 1], table[row, 2])
      if use.2 < 1080 - 365 || use == last { continue }
      last = use
      techniques[use.0] |= 1 << UInt64(use.1)
      counts[use.0 + 1] += 1
      uses.append((Int32(use.1), Int32(use.2)))
    }
    for person in 0..<people { counts[person + 1] += counts[person] }
    offsets = counts
  }

  /// Person, steps, uses and last day of the 20 best.
  func best(of technique: Int, among search: NearbySearch) -> [[Int]] {
    var found: [(steps: Int, uses: Int, day: Int, person: Int)] = []
    let bit: UInt64 = 1 << UInt64(technique)
    let masks = techniques.span
    for person in search.found.dropFirst() where masks[Int(person)] & bit != 0 {
      var (count, day) = (0, 0)
      for place in offsets[Int(person)]..<offsets[Int(person) + 1] where uses[place].technique == technique {
        count += 1
        day = Int(uses[place].day)
      }
      found.append((search.steps(to: Int(person)) ?? 0, count, day, Int(person)))
    }
    found.sort { ($0.steps, $1.uses, $1.day, $0.person) < ($1.steps, $0.uses, $0.day, $1.person) }
    return found.prefix(20).map { [$0.person, $0.steps, $0.uses, $0.day] }
  }
}

/// The input as a network, days as dates from 2022-01-01 on, each use a single day.
private func practice(of input: Input) throws(BenchError) -> Network {
  var network = Network()
  network.people = Table(
    (0..<input.nodes).map { number in
      var person = Person()
      let digits = String(number)
      person.id = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
      person.listed = true
      person.introduces = true
      return person
    })
  network.techniques = Table(
    (0..<64).map { number in
      var technique = Technique()
      technique.id = String(number)
      return technique
    })
  network.ties = Table(
    (0..<input.rows).map { row in
      var tie = Tie()
      tie.from = RowIndex(Int(input.values[2 * row]))
      tie.to = RowIndex(Int(input.values[2 * row + 1]))
      return tie
    })
  let first = Calendar.days(year: 2022, month: 1, day: 1)
  let uses = try input.table("uses")
  network.uses = Table(
    (0..<uses.count).map { row in
      var use = Use()
      use.person = RowIndex(uses[row, 0])
      use.technique = RowIndex(uses[row, 1])
      let day = Stamp((first + Int64(uses[row, 2])) * Calendar.day, isDate: true)
      use.spell = Spell(start: day, end: day)
      return use
    })
  return network
}
