import FoundationEssentials
import Graph
import Records
import Testing

@testable import Interchange

/// The graph without records against the general reader's records made a graph.
@Suite struct EdgeListGraphTests {
  private static let pieces = [1, 2, 3, 5, 7, 8, 13, 17, 1 << 18]

  /// Reads `bytes` both ways; what the short one gives, having checked that it is what the general one does.
  @discardableResult
  private func check(_ bytes: [UInt8], pieces: [Int] = pieces) throws -> EdgeListGraph? {
    let scratch = try Scratch()
    let path = "\(scratch.path)/edges.csv"
    try Data(bytes).write(to: URL(filePath: path))
    let general = try? readNetwork(at: path)
    let shown = Comment(rawValue: String(decoding: bytes.prefix(300), as: UTF8.self))
    var last: EdgeListGraph?
    var wasRead: Bool?
    for directed in [false, true] {
      for weighted in [false, true] {
        for pieces in pieces {
          let list = try readEdgeListGraph(at: path, directed: directed, weighted: weighted, pieces: pieces)
          if let wasRead { #expect(wasRead == (list != nil), shown) }
          wasRead = list != nil
          guard let list else { continue }
          last = list
          guard let general else {
            Issue.record("the general reader refuses what was read: \(shown)")
            continue
          }
          let edges = general.network.edges(of: .people, silentTies: directed ? .forward : .both)
          let graph = naiveGraph(edges, directed: directed, weighted: weighted)
          // Compared outside `#expect`, which would work out how long lists differ.
          let isSame =
            list.graph.isDirected == directed && list.graph.offsets == graph.offsets
            && list.graph.targets == graph.targets
            && list.graph.weights.map(\.bitPattern) == graph.weights.map(\.bitPattern)
          #expect(isSame, shown)
          let areSame = (0..<list.graph.nodeCount).map(list.id) == general.network.people.rows.map(\.id)
          #expect(areSame, shown)
          #expect(list.rows == general.network.ties.count, shown)
          #expect(list.selfTies == general.network.ties.rows.count { $0.from == $0.to }, shown)
          #expect(general.problems.warnings == list.selfTies, shown)
        }
      }
    }
    return last
  }

  @discardableResult
  private func check(_ text: String, pieces: [Int] = pieces) throws -> EdgeListGraph? {
    try check(Array(text.utf8), pieces: pieces)
  }

  /// Rows by sorting, parallel edges merged one after another from the lightest on.
  private func naiveGraph(
    _ edges: EdgeTable, directed: Bool, weighted: Bool
  ) -> (offsets: [Int], targets: [UInt32], weights: [Double]) {
    var rows = [[(UInt32, Double)]](repeating: [], count: edges.space.count)
    for edge in 0..<edges.count where edges.tail[edge] != edges.head[edge] {
      let (tail, head) = (edges.tail[edge], edges.head[edge])
      let way = directed ? edges.way[edge] : .both
      if way != .backward { rows[Int(tail)].append((head, edges.weight[edge])) }
      if way != .forward { rows[Int(head)].append((tail, edges.weight[edge])) }
    }
    var (offsets, targets, weights) = ([0], [UInt32](), [Double]())
    for row in rows {
      let first = targets.count
      for (target, weight) in row.sorted(by: <) {
        if targets.count > first, targets.last == target {
          weights[weights.count - 1] += weight
        } else {
          targets.append(target)
          weights.append(weight)
        }
      }
      offsets.append(targets.count)
    }
    return (offsets, targets, weighted ? weights : [])
  }

  @Test(arguments: [
    "from,to\n", "from,to", "from,to\n1,2", "from,to\n1,2\n", "from,to\r\n1,2\r\n2,1\r\n", "from,to\r1,2\r3,4",
    "\n\r\nfrom,to\n\n1,2\n\n\n2,3\n\n", "\u{FEFF}from,to\n1,2\n", "from,to\n1,1\n1,1\n2,2\n",
    "from,to\n0,00\n007,7\n7,007\n",
    "from,to\n0,0\n", "from,to\n1,2\n1,2\n2,1\n1,2\n", "from,to\n1,65535\n65536,2\n3,4\n",
    "from,to\n1,99999999999999999999\n",
    "from,to\n12345678,1234567\n123456789,1\n", "from,to\na,b\nb,a\n", "from,to\n1,2\n3,b\n1,b\nb,3\n",
    "from,to\nÅsa,Zoë\nZoë,東京\n",
    "from,to\n a,b \na,b\n", "from,to\n-1,+1\n1.0,1\n1e3,1000\n", "from,to\n1,2\t\n", "from,to\n1;2,3\n",
    "from,to\r\n\r\n1,2\r\n\r\n3,4",
    "from,to,weight\n1,2,3\n1,2,\n1,2,0.1\n2,1,0.2\n", "from,to,weight\n1,2,-0\n1,2,-0.0\n",
    "from,to,weight\r\n1,2,1e-3\r\n3,4,",
    "from,to,weight\na,b,.5\na,b,5.\nb,c,+2\n", "from,to,weight\n1,2,0.1\n1,2,1e16\n1,2,0.3\n1,2,1\n",
    "from,to,weight\n1,2,123456789012345678901234567890\n3,4,0.000000000000000000000000001\n",
  ])
  func readsWhatTheGeneralReaderReads(text: String) throws {
    #expect(try check(text) != nil, Comment(rawValue: text))
  }

  @Test(arguments: [
    "", "\n", "\u{FEFF}", "1,2\n", "from;to\n1;2\n", "to,from\n1,2\n", "from, to\n1,2\n", "From,to\n1,2\n",
    "from,to,start\n1,2,3\n",
    "from,to,weight,kind\n1,2,3,x\n", "from,to,influence\n1,2,both\n", "from,to,\n1,2,\n",
    "from,to,weight,weight\n1,2,3,4\n",
    "\"from\",to\n1,2\n", "from,to\n\"1\",2\n", "from,to\n1,2\n1,\"2\"\n", "from,to\n1,a\"b\n", "from,to\n\"1\n",
    "from,to\n1\n",
    "from,to\n1,\n", "from,to\n,2\n", "from,to\n,\n", "from,to\n1,2,3\n", "from,to\n1,2,\n", "from,to\n1,2\n3",
    "from,to\n1,2\n3,",
    "from,to,weight\n1,2\n", "from,to,weight\n1,2,x\n", "from,to,weight\n1,2,-1\n", "from,to,weight\n1,2,nan\n",
    "from,to,weight\n1,2,inf\n", "from,to,weight\n1,2,1e999\n", "from,to,weight\n1,2,0x1\n", "from,to,weight\n1,2, 1\n",
    "from,to,weight\n1,2,3,\n", "from,to,weight\n1,2,1e\n", "from,to\n1,a\u{0}b\n", "from,to\n1,a\u{7F}\n",
    "from,to\n1,\u{85}\u{80}\n",
    "from,to\n1,\u{FFFF}\n", "<graphml/>", "from,to\n1,2\n2,\u{1}\n", " \n", "from,to,weight\n1,2,\"3\"\n",
  ])
  func leavesTheRestToTheGeneralReader(text: String) throws {
    #expect(try check(text) == nil, Comment(rawValue: text))
  }

  @Test func leavesWhatIsNoUTF8() throws {
    for bad: [UInt8] in [[0xFF], [0xC3], [0xE6, 0x9D], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x80]] {
      #expect(try check(Array("from,to\n1,2\n1,a".utf8) + bad + Array("\n3,4\n".utf8)) == nil)
      #expect(try check(Array("from,to\n1,2\n1,".utf8) + bad) == nil)
    }
  }

