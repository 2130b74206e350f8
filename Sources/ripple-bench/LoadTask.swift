import Graph
import Interchange

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An edge list into a graph, reading included: FOLDER/GRAPH.csv, which begins with the line `from,to`.
let loadTasks: [String: Task] = [
  "load": Task { (input: Input) throws(BenchError) in
    let path = try list(of: input)
    return {
      guard let list = try? readEdgeListGraph(at: path, directed: true, weighted: false) else { return "unread" }
      return "n=\(list.graph.nodeCount) m=\(list.rows)"
    }
  },
  // What the textbook needs who knows that ids are numbers below `n` and the file is sound: read, parse, sort into rows.
  "load_floor": Task { (input: Input) throws(BenchError) in
    let path = try list(of: input)
    let nodes = input.nodes
    return { "n=\(nodes) m=\(textbook(path, nodes))" }
  },
]

private func list(of input: Input) throws(BenchError) -> String {
  let path = "\(input.path).csv"
  guard unsafe access(path, R_OK) == 0 else {
    throw BenchError(sentence: "there is no \(path): make the inputs anew with scripts/bench", status: 66)
  }
  return path
}

/// Number of rows of a list that nobody need be told is unsound.
private func textbook(_ path: String, _ nodes: Int) -> Int {
  let file = unsafe open(path, O_RDONLY)
  var status = stat()
  guard file >= 0, unsafe fstat(file, &status) == 0 else { return 0 }
  let size = Int(status.st_size)
  guard let map = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0), unsafe map != MAP_FAILED
  else {
    return 0
  }
  let text = unsafe map.assumingMemoryBound(to: UInt8.self)
  let ends = UnsafeMutablePointer<UInt32>.allocate(capacity: size / 2 + 2)
  var (place, count) = (0, 0)
  while place < size, unsafe text[place] != 0x0A { place &+= 1 }
  place &+= 1
  while place < size {
    var number: UInt32 = 0
    while place < size, unsafe text[place] >= 0x30 {
      unsafe number = number &* 10 &+ UInt32(text[place] &- 0x30)
      place &+= 1
    }
    unsafe ends[count] = number
    count &+= 1
    place &+= 1
  }
  let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: nodes + 2)
  unsafe starts.initialize(repeating: 0, count: nodes + 2)
  let targets = UnsafeMutablePointer<UInt32>.allocate(capacity: count / 2)
  var arc = 0
  while arc < count {
    unsafe starts[Int(ends[arc]) &+ 2] &+= 1
    arc &+= 2
  }
  var node = 2
  while node < nodes &+ 2 {
    unsafe starts[node] &+= starts[node &- 1]
    node &+= 1
  }
  arc = 0
  while arc < count {
    let slot = unsafe Int(ends[arc]) &+ 1
    unsafe targets[Int(starts[slot])] = ends[arc &+ 1]
    unsafe starts[slot] &+= 1
    arc &+= 2
  }
  unsafe targets.deallocate()
  unsafe starts.deallocate()
  unsafe ends.deallocate()
  unsafe munmap(map, size)
  close(file)
  return count / 2
}
