import Graph
import Records

/// Takes the rows of a plain edge list, `from,to` or `from,to,weight`, as arcs between nodes numbered as they come.
///
/// Rows of two numbers, which most long lists have, are taken by a loop of their own; it stops before any other.
struct EdgeListRows {
  private(set) var ids: NodeIDs
  private(set) var list = ArcList(nodes: 0)
  /// Rows that join a node to itself.
  private(set) var selfTies = 0
  private var block = RowBlock()
  /// True when rows have a weight, which must be one even where none is asked for.
  private let haveWeights: Bool
  private let keepsWeights: Bool

  /// Number of rows.
  var count: Int { list.tails.count }

  /// The rows of a file of `size` bytes.
  init(fileSize size: Int, haveWeights: Bool, keepsWeights: Bool) {
    ids = NodeIDs(fileSize: size)
    self.haveWeights = haveWeights
    self.keepsWeights = keepsWeights
  }

  /// Makes room for so many rows in all.
  mutating func reserve(_ rows: Int) { list.reserve(rows, weighted: keepsWeights) }

  /// Takes the rows in `places` of `text`, the last of which ends there; false when one is not as plain as this takes them.
  ///
  /// Eight bytes of `text` follow `places`, whatever they are.
  mutating func take(_ text: [UInt8], _ places: Range<Int>) -> Bool {
    var position = places.lowerBound
    while position < places.upperBound {
      if ids.areNumbers {
        let row = block.count
        (position, block.count) = takeNumbers(
          text.span, position..<places.upperBound, haveWeights, &block.tails, &block.heads, &block.weights, row)
        // Looked up by themselves, numbers do not wait for each other's memory.
        ids.findNodes(&block.tails, &block.heads, row..<block.count)
      }
      if position < places.upperBound, !block.isFull {
        guard takeRow(text.span, &position, places.upperBound) else { return false }
      }
      if block.isFull || position == places.upperBound {
        guard count + block.count <= Int32.max else { return false }
        moveBlock()
      }
    }
    return true
  }

  private mutating func moveBlock() {
    for row in 0..<block.count where block.tails[row] == block.heads[row] { selfTies += 1 }
    list.append(
      block.tails[..<block.count], block.heads[..<block.count], block.weights[..<(keepsWeights ? block.count : 0)],
      nodes: ids.count)
    block.count = 0
  }

  /// The ids of the nodes, and the arcs.
  consuming func finish() -> (NodeIDs, ArcList) {
    ids.finish()
    return (ids, list)
  }

  /// Takes one row of whatever ids, or passes over one line end.
  private mutating func takeRow(_ text: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
    if isLineEnd(text[position]) {
      position += 1
      return true
    }
    guard let tail = takeNode(text, &position), text[position] == comma else { return false }
    position += 1
    guard let head = takeNode(text, &position) else { return false }
    var weight = 1.0
    if haveWeights {
      guard text[position] == comma else { return false }
      position += 1
      guard let given = takeWeight(text, &position) else { return false }
      weight = given
    }
    guard isLineEnd(text[position]) else { return false }
    position += 1
    block.tails[block.count] = UInt32(tail)
    block.heads[block.count] = UInt32(head)
    block.weights[block.count] = weight
    block.count += 1
    return true
  }

  /// The node whose id is the cell that begins at `position`, which moves behind it; `nil` when it is empty, has quotation
  /// marks, or is no id.
  private mutating func takeNode(_ text: Span<UInt8>, _ position: inout Int) -> Int? {
    let start = position
    while text[position] != comma, !isLineEnd(text[position]) {
      if text[position] == 0x22 { return nil }
      position += 1
    }
    return position == start ? nil : ids.node(text.extracting(start..<position))
  }
}

let comma: UInt8 = 0x2C

func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

/// The weight in the cell that begins at `position`, which moves behind it: 1 when it is empty, `nil` when it is none.
func takeWeight(_ text: Span<UInt8>, _ position: inout Int) -> Double? {
  let start = position
  while text[position] != comma, !isLineEnd(text[position]) { position += 1 }
  if position == start { return 1 }
  guard let weight = Decimal.parse(text.extracting(start..<position)), weight >= 0 else { return nil }
  return weight
}

/// Rows on their way to an ``ArcList``, few enough to stay in the cache.
struct RowBlock {
  private static let room = 1 << 12
  var tails = [UInt32](repeating: 0, count: room)
  var heads = [UInt32](repeating: 0, count: room)
  /// 1 where rows have none.
  var weights = [Double](repeating: 1, count: room)
  var count = 0
  var isFull: Bool { count == Self.room }
}
