import Graph
import Records

/// Numbers ids from 0 in the order in which they are first seen.
///
/// As long as every id is a plain number they are kept as numbers, 4 bytes each, and found in a table that has 4 bytes for
/// every number there may be. With the first id that is something else, or that such a table would be too long for, all
/// move to a hash table over their bytes.
struct NodeIDs: Sendable {
  /// For each number the node that has it as its id, plus 1; 0 where none has.
  var nodes: [UInt32] = []
  /// The ids of the nodes while all are numbers.
  var numbers: [UInt32] = []
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
      if let number = number(id) { return node(number) }
      moveToTexts()
    }
    // The id of a node was looked at when it was new.
    if let known = texts?.row(of: id) { return known }
    guard (try? UTF8Span(validating: id)) != nil, unprintable(in: id) == nil, count < Int32.max >> 3 else { return nil }
    return texts?.insert(id).number
  }

  private mutating func node(_ number: Int) -> Int {
    if number >= nodes.count { grow(toHold: number) }
    if nodes[number] == 0 {
      numbers.append(UInt32(number))
      nodes[number] = UInt32(numbers.count)
    }
    return Int(nodes[number]) - 1
  }

  /// The number that `id` writes in digits alone, the first of them not 0, if it is small enough.
  private func number(_ id: Span<UInt8>) -> Int? {
    guard id.count <= 9, id.count == 1 || id[0] != 0x30 else { return nil }
    var number = 0
    for position in id.indices {
      let digit = Int(id[position]) - 0x30
      guard digit >= 0, digit <= 9 else { return nil }
      number = number * 10 + digit
    }
    return number < limit ? number : nil
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
