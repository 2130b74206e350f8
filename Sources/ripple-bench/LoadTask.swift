import Graph
import Interchange

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An edge list into a graph, reading included: FOLDER/GRAPH.csv, with the header `from,to` for Ripple and without for the floor.
let loadTasks: [String: Task] = [
  "load": Task { (input: Input) throws(BenchError) in
    let path = "\(input.path)_h.csv"
    return {
      guard let list = try? readEdgeListGraph(at: path, directed: true, weighted: false) else { return "none" }
      return "n=\(list.graph.nodeCount) m=\(list.rows)"
    }
  }
]
