import Algorithms
import Graph

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How many are within two and three steps of everybody.
let hopTasks: [String: Task] = ["reach2": hopTask(2), "reach3": hopTask(3)]

private func hopTask(_ hops: Int) -> Task {
  Task { (input: Input) throws(BenchError) in
    guard input.columns == 2 else {
      throw BenchError(sentence: "this task takes edges: two columns", status: 65)
    }
    var table = EdgeTable(space: NodeSpace([.person: input.nodes]))
    table.reserve(input.rows)
    for row in 0..<input.rows {
      table.add(
        .tie, row: row, from: Int(input.values[2 * row]), to: Int(input.values[2 * row + 1]), way: .both)
    }
    let graph = Adjacency(table, directed: false, weighted: false)
    return { digest(reachWithin(hops: hops, in: graph)) }
  }
}

/// Sum and greatest value, with the place of the first that is greatest, to seven digits.
func digest(_ values: [Int]) -> String {
  var best = 0
  for place in values.indices where values[place] > values[best] { best = place }
  let greatest = values.isEmpty ? 0 : values[best]
  return "sum=\(sevenDigits(values.reduce(0, +))) max=\(best):\(sevenDigits(greatest))"
}

/// The number as C's `%.7g` writes it.
private func sevenDigits(_ number: Int) -> String {
  var buffer = [CChar](repeating: 0, count: 32)
  let length = unsafe withVaList([Double(number)]) { unsafe vsnprintf(&buffer, buffer.count, "%.7g", $0) }
  return String(decoding: buffer.prefix(Int(max(length, 0))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
