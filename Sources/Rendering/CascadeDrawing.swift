import Graph
public import Insight
public import Interchange
public import Records

extension TimelineDrawing {
  /// A cascade along time: everybody in the quarter (or tenth of the time, in an integer network) they adopted, with
  /// an arrow from each known source, and from the likeliest one where none is known.
  ///
  /// People who stand alone, neither taught by nor teaching anybody, are left out.
  public init(_ cascade: Cascade, of network: Network) throws(QuestionError) {
    let unit = network.unit
    var placeOf: [Int: Int] = [:]
    for (place, person) in cascade.people.enumerated() { placeOf[person.person] = place }
    var arcs: [(from: Int, to: Int, isKnown: Bool)] = []
    for (place, person) in cascade.people.enumerated() {
      for source in person.sources {
        guard let from = placeOf[source.person], source.isKnown || person.parent == from else { continue }
        arcs.append((from, place, source.isKnown))
      }
    }
    let joined = Set(arcs.flatMap { [$0.from, $0.to] }).sorted()
    let drawn = joined.isEmpty ? Array(cascade.people.indices) : joined
    let dated = drawn.map { cascade.people[$0].adopted }.filter { $0 != .min }
    let columns = try TimelineColumns(dated, unit)
    var position: [Int: Int] = [:]
    var nodes: [Node] = []
    for place in drawn {
      let person = cascade.people[place]
      position[place] = nodes.count
      let when = person.adopted == .min ? "always" : unit.text(person.adopted)
      nodes.append(
        Node(
          label: network.label(.person, person.person),
          tooltip: "\(network.people.rows[person.person].role), \(when), generation \(person.generation)",
          period: columns.place(person.adopted), isTrained: person.generation == 0))
    }
    self.init(
      title: "\(cascade.technique.map { network.label(.technique, $0.int) } ?? "All techniques"): who learnt from whom",
      periods: columns.names, nodes: nodes,
      arcs: arcs.compactMap { arc in
        guard let from = position[arc.from], let to = position[arc.to] else { return nil }
        return Arc(from: from, to: to, isKnown: arc.isKnown)
      })
  }
}

/// The columns of a drawing along time.
private struct TimelineColumns {
  private let starts: [Moment]
  let names: [String]

  init(_ moments: [Moment], _ unit: TimeUnit) throws(QuestionError) {
    guard let first = moments.min(), let last = moments.max() else {
      starts = [.min]
      names = ["always"]
      return
    }
    if unit.scale == .integer {
      let step = max(1, (last - first) / 10)
      starts = Array(stride(from: first, through: last, by: Int64.Stride(step)))
      names = starts.map { String($0) }
    } else {
      let quarters = try Periods(.quarter, from: first, to: last)
      starts = Array(quarters.starts.dropLast())
      names = starts.map { start in
        let date = Calendar.date(days: Calendar.days(of: start))
        return "\(date.year) Q\((date.month + 2) / 3)"
      }
    }
  }

  func place(_ moment: Moment) -> Int { max(0, (starts.firstIndex { $0 > moment } ?? starts.count) - 1) }
}
