import Graph
public import Records

/// The network at one change set, and what answers need of it besides.
struct Snapshot: Sendable {
  /// Number of the change set.
  let version: Int64
  /// All of it.
  let network: Network
  /// Row of each person.
  let people: [String: Int]

  init(version: Int64, network: Network) {
    self.version = version
    self.network = network
    people = Dictionary(
      network.people.rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The network as a viewer who may see those who agreed sees it: nobody else is in it, so that nobody else has an
  /// influence on anything made from it.
  func agreed(for person: String?) -> Network { network.agreed(for: person) }
}

extension Network {
  /// The network with those people alone who agreed to be listed or to introduce, and one more.
  public func agreed(for person: String?) -> Network {
    selecting { kind, row in
      guard kind == .person else { return kind != .outcome }
      let one = people.rows[row]
      return one.listed == true || one.introduces == true || one.id == person
    }.network
  }
}
