import Graph
public import Records

/// For each node of `space` its place when ids are sorted as UTF-8 bytes; nodes with equal ids follow their kinds.
///
/// - Complexity: O(n) when ids are in order already, as they often are; O(n log n) otherwise.
func idOrder(_ network: Network, _ space: NodeSpace) -> [UInt32] {
  func id(_ node: UInt32) -> String {
    let place = space.locate(Int(node))
    return network.id(place.kind, place.row)
  }
  // Most ids differ within their first eight bytes, so those are compared as one number.
  var keys = (0..<UInt32(space.count)).map { node in
    let bytes = id(node).utf8
    let prefix = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return (prefix: bytes.count < 8 ? prefix << UInt64(8 * (8 - bytes.count)) : prefix, node: node)
  }
  func precedes(_ a: (prefix: UInt64, node: UInt32), _ b: (prefix: UInt64, node: UInt32)) -> Bool {
    if a.prefix != b.prefix { return a.prefix < b.prefix }
    let (first, second) = (id(a.node).utf8, id(b.node).utf8)
    return first.elementsEqual(second) ? a.node < b.node : first.lexicographicallyPrecedes(second)
  }
  if !zip(keys, keys.dropFirst()).allSatisfy({ precedes($0, $1) }) { keys.sort(by: precedes) }
  var order = [UInt32](repeating: 0, count: keys.count)
  for (place, key) in keys.enumerated() { order[Int(key.node)] = UInt32(place) }
  return order
}

extension Network {
  /// The row of a person's id.
  ///
  /// - Throws: ``QuestionError`` that names the nearest ids when there is none.
  public func person(_ id: String) throws(QuestionError) -> RowIndex<Person> {
    try find(id, "person", people.rows.map(\.id))
  }

  /// The row of a cohort's id.
  ///
  /// - Throws: ``QuestionError`` that names the nearest ids when there is none.
  public func cohort(_ id: String) throws(QuestionError) -> RowIndex<Cohort> {
    try find(id, "cohort", cohorts.rows.map(\.id))
  }

  /// The row of a technique's id.
  ///
  /// - Throws: ``QuestionError`` that names the nearest ids when there is none.
  public func technique(_ id: String) throws(QuestionError) -> RowIndex<Technique> {
    try find(id, "technique", techniques.rows.map(\.id))
  }

  /// The node of a view that has an id; of several, as of a person and a team of one id, the first in the order of
  /// `NodeKind`.
  ///
  /// - Throws: ``QuestionError`` that names the nearest ids when there is none.
  public func node(_ id: String, in view: View) throws(QuestionError) -> Int {
    let space = space(of: view)
    for node in 0..<space.count {
      let place = space.locate(node)
      if self.id(place.kind, place.row).utf8.elementsEqual(id.utf8) { return node }
    }
    let ids = (0..<space.count).map { node in
      let place = space.locate(node)
      return self.id(place.kind, place.row)
    }
    throw missing(id, view == .people ? "person" : "node", among: ids.filter { !$0.isEmpty })
  }

  private func find<Row>(_ id: String, _ what: String, _ ids: [String]) throws(QuestionError) -> RowIndex<Row> {
    // Ids are compared as bytes; Swift's own comparison takes different spellings of a letter for one.
    if let row = ids.firstIndex(where: { $0.utf8.elementsEqual(id.utf8) }) { return RowIndex(row) }
    throw missing(id, what, among: ids)
  }
}

/// What to say of an id that nothing has: the nearest ids there are.
func missing(_ id: String, _ what: String, among ids: [String]) -> QuestionError {
  if ids.isEmpty { return QuestionError("there is no \(what) '\(id)': the network lists none") }
  let near = nearest(to: id, among: ids)
  let remedy = near.isEmpty ? "see the ids in the network's tables" : "did you mean \(near.joined(separator: ", "))?"
  return QuestionError("there is no \(what) '\(id)': \(remedy)")
}
