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
    let arcs = InfluenceArcs(
      self, options.window.interval, silentTies: options.isDirected ? .forward : .both)
    let order = idOrder(self, NodeSpace([.person: people.count]))
    let records = TechniqueRecords(self, options.window.interval)
    let asked = options.technique.map { [$0] } ?? techniques.rows.indices.map { RowIndex($0) }
    return asked.map { technique in
      let whole = CascadeBuilder(self, technique, records, options.credit, arcs, order: order).build()
      return options.from.isEmpty ? whole : whole.downstream(of: Set(options.from.map(\.int)))
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
    var placeOf: [Int: Int] = [:]
    for (place, adopter) in people.enumerated() { placeOf[adopter.person] = place }
    var followers = [[Int]](repeating: [], count: people.count)
    for (place, adopter) in people.enumerated() {
      for source in adopter.sources {
        if let above = placeOf[source.person] { followers[above].append(place) }
      }
    }
    var isKept = people.map { roots.contains($0.person) }
    var queue = isKept.indices.filter { isKept[$0] }
    var next = 0
    while next < queue.count {
      for follower in followers[queue[next]] where !isKept[follower] {
        isKept[follower] = true
        queue.append(follower)
      }
      next += 1
    }
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
    return Cascade(technique: technique, people: part, causal: parentsFirst(part), adoptersInAll: people.count)
  }

  private func parentsFirst(_ people: [Adopter]) -> [Int] {
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
