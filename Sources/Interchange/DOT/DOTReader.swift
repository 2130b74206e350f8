public import Records

/// The most bytes a DOT file may have, so that places in it fit into 32 bits.
private let mostBytes = 1 << 30

/// Reads a DOT file, by Graphviz's own grammar: what Ripple wrote in the `full` view exactly, any other as people and ties.
///
/// - A node's label is a person's name; edges of a digraph carry influence forward, those of a graph both ways.
/// - `weight`, `start`, `end`, `kind`, `role` and their like are taken as from GraphML, every other attribute is kept as a
///   column; the innermost cluster a node stands in becomes its `cluster`.
/// - Defaults, subgraphs as ends of edges, ports and strict graphs mean what they mean to Graphviz. Attributes of subgraphs
///   are not kept.
///
/// - Parameters:
///   - file: The file's name, for problems.
///   - bytes: What stands in it: UTF-8, or ISO 8859-1 where the graph's `charset` says so.
///   - problemLimit: How many problems of each severity to keep.
/// - Throws: `InvalidInput` with every problem; reading ends at the first error of grammar.
/// - Complexity: O(bytes + edges) expected, where groups of nodes as ends of edges make every pair of them an edge.
public func readDOT(
  file: String, bytes: [UInt8], problemLimit: Int
) throws(InvalidInput) -> (network: Network, problems: ProblemList) {
  let collected = collectDOT(file: file, bytes: bytes, problemLimit: problemLimit)
  guard !collected.isStopped else { throw InvalidInput(collected.problems) }
  return try network(of: collected.contents, collected.problems, limit: problemLimit)
}

/// What a DOT file says, before it is understood.
func collectDOT(file: String, bytes: [UInt8], problemLimit: Int) -> DOTCollector {
  var collector = DOTCollector(file: file, size: bytes.count, problemLimit: problemLimit)
  let text: [UInt8]
  do throws(DOTFault) {
    guard bytes.count <= mostBytes else {
      throw DOTFault(
        line: 1, column: 1, message: "the file is larger than 1 GiB", remedy: "give the network as a folder of tables")
    }
    text = try decoded(bytes, &collector)
  } catch {
    collector.stop(error)
    return collector
  }
  var parser = DOTParser(text, into: collector)
  parser.parse()
  collector = parser.collector
  if !collector.isStopped { collector.finish() }
  return collector
}

/// The text as UTF-8.
private func decoded(_ bytes: [UInt8], _ collector: inout DOTCollector) throws(DOTFault) -> [UInt8] {
  let encoding: XMLEncoding
  do throws(EncodingFault) {
    encoding = try XMLEncoding(of: bytes)
  } catch {
    throw DOTFault(line: 1, column: 1, message: error.message, remedy: error.remedy)
  }
  let charset = encoding == .utf8 ? charset(bytes) : nil
  let latin1 = ["latin1", "latin-1", "l1", "iso-8859-1", "iso_8859-1", "iso8859-1", "iso-ir-100"]
  if let charset, latin1.contains(charset) { return try decoded(bytes, from: .latin1) }
  do throws(DOTFault) {
    return try decoded(bytes, from: encoding)
  } catch {
    guard encoding == .utf8, charset == nil else { throw error }
    collector.report(
      .warning, line: error.line, "the text is not UTF-8",
      "it is read as ISO 8859-1, as Graphviz does: save it as UTF-8, or write charset=latin1")
    return try decoded(bytes, from: .latin1)
  }
}

private func decoded(_ bytes: [UInt8], from encoding: XMLEncoding) throws(DOTFault) -> [UInt8] {
  let marked = Array(bytes.dropFirst(encoding.markLength(of: bytes)))
  var text: [UInt8] = []
  text.reserveCapacity(marked.count)
  do throws(EncodingFault) {
    let decoder = XMLDecoder(encoding)
    let whole = try decoder.decode(marked, to: &text)
    if let fault = decoder.fault(ofRest: Array(marked[whole...])) { throw fault }
  } catch {
    throw DOTFault(
      line: text.count { $0 == 0x0A } + 1, column: 1, message: error.message, remedy: error.remedy)
  }
  return text
}

/// What stands behind the first `charset=`, in small letters.
private func charset(_ bytes: [UInt8]) -> String? {
  let word = Array("charset".utf8)
  var place = 0
  while let found = bytes[place...].firstIndex(of: 0x63) {
    place = found + 1
    guard bytes[found...].starts(with: word) else { continue }
    let rest = bytes[(found + word.count)...].drop { $0 == 0x20 || $0 == 0x22 }
    guard rest.first == 0x3D else { continue }
    let value = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x22 }
    return String(
      decoding: value.prefix { $0 == 0x2D || $0 == 0x5F || $0 >= 0x30 && $0 < 0x7B && $0 != 0x3B && $0 != 0x5D },
      as: UTF8.self
    )
    .lowercased()
  }
  return nil
}

/// True when the text begins as DOT does: `graph` or `digraph`, after `strict` or not, then a name or not, then a brace.
func looksLikeDOT(_ bytes: [UInt8]) -> Bool {
  // Where comments go on for longer than this, the file's name has to say what it is.
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  var scanner = DOTScanner(Array(bytes.dropFirst(start).prefix(1 << 16)))
  do throws(DOTFault) {
    var token = try scanner.next()
    if token == .keyword(.strict) { token = try scanner.next() }
    guard token == .keyword(.graph) || token == .keyword(.digraph) else { return false }
    token = try scanner.next()
    if case .word = token { token = try scanner.next() }
    return token == .mark(0x7B) || token == .mark(0x2B)
  } catch {
    return false
  }
}
