import Records

extension Network {
  /// How likely a try along each of some ties is to succeed.
  ///
  /// - Throws: ``QuestionError`` that says which ties have no probability: parameters for some ties alone would silently
  ///   cut the others.
  func probabilities(of rows: [Int], _ chance: TryChance) throws(QuestionError) -> [Int: Double] {
    switch chance {
    case .same(let probability):
      return Dictionary(uniqueKeysWithValues: rows.map { ($0, probability) })
    case .byKind(let kinds):
      return try byKind(rows, kinds)
    case .byColumn(let name):
      return try byColumn(rows, name)
    }
  }

  private func byKind(_ rows: [Int], _ kinds: [String: Double]) throws(QuestionError) -> [Int: Double] {
    var missing: [String: Int] = [:]
    var found: [Int: Double] = [:]
    for row in rows {
      let kind = ties.rows[row].kind
      if let probability = kinds[kind] { found[row] = probability } else { missing[kind, default: 0] += 1 }
    }
    func named(_ kind: String) -> String { kind.isEmpty ? "without a kind" : "of kind '\(kind)'" }
    if let (kind, count) = missing.min(by: { $0.key < $1.key }) {
      throw QuestionError(
        "\(count) \(count == 1 ? "tie" : "ties") \(named(kind)) would have no probability: "
          + "add --probability-of \(kind)=P, 0 to leave \(count == 1 ? "it" : "them") out")
    }
    let known = Set(ties.rows.map(\.kind))
    if let unknown = kinds.keys.filter({ !known.contains($0) }).min() {
      throw QuestionError(
        "no tie is \(named(unknown)), named with --probability-of: the kinds are "
          + known.sorted().map { "'\($0)'" }.joined(separator: ", "))
    }
    return found
  }

  private func byColumn(_ rows: [Int], _ name: String) throws(QuestionError) -> [Int: Double] {
    guard let column = ties.extraColumns.first(where: { $0.name == name }) else {
      let names = ties.extraColumns.map(\.name)
      throw QuestionError(
        "the ties have no further column '\(name)', named with --probability-column: "
          + (names.isEmpty ? "there is none" : "there are \(names.joined(separator: ", "))"))
    }
    var found: [Int: Double] = [:]
    for row in rows {
      let cell = column.values[row]
      let tie = ties.rows[row]
      let who = "the tie from '\(people[tie.from].id)' to '\(people[tie.to].id)'"
      let place = row < ties.lines.count ? " (line \(ties.lines[row]))" : ""
      if cell.isEmpty {
        throw QuestionError("\(who)\(place) has no \(name): fill it in, 0 for a tie that never carries")
      }
      guard let probability = Decimal.parse(Array(cell.utf8).span), (0...1).contains(probability) else {
        throw QuestionError("the \(name) '\(cell)' of \(who)\(place) is no probability: write a number from 0 to 1")
      }
      found[row] = probability
    }
    return found
  }
}
