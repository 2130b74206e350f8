import Algorithms
import Graph

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many are within two and three steps of everybody.
let hopTasks: [String: Task] = [
  "reach2": graphTask { digest(reachWithin(hops: 2, in: $0)) },
  "reach3": graphTask { digest(reachWithin(hops: 3, in: $0)) },
  "harmonic": graphTask { graph in
    let values = distanceSums(of: graph).harmonic
    let sample = stride(from: 0, to: values.count, by: max(values.count / 1000, 1))
    return "sample-sum=\(digits(sample.reduce(0) { $0 + values[$1] }, 8))"
  },
]

/// A task on a graph.
func graphTask(directed: Bool = false, _ body: @escaping @Sendable (Adjacency) -> String) -> Task {
  Task { (input: Input) throws(BenchError) in
    let graph = try graph(of: input, directed: directed)
    return { body(graph) }
  }
}

/// The edges of an input as a graph.
func graph(of input: Input, directed: Bool = false) throws(BenchError) -> Adjacency {
  guard input.columns == 2 else {
    throw BenchError(sentence: "this task takes edges: two columns", status: 65)
  }
  var table = EdgeTable(space: NodeSpace([.person: input.nodes]))
  table.reserve(input.rows)
  for row in 0..<input.rows {
    table.add(
      .tie, row: row, from: Int(input.values[2 * row]), to: Int(input.values[2 * row + 1]),
      way: directed ? .forward : .both)
  }
  return Adjacency(table, directed: directed, weighted: false)
}

/// Sum and greatest value, with the place of the first that is greatest, to seven digits.
func digest(_ values: [Int]) -> String { digest(values.map(Double.init)) }

func digest(_ values: [Double]) -> String {
  var best = 0
  for place in values.indices where values[place] > values[best] { best = place }
  let greatest = values.isEmpty ? 0 : values[best]
  return "sum=\(digits(values.reduce(0, +), 7)) max=\(best):\(digits(greatest, 7))"
}

/// The number as C's `%.{digits}g` writes it.
func digits(_ number: Double, _ digits: Int) -> String {
  var buffer = [CChar](repeating: 0, count: 64)
  let length = unsafe withVaList([digits, number]) { unsafe vsnprintf(&buffer, buffer.count, "%.*g", $0) }
  return String(decoding: buffer.prefix(Int(max(length, 0))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The number as C's `%.{digits}f` writes it.
func fixed(_ number: Double, _ digits: Int) -> String {
  var buffer = [CChar](repeating: 0, count: 64)
  let length = unsafe withVaList([digits, number]) { unsafe vsnprintf(&buffer, buffer.count, "%.*f", $0) }
  return String(decoding: buffer.prefix(Int(max(length, 0))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
