import Graph
public import Insight
public import Interchange
public import Records

extension TimelineDrawing {
  /// A cascade along time: everybody at the time they adopted, with an arrow from each known source, and from the
  /// likeliest possible one where none is known; coloured by organisation, the largest ones by name.
  ///
  /// People who stand alone, neither taught by nor teaching anybody, are left out.
  public init(_ cascade: Cascade, of network: Network) throws(QuestionError) {
    let unit = network.unit
    var placeOf = [Int](repeating: -1, count: network.people.count)
    for (place, person) in cascade.people.enumerated() { placeOf[person.person] = place }
    var arcs: [(from: Int, to: Int, isKnown: Bool, isMain: Bool)] = []
    var isJoined = [Bool](repeating: false, count: cascade.people.count)
    for (place, person) in cascade.people.enumerated() {
      // In a part of a cascade the likeliest source may be outside; then the likeliest of those inside is drawn.
      let likeliest =
        person.parent
        ?? person.sources.filter { placeOf[$0.person] >= 0 }
        .max { ($0.credit, -placeOf[$0.person]) < ($1.credit, -placeOf[$1.person]) }.map { placeOf[$0.person] }
      for source in person.sources {
        let from = placeOf[source.person]
        guard from >= 0, source.isKnown || from == likeliest else { continue }
        arcs.append((from, place, source.isKnown, person.parent == from))
        isJoined[from] = true
        isJoined[place] = true
      }
    }
    let joined = isJoined.indices.filter { isJoined[$0] }
    let drawn = joined.isEmpty ? Array(cascade.people.indices) : joined
    let axis = try TimelineAxis(drawn.map { cascade.people[$0].adopted }.filter { $0 != .min }, unit)
    let organisations = LargestOrganisations(drawn.map { network.people.rows[cascade.people[$0].person].organisation })
    var position = [Int](repeating: -1, count: cascade.people.count)
    var nodes: [Node] = []
    for place in drawn {
      let adopter = cascade.people[place]
      let person = network.people.rows[adopter.person]
      position[place] = nodes.count
      let when = adopter.adopted == .min ? "no date" : unit.text(adopter.adopted)
      let home = person.organisation.map { network.label(.organisation, $0.int) } ?? ""
      let facts = [person.role, home, when, "generation \(adopter.generation)"]
      nodes.append(
        Node(
          label: network.label(.person, adopter.person),
          tooltip: facts.filter { !$0.isEmpty }.joined(separator: ", "),
          period: axis.period(of: adopter.adopted), place: axis.place(of: adopter.adopted),
          isFirst: adopter.generation == 0, group: organisations.group(of: person.organisation)))
    }
    let alone = cascade.people.count - drawn.count
    self.init(
      title: "\(cascade.technique.map { network.label(.technique, $0.int) } ?? "All techniques"): who learnt from whom",
      note: alone == 0
        ? "" : "Not drawn: \(counted(alone, "person", "people")) with nobody before or after them.",
      periods: axis.periods,
      groups: organisations.largest.map {
        Group(name: network.label(.organisation, $0.organisation.int), count: $0.count)
      },
      nodes: nodes,
      arcs: arcs.map { arc in
        Arc(from: position[arc.from], to: position[arc.to], isKnown: arc.isKnown, isMain: arc.isMain)
      })
  }
}

/// The organisations that most people of a drawing work for.
private struct LargestOrganisations {
  let largest: [(organisation: RowIndex<Organisation>, count: Int)]

  init(_ organisations: [RowIndex<Organisation>?]) {
    var counts: [RowIndex<Organisation>: Int] = [:]
    for case let organisation? in organisations { counts[organisation, default: 0] += 1 }
    largest = counts.sorted { (-$0.value, $0.key.value) < (-$1.value, $1.key.value) }
      .prefix(TimelineDrawing.mostGroups).map { ($0.key, $0.value) }
  }

  func group(of organisation: RowIndex<Organisation>?) -> Int? {
    largest.firstIndex { $0.organisation == organisation }
  }
}

/// The axis of a drawing along time: quarters, years where there are many, or tenths of an integer network's time.
private struct TimelineAxis {
  private let starts: [Moment]
  private let end: Moment
  private let names: [String]
  private static let mostQuarters = 24

  init(_ moments: [Moment], _ unit: TimeUnit) throws(QuestionError) {
    guard let first = moments.min(), let last = moments.max() else {
      starts = [.min]
      end = .max
      names = ["always"]
      return
    }
    if unit.scale == .integer {
      let step = max(1, (last - first) / 10)
      starts = Array(stride(from: first, through: last, by: Int64.Stride(step)))
      names = starts.map { String($0) }
      end = (starts.last ?? last) + step
      return
    }
    let quarters = try Periods(.quarter, from: first, to: last).starts
    let isYears = quarters.count > Self.mostQuarters + 1
    let bounds = isYears ? try Periods(.year, from: first, to: last).starts : quarters
    starts = Array(bounds.dropLast())
    end = bounds.last ?? last
    names = starts.map { start in
      let date = Calendar.date(days: Calendar.days(of: start))
      return isYears ? String(date.year) : "\(date.year) Q\((date.month + 2) / 3)"
    }
  }

  var periods: [TimelineDrawing.Period] {
    zip(names, starts).map { TimelineDrawing.Period(name: $0, place: place(of: $1)) }
  }

  func period(of moment: Moment) -> Int { max(0, (starts.firstIndex { $0 > moment } ?? starts.count) - 1) }

  /// From 0 at the first period's beginning to 1 at the last one's end; 0 for those who always had.
  func place(of moment: Moment) -> Double {
    guard let first = starts.first, first != .min, moment != .min else { return 0 }
    return (Double(moment) - Double(first)) / max(Double(end) - Double(first), 1)
  }
}
