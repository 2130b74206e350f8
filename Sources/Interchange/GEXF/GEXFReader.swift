public import Records

/// Reads a GEXF file, 1.1 to 1.3: what Ripple wrote in the `full` view exactly, any other as people and ties.
///
/// - A node's label is a person's name; an edge's kind and weight are a tie's. Directed edges carry influence forward,
///   undirected and mutual ones both ways.
/// - An edge's start and end, its spells or its timestamps are a tie's dates, ends inclusive; every further spell is a
///   tie of its own. Those of nodes become columns, as do attributes, and the nodes above a node.
/// - Attributes that change over time are kept as text, as Gephi writes it: `<[start, end, value]; ...>`.
/// - How things are drawn is not kept.
///
/// - Parameters:
///   - file: The file's name, for problems.
///   - bytes: What stands in it, in UTF-8, UTF-16, ASCII, ISO 8859-1 or windows-1252.
///   - problemLimit: How many problems of each severity to keep.
/// - Throws: `InvalidInput` with every problem.
/// - Complexity: O(bytes) expected, in memory of about twice the file.
public func readGEXF(
  file: String, bytes: [UInt8], problemLimit: Int
) throws(InvalidInput) -> (network: Network, problems: ProblemList) {
  try readNetwork(
    from: BytesInMemory(bytes), through: GEXFCollector(file: file, problemLimit: problemLimit), problemLimit)
}

/// True when the outermost element of an XML file, in whatever encoding, is called `gexf`.
func looksLikeGEXF(_ bytes: [UInt8]) -> Bool {
  // The marks of UTF-16 and its zeros aside, the names of interest are ASCII.
  let text = bytes.prefix(1 << 16).filter { $0 != 0 && $0 < 0x80 }
  var place = 0
  while let start = text[place...].firstIndex(of: 0x3C) {
    let rest = text[(start + 1)...]
    let mark: [UInt8]
    if rest.starts(with: Array("!--".utf8)) {
      mark = Array("-->".utf8)
    } else if rest.first == 0x3F || rest.first == 0x21 {
      mark = Array(">".utf8)
    } else {
      let name = rest.prefix { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x3E && $0 != 0x2F }
      return name.elementsEqual("gexf".utf8) || name.suffix(5).elementsEqual(":gexf".utf8)
    }
    guard let end = rest.firstRange(of: mark) else { return false }
    place = end.upperBound
  }
  return false
}
