public import Graph
public import Records

/// What the page of spread shows of a network: where everybody stands, and how each technique went from one to another.
public struct Picture: Sendable {
  /// Where people and teams stand.
  public let places: AreaPlaces
  /// How each technique spread, in input order, and, last, any of them.
  public let spreads: [PicturedSpread]
  /// The last time written of practice, up to which the picture reaches; `nil` where none is.
  public let lastRecord: Moment?
  /// How the network counts time.
  public let unit: TimeUnit
  /// The first cohort of each person.
  public let cohort: [RowIndex<Cohort>?]
}

/// How one technique spread.
public struct PicturedSpread: Sendable {
  /// The technique; `nil` for any of them.
  public let technique: RowIndex<Technique>?
  /// Who adopted it, and from whom.
  public let cascade: Cascade
  /// For each adopter, in the order of the cascade, whether an event had taught them before they adopted.
  public let isTaught: [Bool]
  /// People whom events taught it.
  public let taught: Int
  /// Teams that were supported with it.
  public let teams: Int

  /// Adopters who have it, or may have it, from somebody else.
  public var reached: Int { cascade.people.count { $0.generation > 0 } }
  /// Of them, those whose source is on record.
  public var reachedOnRecord: Int {
    cascade.people.count { $0.generation > 0 && $0.sources.contains(where: \.isKnown) }
  }
  /// Times it was passed on in the longest chain.
  public var longestChain: Int { max(cascade.longestChain.count - 1, 0) }
}

extension Network {
  /// The picture of the network.
  ///
  /// - Complexity: that of ``placesByArea()`` and ``cascades(_:)``.
  public func picture() -> Picture {
    let taught = techniques.rows.indices.map { self.taught(RowIndex($0)) }
    let any = people.rows.indices.map { person in taught.lazy.map { $0[person] }.min() ?? .max }
    var trained = [Moment?](repeating: nil, count: people.count)
    var cohort = [RowIndex<Cohort>?](repeating: nil, count: people.count)
    for enrolment in enrolments.rows {
      let start = enrolment.spell.start?.moment
      let person = enrolment.person.int
      if cohort[person] == nil || (start ?? .max) < (trained[person] ?? .max) {
        cohort[person] = enrolment.cohort
        trained[person] = start
      }
    }
    let spreads = cascades().map { cascade in
      PicturedSpread(
        cascade, taught: cascade.technique.map { taught[$0.int] } ?? any, teams: teams(supportedWith: cascade.technique)
      )
    }
    let all = PicturedSpread(cascadeOverAll(), taught: any, teams: teams(supportedWith: nil))
    return Picture(
      places: placesByArea(), spreads: spreads + [all], lastRecord: lastRecord, unit: unit,
      cohort: cohort)
  }

  private func teams(supportedWith technique: RowIndex<Technique>?) -> Int {
    var teams: Set<Int> = []
    for engagement in engagements.rows where technique.map({ engagement.techniques.contains($0) }) ?? true {
      teams.insert(engagement.team.int)
    }
    return teams.count
  }
}

extension PicturedSpread {
  fileprivate init(_ cascade: Cascade, taught: [Moment], teams: Int) {
    technique = cascade.technique
    self.cascade = cascade
    isTaught = cascade.people.map { taught[$0.person] <= $0.adopted }
    self.taught = taught.count { $0 != .max }
    self.teams = teams
  }
}

extension Picture {
  /// The technique whose spread says most: that which most people have from somebody else, of equals the first; as a place
  /// in `spreads`. Where nobody has any, all of them together.
  public var mostTelling: Int {
    let single = spreads.indices.dropLast().max { (spreads[$0].reached, $1) < (spreads[$1].reached, $0) }
    guard let single, spreads[single].reached > 0 else { return spreads.count - 1 }
    return single
  }
}
