import Graph
public import Insight
public import Interchange
public import Records

/// Writes the forest of a cascade as a tree of text: who stands under whom, when, and on what evidence.
///
/// The largest trees come first; people who stand alone are counted in one line. At most `limit` people are written, whole
/// branches first to last, and what is left out is counted.
public func writeCascadeTree(
  _ cascade: Cascade, of network: Network, limit: Int = 500, to output: OutputFile
) throws(OutputError) {
  let rendering = CascadeRendering(network: network, unit: network.unit)
  var children = [[Int]](repeating: [], count: cascade.people.count)
  var placeOf: [Int: Int] = [:]
  for (place, adopter) in cascade.people.enumerated() {
    placeOf[adopter.person] = place
    if let parent = adopter.parent { children[parent].append(place) }
  }
  let hasPossible = cascade.people.contains { $0.sources.contains { !$0.isKnown } }
  try output.write("\(rendering.name(cascade)): who learnt\(hasPossible ? ", or may have learnt," : "") from whom\n\n")
  if cascade.people.isEmpty { try output.write("Nobody is recorded as using it.\n") }
  var left = limit
  var alone = 0
  var unshown = 0
  for tree in cascade.trees {
    guard let root = placeOf[tree.root] else { continue }
    if tree.size == 1, cascade.people[root].sources.isEmpty {
      alone += 1
      continue
    }
    if left <= 0 {
      unshown += tree.size
      continue
    }
    // Depth first, children in the order in which they adopted.
    var stack = [(place: root, indent: "", branch: "")]
    while let (place, indent, branch) = stack.popLast() {
      if left <= 0 {
        unshown += 1
        stack.append(contentsOf: children[place].map { (place: $0, indent: "", branch: "") })
        continue
      }
      left -= 1
      let (who, evidence) = rendering.line(place, of: cascade)
      try output.write("\(indent)\(branch)\(who)\(evidence)\n")
      let inner = branch.isEmpty ? indent : indent + (branch == "└─ " ? "   " : "│  ")
      for (order, child) in children[place].enumerated().reversed() {
        stack.append((child, inner, order == children[place].count - 1 ? "└─ " : "├─ "))
      }
    }
    try output.write("\n")
  }
  if unshown > 0 {
    try output.write("\(counted(unshown, "more person is", "more people are")) left out; --format csv lists all.\n")
  }
  if alone > 0 {
    try output.write(
      "\(counted(alone, "person stands", "people stand")) alone, with nobody before or after them.\n")
  }
  try output.finish()
}
