public import Graph

/// The earliest arrivals of some consecutive sources at every node.
///
/// A sweep hears of arrivals in the order of time, so that a table of the distinct moments and one number of 32 bits an
/// arrival say all.
public struct ArrivalTable: Sendable {
  /// The sources, which are nodes.
  public let sources: Range<Int>
  /// Number of nodes.
  public let nodeCount: Int
  private let starts: [Moment]
  /// Place in `moments` of each arrival, nodes one after another; ``never`` where there is none.
  @usableFromInline private(set) var places: [UInt32]
  @usableFromInline private(set) var moments: [Moment] = []

  @usableFromInline static let never = UInt32.max

  fileprivate init(_ sources: Range<Int>, nodes: Int, _ starts: [Moment]) {
    self.sources = sources
    nodeCount = nodes
    self.starts = Array(starts[sources])
    places = [UInt32](repeating: Self.never, count: nodes * sources.count)
  }

  /// When a source reaches a node: its own start at the source itself, `nil` for never; `Int64.min` for others where
  /// nothing is dated.
  ///
  /// - Complexity: O(1).
  public subscript(source: Int, node: Int) -> Moment? {
    let lane = source - sources.lowerBound
    if source == node { return starts[lane] }
    let place = places[node * sources.count + lane]
    return place == Self.never ? nil : moments[Int(place)]
  }

  /// Calls `body` with every source, another node it reaches and when, by node.
  ///
  /// - Complexity: O(nodes sources).
  @inlinable
  public func forEach(_ body: (_ source: Int, _ node: Int, _ arrival: Moment) -> Void) {
    let places = places.span
    let moments = moments.span
    var entry = 0
    for node in 0..<nodeCount {
      for source in sources {
        let place = places[entry]
        entry &+= 1
        if place != Self.never, source != node { body(source, node, moments[Int(place)]) }
      }
    }
  }
}

extension ArrivalTable: ArrivalSink {
  static var listens: Bool { true }

  mutating func arrived(_ node: Int, _ new: Lanes, at time: Moment) {
    if moments.last != time { moments.append(time) }
    let place = UInt32(truncatingIfNeeded: moments.count &- 1)
    let row = node &* sources.count
    // One check serves the row: lanes of a block are below their number.
    precondition(row >= 0 && row <= places.count &- sources.count)
    unsafe places.withUnsafeMutableBufferPointer { places in
      new.forEachLane { lane in unsafe places[row &+ lane] = place }
    }
  }
}

/// The earliest arrivals of several sources at every node, a block of up to 512 sources at a time.
///
/// Blocks are worked on by all cores, and what `body` makes of them comes back in order.
///
/// - Parameters:
///   - stream: The contacts in the order of time.
///   - starts: When influence leaves each source; source i is node i.
///   - lag: Least time between receiving and passing on; a source needs none.
///   - body: What to make of the arrivals of a block.
/// - Complexity: as ``reachOfEveryone(in:starts:counted:lag:)``, and one store for each arrival; 4 bytes for each node
///   and source of a block. What bounds it is those stores, which go all over a table that no core's own cache holds.
public func mapArrivals<Result: Sendable>(
  in stream: ContactStream, starts: [Moment], lag: Int64 = 0, _ body: @Sendable (borrowing ArrivalTable) -> Result
) -> [Result] {
  let sweep = LaneSweep(stream, seeds: everyone(starts), lag: lag)
  return mapChunks(of: sweep.blockCount, size: 1) { blocks in
    blocks.map { block in
      let sources = block * Lanes.count..<min((block + 1) * Lanes.count, starts.count)
      return body(arrivals(sweep, block, sources, nodes: stream.nodeCount, starts))
    }
  }.flatMap { $0 }
}

/// The arrivals of one block; a function of its own, since code that is generic over what is made of them would be slow.
private func arrivals(
  _ sweep: LaneSweep, _ block: Int, _ sources: Range<Int>, nodes: Int, _ starts: [Moment]
) -> ArrivalTable {
  sweep.withRows(ofBlock: block, { ArrivalTable(sources, nodes: nodes, starts) }) { rows in rows.sink }
}
