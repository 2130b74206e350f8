public import Graph

/// The earliest arrivals of several sources at every node, a block of sources at a time.
///
/// For each block of up to 512 sources `body` is given the sources and the moments: entry `node * sources.count + i` is
/// when the i-th source of the block reaches the node, its own start at the source itself, `Int64.max` for never. Blocks
/// are worked on by all cores, and their results come back in order.
///
/// - Parameters:
///   - stream: The contacts in the order of time.
///   - starts: When influence leaves each source; source i is node i.
///   - lag: Least time between receiving and passing on; a source needs none.
///   - body: What to make of the arrivals of a block.
/// - Complexity: as ``reachOfEveryone(in:starts:counted:lag:)``, and one store for each arrival; 8 bytes for each node
///   and source of a block.
public func mapArrivals<Result: Sendable>(
  in stream: ContactStream, starts: [Moment], lag: Int64 = 0,
  _ body: @Sendable (_ sources: Range<Int>, _ arrivals: [Moment]) -> Result
) -> [Result] {
  let sweep = LaneSweep(stream, seeds: everyone(starts), lag: lag)
  return mapChunks(of: sweep.blockCount, size: 1) { blocks in
    blocks.map { block in
      let sources = block * Lanes.count..<min((block + 1) * Lanes.count, starts.count)
      return body(sources, arrivals(sweep, block, sources, nodes: stream.nodeCount, starts))
    }
  }.flatMap { $0 }
}

/// The arrivals of one block; a function of its own, since code that is generic over what is made of them would be slow.
private func arrivals(
  _ sweep: LaneSweep, _ block: Int, _ sources: Range<Int>, nodes: Int, _ starts: [Moment]
) -> [Moment] {
  func table() -> ArrivalTable {
    var table = ArrivalTable(nodes: nodes, lanes: sources.count)
    for (lane, source) in sources.enumerated() { table.set(source, lane, starts[source]) }
    return table
  }
  return sweep.withRows(ofBlock: block, table) { rows in rows.sink.arrivals }
}

private struct ArrivalTable: ArrivalSink {
  static let listens = true
  private(set) var arrivals: [Moment]
  private let lanes: Int

  init(nodes: Int, lanes: Int) {
    arrivals = [Moment](repeating: .max, count: nodes * lanes)
    self.lanes = lanes
  }

  mutating func set(_ node: Int, _ lane: Int, _ time: Moment) { arrivals[node * lanes + lane] = time }

  mutating func arrived(_ node: Int, _ new: Lanes, at time: Moment) {
    let row = node * lanes
    // One check serves the row: lanes of a block are below `lanes`.
    unsafe arrivals.withUnsafeMutableBufferPointer { table in
      new.forEachLane { lane in unsafe table[row + lane] = time }
    }
  }
}
