import Algorithms
import Graph
public import Records

extension Network {
  /// The forest of who learnt a technique from whom, or of every technique, in input order.
  ///
  /// Somebody's sources are those whom records name, else, unless an event taught them before, everybody who used the
  /// technique earlier and could pass it on by a tie. With `from` only those people and everybody downstream of them
  /// are kept, with the generation and the sources they have among all.
  ///
  /// - Complexity: O(techniques (people + records) + arcs of the adopters).
  public func cascades(_ options: CascadeOptions = CascadeOptions()) -> [Cascade] {
    let wholes = wholeCascades(options)
    guard let from = options.from else { return wholes }
    return wholes.map { $0.downstream(of: Set(from.map(\.int))) }
  }

  /// One forest over several techniques: everybody at their first adoption of any, with the sources of that adoption.
  ///
  /// It is the forest of who brought whom in. Credit of each adopter sums to 1 here too. Of techniques adopted first at one
  /// moment the one that comes first in the table counts; people who would have brought each other in at one moment, in a
  /// ring, are nobody's source.
  ///
  /// - Complexity: that of ``cascades(_:)``, and O(adopters + sources) of all techniques.
  public func cascadeOverAll(_ options: CascadeOptions = CascadeOptions()) -> Cascade {
    let wholes = wholeCascades(options)
    let order = idOrder(self, NodeSpace([.person: people.count]))
    var moment = [Moment](repeating: Adoption.never, count: people.count)
    var chosen = [(cascade: Int, place: Int)](repeating: (0, 0), count: people.count)
    for (index, cascade) in wholes.enumerated() {
      for (place, adopter) in cascade.people.enumerated() where adopter.adopted < moment[adopter.person] {
        moment[adopter.person] = adopter.adopted
        chosen[adopter.person] = (index, place)
      }
    }
    let adopters = moment.indices.filter { moment[$0] != Adoption.never }
      .sorted { (moment[$0], order[$0]) < (moment[$1], order[$1]) }
    var sameMoment = EdgeTable(space: NodeSpace([.person: people.count]))
    func sources(_ person: Int) -> ArraySlice<CascadeSource> {
      wholes[chosen[person].cascade].people[chosen[person].place].sources
    }
    for person in adopters {
      for source in sources(person) where moment[source.person] == moment[person] {
        sameMoment.add(.use, row: 0, from: source.person, to: person)
      }
    }
    let ring = strongComponents(of: Adjacency(sameMoment, directed: true, weighted: false))
    var table = SourceTable()
    for person in adopters {
      let kept = sources(person).filter { ring[$0.person] != ring[person] }
      let total = kept.reduce(0) { $0 + $1.credit }
      let isWhole = kept.count == sources(person).count
      table.add(
        kept.map {
          // What is left of shares that all rounded to nothing is shared equally.
          let share = isWhole ? $0.credit : total > 0 ? $0.credit / total : 1 / Double(kept.count)
          return CascadeSource(person: $0.person, credit: share, isKnown: $0.isKnown)
        })
    }
    let whole = CascadeForest(nil, moment, adopters, table).cascade()
    return options.from.map { whole.downstream(of: Set($0.map(\.int))) } ?? whole
  }

  /// One forest: of the technique asked for, or over all of them.
  ///
  /// - Complexity: that of ``cascades(_:)``.
  public func forest(_ options: CascadeOptions = CascadeOptions()) -> Cascade {
    guard options.technique != nil, let one = cascades(options).first else { return cascadeOverAll(options) }
    return one
  }

  private func wholeCascades(_ options: CascadeOptions) -> [Cascade] {
    let arcs = InfluenceArcs(
      self, options.window.interval, silentTies: options.isDirected ? .forward : .both)
    let order = idOrder(self, NodeSpace([.person: people.count]))
    let records = TechniqueRecords(self, options.window.interval)
    let asked = options.technique.map { [$0] } ?? techniques.rows.indices.map { RowIndex($0) }
    return asked.map { technique in
      CascadeBuilder(self, technique, records, options.credit, arcs, order: order).build()
    }
  }

  /// The people enrolled on a cohort, in input order.
  public func participants(of cohort: RowIndex<Cohort>) -> [RowIndex<Person>] {
    var seen: Set<Int32> = []
    return enrolments.rows.filter { $0.cohort == cohort && seen.insert($0.person.value).inserted }.map(\.person)
  }
}

extension Cascade {
  /// The part of the cascade that goes back to some people.
  func downstream(of roots: Set<Int>) -> Cascade {
    let isKept = isAtOrDownstream { roots.contains($0) }
    var newPlace = [Int?](repeating: nil, count: people.count)
    var kept: [Adopter] = []
    for place in people.indices where isKept[place] {
      newPlace[place] = kept.count
      kept.append(people[place])
    }
    let part = kept.map { adopter in
      Adopter(
        person: adopter.person, adopted: adopter.adopted, generation: adopter.generation, sources: adopter.sources,
        parent: adopter.parent.flatMap { newPlace[$0] }, credit: adopter.credit, downstream: adopter.downstream)
    }
    return Cascade(technique: technique, people: part, causal: Self.parentsFirst(part), adoptersInAll: people.count)
  }

  /// For each place whether its person is a root or goes back to one by known or possible sources.
  ///
  /// - Complexity: O(people + sources).
  func isAtOrDownstream(of isRoot: (_ person: Int) -> Bool) -> [Bool] {
    var placeOf = [Int](repeating: -1, count: (people.lazy.map(\.person).max() ?? -1) + 1)
    for (place, adopter) in people.enumerated() { placeOf[adopter.person] = place }
    var followers = [[Int]](repeating: [], count: people.count)
    for (place, adopter) in people.enumerated() {
      for source in adopter.sources where placeOf.indices.contains(source.person) && placeOf[source.person] >= 0 {
        followers[placeOf[source.person]].append(place)
      }
    }
    var isFound = people.map { isRoot($0.person) }
    var queue = isFound.indices.filter { isFound[$0] }
    var next = 0
    while next < queue.count {
      for follower in followers[queue[next]] where !isFound[follower] {
        isFound[follower] = true
        queue.append(follower)
      }
      next += 1
    }
    return isFound
  }

  /// Places in an order in which parents come before children.
  func parentsFirst() -> [Int] { Self.parentsFirst(people) }

  private static func parentsFirst(_ people: [Adopter]) -> [Int] {
    var children = [[Int]](repeating: [], count: people.count)
    var order: [Int] = []
    for (place, person) in people.enumerated() {
      if let parent = person.parent { children[parent].append(place) } else { order.append(place) }
    }
    var next = 0
    while next < order.count {
      order.append(contentsOf: children[order[next]])
      next += 1
    }
    return order
  }
}
