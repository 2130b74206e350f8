public import Graph

/// Harmonic temporal closeness: how soon everybody can be reached, in the order of time.
///
/// C_i = 1/(n - 1) times the sum over all others j of 1 / (arrival_j - start_i + 1), times counted in units; whoever is
/// not reached adds 0. For people: *how soon could something they know have got to the others?* It says nothing of who
/// did listen.
///
/// - Parameters:
///   - stream: The contacts in the order of time.
///   - starts: When influence leaves each source; source i is node i.
///   - counted: The nodes that count as others, sources among them.
///   - lag: Least time between receiving and passing on; a source needs none.
///   - unit: Length of one unit of time, above 0.
/// - Complexity: as ``reachOfEveryone(in:starts:counted:lag:)``, and one division for each arrival.
/// - Source: temporal closeness with inverse durations, Tang et al. 2010, doi:10.1145/1852658.1852661.
public func temporalCloseness(
  in stream: ContactStream, starts: [Moment], counted: Range<Int>, lag: Int64 = 0, unit: Int64 = 1
) -> [Double] {
  let sweep = LaneSweep(stream, seeds: everyone(starts), lag: lag)
  let others = Double(max(counted.count - 1, 1))
  return mapChunks(of: sweep.blockCount, size: 1) { blocks in
    blocks.flatMap { block in
      let sources = block * Lanes.count..<min((block + 1) * Lanes.count, starts.count)
      func nearness() -> NearnessSink {
        NearnessSink(starts: Array(starts[sources]), counted: counted, unit: Double(max(unit, 1)))
      }
      return sweep.withRows(ofBlock: block, nearness) { rows in rows.sink.sums.map { $0 / others } }
    }
  }.flatMap { $0 }
}

private struct NearnessSink: ArrivalSink {
  static let listens = true
  private let starts: [Moment]
  private let counted: Range<Int>
  private let unit: Double
  private(set) var sums: [Double]

  init(starts: [Moment], counted: Range<Int>, unit: Double) {
    self.starts = starts
    self.counted = counted
    self.unit = unit
    sums = [Double](repeating: 0, count: starts.count)
  }

  mutating func arrived(_ node: Int, _ lanes: Lanes, at time: Moment) {
    guard counted.contains(node) else { return }
    lanes.forEachLane { lane in
      // Contacts that have always held carry when influence leaves.
      let wait = Double(max(time, starts[lane])) - Double(starts[lane])
      sums[lane] += 1 / (wait / unit + 1)
    }
  }
}
