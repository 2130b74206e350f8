public import Graph

/// The graph of a plain edge list, without the records that a network keeps of it.
///
/// For people: who is tied to whom, for questions about structure alone.
public struct EdgeListGraph: Sendable {
  /// The ties as a simple graph; nodes are numbered in the order in which the list first names them.
  public let graph: Adjacency
  /// Number of ties in the list.
  public let rows: Int
  /// How many of them join somebody to themself; the graph has none of those, and the general reader warns of each.
  public let selfTies: Int
  private let ids: NodeIDs

  /// The id of `node` as the list writes it.
  public func id(_ node: Int) -> String { ids.id(node) }

  fileprivate init(_ rows: consuming EdgeListRows, directed: Bool) {
    self.rows = rows.count
    selfTies = rows.selfTies
    let (ids, arcs) = rows.finish()
    self.ids = ids
    graph = Adjacency(arcs, directed: directed)
  }
}

/// Reads a CSV edge list with the columns `from,to` or `from,to,weight` straight into a graph.
///
/// The graph is the one that `readNetwork(at:)` and the ties of its people give, where ties that do not say so run forward
/// when `directed`. Whatever needs more than that, or would be refused or doubted, gives `nil`, and the general reader says
/// what it is: other columns, quotation marks, cells that are missing or no weights, text that is not UTF-8, a folder, a
/// pipe, GraphML. Ties from somebody to themself are counted and left out.
///
/// - Parameters:
///   - path: The file.
///   - directed: Keep the directions of ties, or hold each in both rows.
///   - weighted: Keep weights, added over parallel ties; 1 where none is written.
/// - Throws: ``MissingInput`` when the file may not be read.
/// - Complexity: O(bytes + n + m). The file is read in pieces; memory is that of the arcs, 8 bytes each, 16 when weighted,
///   and 4 bytes a neighbour for their rows, 12 when weighted. Of the time a fifth goes into digits, which are read faster
///   than memory answers; half is spent on 8 bytes an edge that lie in no order: its node is looked up, counted, and put into
///   a row twice, each a miss of the cache in long lists. The rest is the system's, for the file and for new memory.
public func readEdgeListGraph(at path: String, directed: Bool, weighted: Bool) throws(MissingInput) -> EdgeListGraph? {
  try readEdgeListGraph(at: path, directed: directed, weighted: weighted, pieces: 1 << 18)
}

/// As the public function, reading at most `pieces` bytes at once.
package func readEdgeListGraph(
  at path: String, directed: Bool, weighted: Bool, pieces: Int
) throws(MissingInput) -> EdgeListGraph? {
  guard InputFile.isOrdinary(path) else { return nil }
  let input = try InputFile(path)
  var text = [UInt8](repeating: 0, count: pieces + 8)
  // What is left of the last piece: the beginning of a row.
  var held = 0
  var taken = 0
  var rows: EdgeListRows?
  var isAtEnd = false
  repeat {
    if text.count < held + pieces + 8 { text.append(contentsOf: repeatElement(0, count: text.count)) }
    var end = held + (try input.fill(&text, held..<held + pieces))
    if end == held {
      // The last row need not end its line.
      isAtEnd = true
      text[end] = 0x0A
      end += 1
    }
    let whole = text[held..<end].lastIndex(where: isLineEnd).map { $0 + 1 } ?? 0
    var start = 0
    if rows == nil, whole > 0 {
      if taken == 0, text.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
      while start < whole, isLineEnd(text[start]) { start += 1 }
      if start < whole {
        guard let hasWeights = takeHeader(text, &start) else { return nil }
        rows = EdgeListRows(fileSize: input.size, haveWeights: hasWeights, keepsWeights: weighted)
      }
    }
    if start < whole {
      guard rows?.take(text, start..<whole) == true else { return nil }
    }
    // A guess, within bounds that a file with holes cannot make too much memory of.
    if taken == 0, let first = rows?.count {
      rows?.reserve(min(first * (min(input.size, 1 << 40) / whole + 1) * 17 / 16, 1 << 28))
    }
    taken += whole
    held = end - whole
    for place in 0..<held { text[place] = text[whole + place] }
  } while !isAtEnd
  return rows.map { EdgeListGraph($0, directed: directed) }
}

/// Takes the header that begins at `position`; whether it names weights, or `nil` when it is not that of a plain edge list.
private func takeHeader(_ text: [UInt8], _ position: inout Int) -> Bool? {
  let rest = text[position...]
  let length = rest.prefix { !isLineEnd($0) }.count
  position += length
  if rest.prefix(length).elementsEqual("from,to".utf8) { return false }
  return rest.prefix(length).elementsEqual("from,to,weight".utf8) ? true : nil
}
