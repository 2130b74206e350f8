import Interchange
import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A GraphML file into a network, reading included: FOLDER/GRAPH.graphml.
let readTasks: [String: Task] = [
  "graphml_read": Task { (input: Input) throws(BenchError) in
    let path = "\(input.path).graphml"
    guard unsafe access(path, R_OK) == 0 else {
      throw BenchError(sentence: "there is no \(path): make the inputs anew with scripts/bench", status: 66)
    }
    return {
      guard let network = try? readNetwork(at: path).network else { return "unread" }
      let values = network.people.extraColumns + network.ties.extraColumns
      // People have role and name in columns of their own, ties their weight.
      let cells = values.reduce(0) { $0 + $1.values.count } + 2 * network.people.count + network.ties.count
      return "n=\(network.people.count) m=\(network.ties.count) values=\(cells)"
    }
  }
]