  @Test func leavesFoldersAndNothing() throws {
    let folder = FileManager.default.temporaryDirectory.path
    #expect(try readEdgeListGraph(at: folder, directed: true, weighted: false) == nil)
    #expect(try readEdgeListGraph(at: folder + "/there-is-no-such-file", directed: true, weighted: false) == nil)
    #expect(try readEdgeListGraph(at: "/dev/null", directed: true, weighted: false) == nil)
  }

  @Test func readsEveryBeginningOfAFile() throws {
    let whole = Array("\u{FEFF}from,to,weight\r\n12,7,0.5\r\n7,12,\r\n\r\nÅ,12,3\n12,Å,1e1\r\n".utf8)
    for length in 0...whole.count { try check(Array(whole[..<length]), pieces: [1, 4, 11, 1 << 18]) }
  }

  @Test(arguments: 0..<150)
  func readsRandomLists(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let kind = seed % 5
    let ids: [String] = (0..<Int.random(in: 1...40, using: &random)).map { place in
      switch kind {
      case 0: String(Int.random(in: 0...60, using: &random))
      case 1: String(Int.random(in: 0...random.pick([9, 99, 9999, 70_000, 10_000_000, 3_000_000_000]), using: &random))
      case 2: random.pick(["a", "Åsa", "東京", "p", "person ", "0", "00", "x.y@z"]) + String(place % 7)
      case 3: String(repeating: "0", count: Int.random(in: 0...2, using: &random)) + String(place % 9)
      default: Bool.random(using: &random) ? String(place) : "n\(place)-with a long name"
      }
    }
    let weighted = Bool.random(using: &random)
    let lineEnd = random.pick(["\n", "\r\n", "\r"])
    var text = (weighted ? "from,to,weight" : "from,to") + lineEnd
    for _ in 0..<Int.random(in: 0...120, using: &random) {
      text += random.pick(ids) + "," + random.pick(ids)
      if weighted { text += "," + random.pick(["", "1", "0.1", "0.2", "1e-3", "7", "1e17", "0.30"]) }
      text += lineEnd
      if Int.random(in: 0..<20, using: &random) == 0 { text += lineEnd }
    }
    if Bool.random(using: &random) { text = String(text.dropLast()) }
    #expect(try check(text, pieces: [1, 7, 17, 64, 1 << 18]) != nil)
    // Whatever is done to the file, it is read as the general reader reads it or left alone.
    var bytes = Array(text.utf8)
    for _ in 0..<12 {
      let place = Int.random(in: bytes.indices, using: &random)
      let byte = random.pick(Array("0,\n\r\"a1.-e \u{0}".utf8))
      if Bool.random(using: &random) { bytes[place] = byte } else { bytes.insert(byte, at: place) }
      try check(bytes, pieces: [3, 1 << 18])
    }
  }

  @Test func readsManyRows() throws {
    var random = SeededGenerator(seed: 7)
    var text = "from,to\n"
    for _ in 0..<60_000 {
      text += "\(Int.random(in: 0..<9_000, using: &random)),\(Int.random(in: 0..<140_000, using: &random))\n"
    }
    let list = try #require(try check(text, pieces: [1000, 1 << 18]))
    #expect(list.rows == 60_000)
    // An id no table of numbers holds comes late: all ids move, and none is lost.
    try check(text + "1,4000000000\n5,6\n", pieces: [1 << 18])
  }
}

/// A small seeded generator (Steele, Lea and Flood's SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &self)]
  }
}
