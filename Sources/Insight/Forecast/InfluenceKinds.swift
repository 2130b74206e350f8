import Graph
import Records

/// The kinds of tie along which people can influence each other, as numbers.
struct InfluenceKinds {
  /// What each kind is called; empty for ties that say nothing.
  let names: [String]
  /// The kind of each tie, by row.
  private let kinds: [Int]

  /// - Complexity: O(ties).
  init(_ network: Network) {
    var numbers: [String: Int] = [:]
    var names: [String] = []
    kinds = network.ties.rows.map { tie in
      if let number = numbers[tie.kind] { return number }
      numbers[tie.kind] = names.count
      names.append(tie.kind)
      return names.count - 1
    }
    self.names = names
  }

  subscript(tie: UInt32) -> Int { kinds[Int(tie)] }
}
