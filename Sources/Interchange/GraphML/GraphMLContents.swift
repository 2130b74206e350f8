import Records

/// What a value belongs to.
enum GraphMLDomain: Int, CaseIterable {
  case node, edge, graph
}

/// An attribute that a file declares, for one kind of element; a key for all kinds is three of these.
struct GraphMLKey {
  let id: String
  let idBytes: [UInt8]
  let domain: GraphMLDomain
  /// `attr.name`, or the id where there is none.
  var name: String
  /// `attr.type`; empty where there is none.
  var type = ""
  /// Where the default value lies in the text, if there is one.
  var defaultValue: Range<Int>?
  var line: Int
  /// False while the file has only used it.
  var isDeclared: Bool
  /// True for yEd's drawings, which are no attributes.
  var isDrawing = false
  /// The key that came after this one last time: elements mostly repeat the order of their values.
  var following: Int32 = -1
}

/// A value of an element: its key, where its text lies, and the element's next value.
struct GraphMLDatum {
  var key: Int32
  var next: Int32 = -1
  var start: UInt32
  var end: UInt32
  var range: Range<Int> { Int(start)..<Int(end) }
}

/// The values of an element, in a chain, and where the element stands.
struct GraphMLValues {
  var first: Int32 = -1
  var last: Int32 = -1
  var line: UInt32
}

/// A node: its values, its id, and the text yEd draws on it.
struct GraphMLNode {
  var values: GraphMLValues
  /// Number of the id.
  var id: Int32
  /// Position in `labels`, or -1.
  var label: Int32 = -1
  /// The node whose graph it stands in, or -1.
  var parent: Int32 = -1
}

/// An edge: its values, its ends, its own id.
struct GraphMLEdge {
  /// Which way an edge runs, as written on it.
  enum Direction: UInt8 { case unsaid, directed, undirected }

  var values: GraphMLValues
  /// Numbers of the ids of both ends.
  var source: Int32
  var target: Int32
  var graph: Int32
  var idStart: UInt32 = 0
  var idEnd: UInt32 = 0
  var label: Int32 = -1
  var direction = Direction.unsaid
}

/// A graph: its values and its edges' default direction.
struct GraphMLGraph {
  var values: GraphMLValues
  var edgeDefault = GraphMLEdge.Direction.unsaid
  /// False for a graph inside a node or an edge.
  var isOutermost: Bool
  /// The node it stands in, or -1.
  var node: Int32 = -1
}

/// Everything a GraphML file says, before it is understood.
///
/// Texts lie in one buffer; a node costs about 20 bytes, an edge 40, a value 16, each beside its text.
struct GraphMLContents {
  let file: String
  /// The texts of values, ids and labels, one after another.
  var text: [UInt8] = []
  var keys: [GraphMLKey] = []
  var data: [GraphMLDatum] = []
  var nodes: [GraphMLNode] = []
  var edges: [GraphMLEdge] = []
  var graphs: [GraphMLGraph] = []
  /// Where the texts lie that yEd draws on nodes and edges.
  var labels: [Range<Int>] = []
  /// The ids of nodes, of those edges refer to included.
  var ids = IDTable()
  /// The numbers of ids that are a word and a number.
  private var numbered = NumberedIDs()
  /// For each id its node, or -1.
  var nodeOfID: [Int32] = []

  init(file: String) { self.file = file }

  /// The number of an id, which is given one when it is new.
  mutating func number(of id: UnsafeBufferPointer<UInt8>) -> Int32 {
    let id = unsafe id.span
    let numeral = numbered.number(of: id)
    if let numeral, let known = numbered.value(numeral) { return known }
    let (number, isNew) = ids.insert(id)
    if isNew { nodeOfID.append(-1) }
    if let numeral { numbered.store(Int32(number), numeral) }
    return Int32(number)
  }

  /// A piece of the text.
  func string(_ range: Range<Int>) -> String {
    range.isEmpty ? "" : String(decoding: text[range], as: UTF8.self)
  }

  /// The same without white space at either end.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    while start < end, isBlank(text[start]) { start += 1 }
    while end > start, isBlank(text[end - 1]) { end -= 1 }
    return start..<end
  }

  /// True when the two pieces of text are the same.
  func equal(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    guard a.count == b.count else { return false }
    for offset in 0..<a.count where text[a.lowerBound + offset] != text[b.lowerBound + offset] { return false }
    return true
  }

  /// The values of an element, in the order written.
  func each(_ values: GraphMLValues, _ body: (GraphMLDatum) -> Void) {
    var next = values.first
    while next >= 0 {
      let datum = data[Int(next)]
      body(datum)
      next = datum.next
    }
  }

  /// The node with an id of that number, if there is one.
  func node(_ id: Int32) -> Int? {
    let node = nodeOfID[Int(id)]
    return node < 0 ? nil : Int(node)
  }

  /// The values of the outermost graphs by the names of their attributes; the first of each name counts.
  func graphValues() -> [String: (text: String, line: Int)] {
    var found: [String: (text: String, line: Int)] = [:]
    for graph in graphs where graph.isOutermost {
      each(graph.values) { datum in
        let key = keys[Int(datum.key)]
        if found[key.name] == nil { found[key.name] = (string(datum.range), Int(graph.values.line)) }
      }
    }
    return found
  }

  /// The name and line of a problem.
  func problem(
    _ severity: Problem.Severity, line: Int, column: String? = nil, _ message: String, _ remedy: String
  ) -> Problem {
    Problem(severity, file: file, line: line, column: column, message: message, remedy: remedy)
  }
}
