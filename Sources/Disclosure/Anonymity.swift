public import Graph
public import Records

/// How well people hide among others in a network, for somebody who knows something of one of them from elsewhere.
///
/// People who look alike to such a reader make a class. The size of the smallest class is k, as in k-anonymity
/// (Sweeney 2002, doi:10.1142/S0218488502001648): in a class of one, somebody can be told by what is known. What is known is
/// taken to be exact, and dates and kinds of records not to be known; who knows these as well tells more.
public struct Anonymity: Sendable, Equatable {
  /// What the reader knows of a person.
  public enum Knowledge: String, Sendable, CaseIterable {
    /// Staff group, organisation and whatever else is filled in the table of people beside ids, names and e-mail addresses,
    /// and the cohorts they were on.
    case attributes
    /// That, and how many nodes the person is joined to.
    case attributesAndDegree
    /// Whom a person is joined to, by what can be seen of these: a technique, an organisation and a cohort are known by name,
    /// others by their kind and by how many nodes they are joined to themselves; nothing else.
    case oneStep
    /// The same, with all of that known of each of those the person is joined to.
    case twoSteps

    /// What is known, in words.
    public var words: String {
      switch self {
      case .attributes: "attributes"
      case .attributesAndDegree: "attributes and number of neighbours"
      case .oneStep: "who stands one step away"
      case .twoSteps: "who stands up to two steps away"
      }
    }
  }

  /// How well people hide from a reader who knows so much.
  public struct Figure: Sendable, Equatable {
    /// What the reader knows.
    public let knowledge: Knowledge
    /// How many people there are.
    public let people: Int
    /// The size of the smallest class: k; 0 where there are no people.
    public let least: Int
    /// How many people are like nobody else.
    public let unique: Int
    /// How many people are in classes of fewer than five.
    public let belowFive: Int
    /// How many classes there are.
    public let classes: Int

    init(_ knowledge: Knowledge, classOf: [Int]) {
      var sizes: [Int: Int] = [:]
      for found in classOf { sizes[found, default: 0] += 1 }
      self.knowledge = knowledge
      people = classOf.count
      least = sizes.values.min() ?? 0
      unique = sizes.values.count { $0 == 1 }
      belowFive = sizes.values.reduce(0) { $0 + ($1 < 5 ? $1 : 0) }
      classes = sizes.count
    }

    /// One sentence.
    public var sentence: String {
      "known by \(knowledge.words): k = \(least); of \(people) people \(unique) are like nobody else, "
        + "\(belowFive) like fewer than four others"
    }
  }

  /// One figure for each of ``Knowledge``, in that order.
  public let figures: [Figure]
}

extension Network {
  /// How well people hide among others in a view of the network.
  ///
  /// - Parameters:
  ///   - view: What is shown: whom a person is joined to is taken from it, parallel edges once and without direction.
  ///   - window: Which records are edges.
  /// - Complexity: O(records · log(records)).
  public func anonymity(in view: View, during window: Interval = .always) -> Anonymity {
    let neighbours = Neighbours(edges(of: view, during: window))
    let people = neighbours.space.range(of: .person)
    var classes = Classes<[String]>()
    let attributes = attributesOfPeople().map { classes.number(of: $0) }
    var pairs = Classes<[Int]>()
    let withDegree = people.map { pairs.number(of: [attributes[$0 - people.lowerBound], neighbours.of($0).count]) }
    let known = neighbours.known()
    let one = neighbours.refined(known)
    let two = neighbours.refined(one)
    return Anonymity(figures: [
      Anonymity.Figure(.attributes, classOf: attributes),
      Anonymity.Figure(.attributesAndDegree, classOf: withDegree),
      Anonymity.Figure(.oneStep, classOf: people.map { one[$0] }),
      Anonymity.Figure(.twoSteps, classOf: people.map { two[$0] }),
    ])
  }

  /// What is on record of each person beside ids, names and addresses, and their cohorts.
  private func attributesOfPeople() -> [[String]] {
    let columns = Person.Column.allCases.filter { ![.id, .name, .email].contains($0) }
    var cohortsOf = [Set<Int>](repeating: [], count: people.count)
    for enrolment in enrolments.rows { cohortsOf[enrolment.person.int].insert(enrolment.cohort.int) }
    return people.rows.indices.map { row in
      columns.map { people.rows[row].cell($0, in: self) } + people.extraColumns.map { $0.values[row] }
        + cohortsOf[row].sorted().map { String($0) }
    }
  }
}

/// Numbers for whatever is alike, in the order of its first appearance.
private struct Classes<Key: Hashable> {
  private var numbers: [Key: Int] = [:]

  mutating func number(of key: Key) -> Int {
    if let known = numbers[key] { return known }
    numbers[key] = numbers.count
    return numbers.count - 1
  }
}

/// Whom each node of a view is joined to, each once.
private struct Neighbours {
  let space: NodeSpace
  private let lists: [[Int]]

  init(_ edges: EdgeTable) {
    space = edges.space
    var lists = [[Int]](repeating: [], count: space.count)
    for edge in 0..<edges.count where edges.tail[edge] != edges.head[edge] {
      lists[Int(edges.tail[edge])].append(Int(edges.head[edge]))
      lists[Int(edges.head[edge])].append(Int(edges.tail[edge]))
    }
    self.lists = lists.map { Array(Set($0)) }
  }

  func of(_ node: Int) -> [Int] { lists[node] }

  /// Nodes by what can be seen of them alone: what has a name by itself, others by kind and number of neighbours.
  func known() -> [Int] {
    var classes = Classes<[Int]>()
    return (0..<space.count).map { node in
      let kind = space.locate(node).kind
      switch kind {
      case .technique, .organisation, .cohort: return classes.number(of: [-1, node])
      case .person, .team, .event, .outcome: return classes.number(of: [Int(kind.rawValue), lists[node].count])
      }
    }
  }

  /// Nodes by their class and by those of all their neighbours.
  func refined(_ known: [Int]) -> [Int] {
    var classes = Classes<[Int]>()
    return (0..<space.count).map { node in classes.number(of: [known[node]] + lists[node].map { known[$0] }.sorted()) }
  }
}
