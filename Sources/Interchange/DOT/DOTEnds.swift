/// What stands on one side of an edge: nodes with their ports, or a subgraph.
struct DOTEnds {
  var nodes: [(index: Int32, port: DOTWord?)] = []
  /// Its place among the subgraphs.
  var subgraph: Int?
  var isSubgraph: Bool { subgraph != nil }
}
