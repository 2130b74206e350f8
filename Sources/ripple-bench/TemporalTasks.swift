import Algorithms
import Graph

/// Reach in the order of time. Sources leave at -1; passing on takes at least 1, so that times along a route rise.
let temporalTasks: [String: Task] = [
  "temporal_reach": Task { (input: Input) throws(BenchError) in
    let stream = ContactStream(try contacts(of: input))
    let starts = [Moment](repeating: -1, count: input.nodes)
    return {
      let reach = reachOfEveryone(in: stream, starts: starts, counted: 0..<starts.count, lag: 1)
      return totals(reach.reached)
    }
  },
  "temporal_reach_open": Task { (input: Input) throws(BenchError) in
    let stream = ContactStream(try contacts(of: input))
    let starts = [Moment](repeating: -1, count: input.nodes)
    return { totals(reachOfEveryone(in: stream, starts: starts, counted: 0..<starts.count).reached) }
  },
  "temporal_estimate": Task { (input: Input) throws(BenchError) in
    let stream = ContactStream(try contacts(of: input))
    let starts = [Moment](repeating: -1, count: input.nodes)
    return {
      let reach = estimatedReachOfEveryone(in: stream, starts: starts, counted: 0..<starts.count)
      return "sum=\(reach?.reached.reduce(0, +) ?? -1)"
    }
  },
  "temporal_arrivals": Task { (input: Input) throws(BenchError) in
    let stream = ContactStream(try contacts(of: input))
    let starts = [Moment](repeating: -1, count: input.nodes)
    return {
      let parts = mapArrivals(in: stream, starts: starts, lag: 1) { table in
        var (pairs, sum) = (0, Int64(0))
        table.forEach { _, _, arrival in
          pairs &+= 1
          sum &+= arrival
        }
        return (pairs, sum)
      }
      return "all sum=\(parts.reduce(0) { $0 + $1.0 }) arrivals=\(parts.reduce(0) { $0 + $1.1 })"
    }
  },
  "one_source": Task { (input: Input) throws(BenchError) in
    let stream = ContactStream(try contacts(of: input))
    let source = Int(input.values.first ?? 0)
    return {
      let routes = foremostRoutes(in: stream, from: [ReachSeed(node: source, time: -1, isSource: true)], lag: 1)
      return "sum=\((0..<input.nodes).count { routes?.reaches($0) ?? false } - 1)"
    }
  },
  // What nothing can be faster than: the contacts read once, one after another.
  "one_read": Task { (input: Input) throws(BenchError) in
    let stream = ContactStream(try contacts(of: input))
    return {
      var mix: UInt64 = 0
      for contact in 0..<stream.count {
        mix &+= UInt64(stream.tails[contact] ^ stream.heads[contact] ^ stream.starts[contact])
      }
      return "mix=\(mix)"
    }
  },
  // The textbook's pass, which knows arrivals alone: no routes, no generations, no care for contacts of one moment.
  "one_pass": Task { (input: Input) throws(BenchError) in
    let stream = ContactStream(try contacts(of: input))
    let source = Int(input.values.first ?? 0)
    return {
      var arrival = [Moment](repeating: .max, count: input.nodes)
      arrival[source] = -1
      for contact in 0..<stream.count {
        let moment = stream.axis.moments[Int(stream.starts[contact])]
        let head = Int(stream.heads[contact])
        if arrival[Int(stream.tails[contact])] < moment, moment < arrival[head] { arrival[head] = moment }
      }
      return "sum=\(arrival.count { $0 != .max } - 1)"
    }
  },
]

/// The sum over all sources, and over twenty of them, for peers too slow for all.
private func totals(_ reached: [Int]) -> String {
  let twenty = stride(from: 0, to: reached.count, by: max(reached.count / 20, 1)).reduce(0) { $0 + reached[$1] }
  return "all sum=\(reached.reduce(0, +)) 20-source sum=\(twenty)"
}

private func contacts(of input: Input) throws(BenchError) -> Contacts {
  guard input.columns >= 3 else {
    throw BenchError(sentence: "this task takes contacts: three columns, or four with an end", status: 65)
  }
  var builder = Contacts.Builder(nodeCount: input.nodes)
  builder.reserve(input.rows)
  for row in 0..<input.rows {
    let at = row * input.columns
    let start = Int64(input.values[at + 2])
    let end = input.columns == 4 ? Int64(input.values[at + 3]) : start + 1
    builder.add(Int(input.values[at]), Int(input.values[at + 1]), during: Interval(start, end), .possible)
  }
  return builder.freeze()
}
