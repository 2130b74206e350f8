import Algorithms
public import Graph
public import Records

extension Network {
  /// How influence can have got from a person or cohort to somebody or something else, and on which records.
  ///
  /// The chain is the foremost route at the surest level at which the target is reached, as ``reach(of:_:)`` finds it.
  ///
  /// - Parameters:
  ///   - target: A person, team, technique or organisation.
  ///   - source: One person, or a cohort.
  ///   - options: As for reach, without fading and without a number of steps.
  /// - Throws: ``QuestionError`` when source and target are the same.
  /// - Complexity: that of ``reach(of:_:)``, and O(records) for each step.
  public func explain(
    _ target: (kind: NodeKind, row: Int), from source: ReachSource, _ options: ReachOptions = ReachOptions()
  ) throws(QuestionError) -> Explanation {
    let origin: (kind: NodeKind, row: Int)
    switch source {
    case .people(let rows): origin = (.person, rows.first?.int ?? 0)
    case .cohorts(let rows): origin = (.cohort, rows.first?.int ?? 0)
    }
    if origin == target { throw QuestionError("both ends are the same: name two") }
    let reach = reach(of: source, options)
    var sources: [CascadeSource] = []
    if let technique = options.technique, target.kind == .person {
      var cascade = CascadeOptions()
      cascade.technique = technique
      cascade.window = options.window
      cascade.isDirected = options.isDirected
      sources = cascades(cascade).first?.people.first { $0.person == target.row }.map { Array($0.sources) } ?? []
    }
    let start = reach.seeds.map(\.time).min()
    guard let node = reach.nodes.first(where: { $0.kind == target.kind && $0.row == target.row }) else {
      return Explanation(
        source: origin, target: target, start: reach.isDated ? start : nil, level: nil, steps: [], earlier: nil,
        missing: whyMissing(target, source, options), sources: sources)
    }
    let routes = reach.routes[Int(node.level.rawValue)]
    var steps: [ExplainedStep] = []
    let finder = BackingFinder(self, options)
    let path = reach.path(to: node)
    if case .cohorts(let rows) = source, let cohort = rows.first, let first = path.first {
      steps.append(
        finder.participation(
          first.row, in: cohort, at: routes.arrival[first.row], isDated: reach.isDated))
    }
    var place = 0
    while place + 1 < path.count {
      let from = path[place]
      // Somebody reached through a team is reached by one contact, which the route counts as two steps.
      let isThrough = path[place + 1].kind == .team && place + 2 < path.count && path[place + 2].kind == .person
      let to = path[isThrough ? place + 2 : place + 1]
      let through = isThrough ? path[place + 1].row : nil
      let moment = to.kind == .organisation ? node.arrival ?? 0 : routes.arrival[reach.space.node(to.kind, to.row)]
      steps.append(
        ExplainedStep(
          from: from, through: through, to: to, time: reach.isDated ? moment : nil,
          backing: finder.backing(from, through, to, at: moment).filter { $0.level <= node.level }))
      place += isThrough ? 2 : 1
    }
    var earlier: (level: Certainty, arrival: Moment)?
    if let arrival = node.arrival {
      for level in Certainty.allCases where level > node.level {
        let other = reach.routes[Int(level.rawValue)].arrival[node.gate]
        if other < earlier?.arrival ?? arrival { earlier = (level, other) }
      }
    }
    return Explanation(
      source: origin, target: target, start: reach.isDated ? start : nil, level: node.level, steps: steps,
      earlier: earlier, missing: nil, sources: sources)
  }

  /// Tries the question again with less asked of it.
  private func whyMissing(
    _ target: (kind: NodeKind, row: Int), _ source: ReachSource, _ options: ReachOptions
  ) -> NoChain {
    if target.kind == .organisation, !people.rows.contains(where: { $0.organisation?.int == target.row }),
      !teams.rows.contains(where: { $0.organisation?.int == target.row })
    {
      let parts = organisations.rows.indices.filter { organisations.rows[$0].parent?.int == target.row }
      if !parts.isEmpty { return .within(parts.map { RowIndex($0) }) }
    }
    var wider = ReachOptions()
    wider.technique = options.technique
    wider.isDirected = options.isDirected
    let all = reach(of: source, wider)
    func found(_ reach: Reach) -> ReachedNode? {
      reach.nodes.first { $0.kind == target.kind && $0.row == target.row }
    }
    if let node = found(all) { return .outside(node.arrival, node.level) }
    if options.technique != nil {
      wider.technique = nil
      if let node = found(reach(of: source, wider)) { return .otherTechniques(node.arrival, node.level) }
    }
    // Without the order of time: plain reachability over the same contacts.
    let frame = ReachContacts(self, technique: options.technique, window: .always, silentTies: options.silentTies)
    var isReached = [Bool](repeating: false, count: frame.space.count)
    var queue = all.seeds.map(\.node)
    for node in queue { isReached[node] = true }
    var next = 0
    while next < queue.count {
      for slot in frame.contacts.offsets[queue[next]]..<frame.contacts.offsets[queue[next] + 1] {
        for node in [frame.contacts.heads[slot], frame.contacts.through[slot]] {
          guard node != Contacts.direct, !isReached[Int(node)] else { continue }
          isReached[Int(node)] = true
          // Teams pass nothing on.
          if node == frame.contacts.heads[slot] { queue.append(Int(node)) }
        }
      }
      next += 1
    }
    let people = self.people.rows.indices.filter { isReached[$0] }
    let isConnected =
      switch target.kind {
      case .organisation: people.contains { self.people.rows[$0].organisation?.int == target.row }
      default: isReached[frame.space.node(target.kind, target.row)]
      }
    return isConnected ? .againstTime : .unconnected
  }

  /// What an id stands for among the kinds named; `person:ID` and the like decide where several share it.
  ///
  /// - Throws: ``QuestionError`` when nothing has it, or several things do.
  public func place(_ id: String, among kinds: [NodeKind]) throws(QuestionError) -> (kind: NodeKind, row: Int) {
    func rows(_ kind: NodeKind) -> Range<Int> { 0..<space.range(of: kind).count }
    func find(_ id: Substring, _ kinds: [NodeKind]) -> [(kind: NodeKind, row: Int)] {
      kinds.compactMap { kind in
        rows(kind).first { self.id(kind, $0).utf8.elementsEqual(id.utf8) }.map { (kind, $0) }
      }
    }
    var found = find(id[...], kinds)
    if found.isEmpty, let colon = id.firstIndex(of: ":") {
      let named = kinds.filter { "\($0)" == id[..<colon] }
      found = find(id[id.index(after: colon)...], named)
    }
    if found.count > 1 {
      let choices = found.map { "\($0.kind):\(id)" }.joined(separator: " or ")
      throw QuestionError("several things have the id '\(id)': write \(choices)")
    }
    if let one = found.first { return one }
    let names = kinds.map { "\($0)" }
    let what = names.dropLast().joined(separator: ", ") + (names.count > 1 ? " or " : "") + (names.last ?? "thing")
    let others: [NodeKind] = [.person, .team, .technique, .organisation, .cohort].filter { !kinds.contains($0) }
    if let other = find(id[...], others).first {
      let article = other.kind == .organisation ? "an" : "a"
      throw QuestionError("'\(id)' is the id of \(article) \(other.kind): give that of a \(what)")
    }
    throw missing(id, what, among: kinds.flatMap { kind in rows(kind).map { self.id(kind, $0) } })
  }
}
