import Graph
import Records

/// The kinds of tie along which people can influence each other, as numbers.
struct InfluenceKinds {
  /// What each kind is called; ties that say nothing are called `tie`.
  let names: [String]
  /// The kind of each tie, by row.
  private let kinds: [Int]

  /// - Complexity: O(ties).
  init(_ network: Network) {
    var numbers: [String: Int] = [:]
    var names: [String] = []
    kinds = network.ties.rows.map { tie in
      let name = tie.kind.isEmpty ? "tie" : tie.kind
      if let number = numbers[name] { return number }
      numbers[name] = names.count
      names.append(name)
      return names.count - 1
    }
    self.names = names
  }

  subscript(tie: UInt32) -> Int { kinds[Int(tie)] }
}
