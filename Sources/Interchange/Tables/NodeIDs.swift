import Graph
import Records

/// Numbers ids from 0 in the order in which they are first seen.
///
/// As long as every id is a plain number they are kept as numbers, 4 bytes each, and found in a table that has 4 bytes for
/// every number there may be. With the first id that is something else, or that such a table would be too long for, all
/// move to a hash table over their bytes.
struct NodeIDs: Sendable {
  /// For each number the node that has it as its id, plus 1; 0 where none has.
  private var nodes: [UInt32]
  /// The ids of the nodes while all are numbers.
  private var numbers: [UInt32] = []
  /// Their ids once some are not; `nil` until then.
  private var texts: IDTable?
  /// Least number that does not go into `nodes`.
  private let limit: Int

  /// For the ids of a file of `size` bytes, in which numbers that stand close together stay well below that: the table
  /// may become as large as the file.
  init(fileSize size: Int) {
    limit = min(max(size / 4, 1 << 16), 1 << 27)
    nodes = [UInt32](repeating: 0, count: 1 << 10)
  }

  /// Number of ids.
  var count: Int { texts?.count ?? numbers.count }

  /// True while every id is a number.
  var areNumbers: Bool { texts == nil }

  /// The node called `id`; `nil` where tables take no such id.
  mutating func node(_ id: Span<UInt8>) -> Int? {
    if texts == nil {
      if let number = number(id), number < limit { return Int(node(number)) }
      moveToTexts()
    }
    // The id of a node was looked at when it was new.
    if let known = texts?.row(of: id) { return known }
    guard (try? UTF8Span(validating: id)) != nil, unprintable(in: id) == nil, count < Int32.max >> 3 else { return nil }
    return texts?.insert(id).number
  }

  /// Puts in the place of each number of some rows, which are ids of `tails` and `heads`, the node it is the id of.
  mutating func findNodes(_ tails: inout [UInt32], _ heads: inout [UInt32], _ rows: Range<Int>) {
    var row = rows.lowerBound
    while row < rows.upperBound {
      row = Self.findNodes(&nodes, &numbers, &tails, &heads, row..<rows.upperBound)
      if row == rows.upperBound { return }
      tails[row] = node(Int(tails[row]))
      heads[row] = node(Int(heads[row]))
      row += 1
    }
  }

  /// As the other, before a row with a number out of the bounds of `nodes`; gives which row that is.
  @inline(never)
  private static func findNodes(
    _ nodes: inout [UInt32], _ numbers: inout [UInt32], _ tails: inout [UInt32], _ heads: inout [UInt32],
    _ rows: Range<Int>
  ) -> Int {
    var known = nodes.mutableSpan
    var from = tails.mutableSpan
    var to = heads.mutableSpan
    var row = rows.lowerBound
    while row < rows.upperBound {
      let (tail, head) = (Int(from[row]), Int(to[row]))
      guard tail < known.count, head < known.count else { break }
      from[row] = node(tail, &known, &numbers)
      to[row] = node(head, &known, &numbers)
      row &+= 1
    }
    return row
  }

  /// The node whose id is `number`, in the bounds of `known`.
  @inline(__always)
  private static func node(_ number: Int, _ known: inout MutableSpan<UInt32>, _ numbers: inout [UInt32]) -> UInt32 {
    let node = unsafe known[unchecked: number]
    if node != 0 { return node &- 1 }
    numbers.append(UInt32(truncatingIfNeeded: number))
    unsafe known[unchecked: number] = UInt32(truncatingIfNeeded: numbers.count)
    return UInt32(truncatingIfNeeded: numbers.count &- 1)
  }

  private mutating func node(_ number: Int) -> UInt32 {
    guard number < limit, texts == nil else {
      if texts == nil { moveToTexts() }
      return UInt32(texts?.insert(Array(String(number).utf8).span).number ?? 0)
    }
    if number >= nodes.count { grow(toHold: number) }
    if nodes[number] == 0 {
      numbers.append(UInt32(number))
      nodes[number] = UInt32(numbers.count)
    }
    return nodes[number] - 1
  }

  /// The number that `id` writes in up to nine digits, the first of them not 0.
  private func number(_ id: Span<UInt8>) -> Int? {
    guard id.count <= 9, id.count == 1 || id[0] != 0x30 else { return nil }
    var number = 0
    for position in id.indices {
      let digit = Int(id[position]) - 0x30
      guard digit >= 0, digit <= 9 else { return nil }
      number = number * 10 + digit
    }
    return number
  }

  private mutating func grow(toHold number: Int) {
    var larger = [UInt32](zeros: min(max(nodes.count * 2, number + 1), limit))
    for known in nodes.indices { larger[known] = nodes[known] }
    nodes = larger
  }

  private mutating func moveToTexts() {
    var moved = IDTable()
    for number in numbers { _ = moved.insert(Array(String(number).utf8).span) }
    texts = moved
    numbers = []
    nodes = []
  }

  /// Forgets what is needed for new ids alone.
  mutating func finish() { nodes = [] }

  /// The id of `node`.
  func id(_ node: Int) -> String { texts?.text(node) ?? String(numbers[node]) }
}
