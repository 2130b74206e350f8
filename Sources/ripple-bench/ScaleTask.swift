import Algorithms
import Graph
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What engines for large networks are asked too, from a list on, reading included: FOLDER/GRAPH.csv with the columns
/// `from,to,start`, whole numbers throughout. Ties and contacts go one way, contacts last one moment, and reach begins with
/// the first thirty people at the beginning of time.
let scaleTasks: [String: Task] = [
  "scale": Task { (input: Input) throws(BenchError) in
    let path = "\(input.path).csv"
    guard unsafe access(path, R_OK) == 0 else {
      throw BenchError(sentence: "there is no \(path): make the inputs anew with scripts/bench-scale", status: 66)
    }
    let nodes = input.nodes
    return {
      guard let rows = NumberRows(path, nodes: nodes) else { return "unread" }
      return "\(structure(rows, nodes)) \(reach(rows, nodes))"
    }
  }
]

private func structure(_ rows: NumberRows, _ nodes: Int) -> String {
  var arcs = ArcList(nodes: nodes)
  arcs.append(rows.tails[...], rows.heads[...], [], nodes: nodes)
  let graph = Adjacency(arcs, directed: true)
  let turned = graph.reversed()
  let degree = (0..<nodes).map { graph.degree($0) + turned.degree($0) }.max() ?? 0
  let ranks = pageRank(of: graph)
  let first = ranks.indices.max { (ranks[$0], -$0) < (ranks[$1], -$1) } ?? 0
  let parts = (components(of: graph).max() ?? -1) + 1
  return "ties=\(graph.edgeCount) degree=\(degree) components=\(parts) rank=\(first):\(digits(ranks[first], 6))"
}

private func reach(_ rows: NumberRows, _ nodes: Int) -> String {
  var contacts = Contacts.Builder(nodeCount: nodes)
  contacts.reserve(rows.tails.count)
  for row in rows.tails.indices {
    let start = Moment(rows.starts[row])
    contacts.add(Int(rows.tails[row]), Int(rows.heads[row]), during: Interval(start, start + 1), .possible)
  }
  let seeds = (0..<min(30, nodes)).map { ReachSeed(node: $0, time: 0, isSource: true) }
  let found = routes(in: contacts.freeze(), from: seeds, limits: ReachLimits())
  var (count, sum) = (0, Moment(0))
  for node in seeds.count..<nodes where found.reaches(node) {
    count += 1
    sum += found.arrival[node]
  }
  return "reached=\(count) arrivals=\(sum)"
}

/// Rows of three numbers.
private struct NumberRows {
  private(set) var tails: [UInt32] = []
  private(set) var heads: [UInt32] = []
  private(set) var starts: [UInt32] = []

  /// The rows behind the header of a file; `nil` when it cannot be read, or names a node that there is not.
  init?(_ path: String, nodes: Int) {
    guard let file = unsafe fopen(path, "rb") else { return nil }
    defer { unsafe fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var (number, column, isHeader) = (UInt32(0), 0, true)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      for byte in buffer[..<count] {
        if isHeader {
          isHeader = byte != 0x0A
        } else if byte == 0x2C || byte == 0x0A {
          if column < 2, number >= nodes { return nil }
          switch column {
          case 0: tails.append(number)
          case 1: heads.append(number)
          default: starts.append(number)
          }
          (number, column) = (0, byte == 0x0A ? 0 : column + 1)
        } else {
          number = number &* 10 &+ UInt32(byte &- 0x30)
        }
      }
    }
    guard tails.count == heads.count, tails.count == starts.count else { return nil }
  }
}
