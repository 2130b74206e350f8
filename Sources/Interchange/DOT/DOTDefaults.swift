/// Which values nodes and edges have that say nothing else, as one graph or subgraph sets them.
struct DOTDefaults {
  /// A value by default.
  struct Value {
    let key: Int
    var range: Range<Int>
    /// The text, where it names the node and so differs from node to node.
    var template: DOTWord?
  }

  private var nodes = Scope()
  private var edges = Scope()

  private struct Scope {
    var own: [Value] = []
    var places: [Int: Int] = [:]
    var effective: [Value]?
  }

  private subscript(domain: GraphMLDomain) -> Scope {
    get { domain == .node ? nodes : edges }
    set { if domain == .node { nodes = newValue } else { edges = newValue } }
  }

  /// Sets a value from here on.
  mutating func set(_ domain: GraphMLDomain, key: Int, _ range: Range<Int>, template: DOTWord?) {
    let value = Value(key: key, range: range, template: template)
    if let place = self[domain].places[key] {
      self[domain].own[place] = value
    } else {
      self[domain].places[key] = self[domain].own.count
      self[domain].own.append(value)
    }
    self[domain].effective = nil
  }

  /// What is set here.
  func own(_ domain: GraphMLDomain) -> [Value] { self[domain].own }

  /// What holds here, if it is known since nothing was set.
  func effective(_ domain: GraphMLDomain) -> [Value]? { self[domain].effective }

  /// What holds here: what is set here, then what is set around it, from the outermost on.
  mutating func unite(_ domain: GraphMLDomain, _ around: [[Value]]) -> [Value] {
    var united: [Value] = []
    var places: [Int: Int] = [:]
    for value in around.joined() + self[domain].own {
      if let place = places[value.key] {
        united[place] = value
      } else {
        places[value.key] = united.count
        united.append(value)
      }
    }
    self[domain].effective = united
    return united
  }

  /// Forgets what held, since what is set around may have changed.
  mutating func forget() {
    nodes.effective = nil
    edges.effective = nil
  }
}
