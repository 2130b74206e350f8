public import Records

/// What really happened in a synthetic programme, so that what is estimated from its records can be checked.
public struct Truth: Sendable {
  /// How one technique spreads.
  public struct TechniqueTruth: Sendable {
    /// Id of the technique.
    public let id: String
    /// Share of those whom the course taught who take it up, unless a peer passed it on to them before.
    public let uptake: Double
    /// Hazard a month (30.4375 days) at which a user passes it on along one tie that can carry it; two ties between
    /// the same people are two chances.
    public let ratePerTieMonth: Double
  }

  /// What support does to one measure.
  public struct EffectTruth: Sendable {
    /// The measure.
    public let measure: String
    /// Its unit.
    public let unit: String
    /// Added to a supported team's value in every month that begins on or after the day its first engagement starts.
    public let effect: Double
    /// Added a calendar month in every team.
    public let trendPerMonth: Double
    /// Standard deviation of one month's value about the team's level.
    public let noise: Double
  }

  /// Someone takes up a technique.
  public struct TrueAdoption: Sendable {
    /// Row of the person.
    public let person: RowIndex<Person>
    /// Row of the technique.
    public let technique: RowIndex<Technique>
    /// The day.
    public let date: Stamp
    /// Whom it was learned from; `nil` when the course taught it.
    public let source: RowIndex<Person>?
    /// Number of passings on since the course.
    public let generation: Int
  }

  /// The surgeon's work with peers, which is laid down and not left to the rates.
  public struct SurgeonTruth: Sendable {
    /// Id of the surgeon.
    public let person: String
    /// Ids of the techniques passed on.
    public let techniques: [String]
    /// Id of the peers' team.
    public let team: String
    /// Ids of the peers. They learn these techniques only from each other and the surgeon, on days that the rates do
    /// not set: leave them out as receivers when estimating the rates of these techniques.
    public let circle: [String]
    /// Ids along the longest chain of the first technique, from the surgeon on.
    public let longestChain: [String]
  }

  /// The seed.
  public let seed: UInt64
  /// Number of people.
  public let people: Int
  /// Number of people on a cohort.
  public let alumni: Int
  /// First and last day of the programme as generated.
  public let period: (from: Stamp, to: Stamp)
  /// How each technique spreads, in the order of the table.
  public let techniques: [TechniqueTruth]
  /// What support does to each measure.
  public let effects: [EffectTruth]
  /// Share of the passings on, outside the surgeon's circle, of which no record names the source.
  public let shareOfSourcesLeftOut: Double
  /// Of the sources recorded outside the circle, the share in a transfer but not in `learned_from`.
  public let shareOfSourcesInTransferAlone: Double
  /// Of the sources recorded outside the circle, the share in `learned_from` but not in a transfer.
  public let shareOfSourcesInUseAlone: Double
  /// Share of the monthly outcomes that are missing.
  public let shareOfOutcomesMissing: Double
  /// Ids of the supported teams whose outcomes are followed.
  public let supportedTeams: [String]
  /// Ids of the teams followed for comparison, which nobody supports.
  public let comparisonTeams: [String]
  /// The surgeon's work.
  public let surgeon: SurgeonTruth

  private let spread: [Adoption]
  private let ids: PersonIDs

  init(
    seed: UInt64, ids: PersonIDs, people: Int, alumni: Int, spread: TrueSpread, plot: SurgeonPlot,
    series: OutcomeSeries, teams: [Team], peerTeam: Int
  ) {
    self.seed = seed
    self.ids = ids
    self.people = people
    self.alumni = alumni
    self.spread = spread.adoptions
    period = (Stamp(day: Timeline.first), Stamp(day: Timeline.last))
    techniques = Catalogue.entries.map {
      TechniqueTruth(id: $0.id, uptake: $0.uptake, ratePerTieMonth: $0.rate)
    }
    effects = Measure.all.map {
      EffectTruth(
        measure: $0.name, unit: $0.unit, effect: $0.effect, trendPerMonth: $0.trend, noise: $0.monthDeviation)
    }
    shareOfSourcesLeftOut = SpreadRecords.sourceLeftOut
    shareOfSourcesInTransferAlone = SpreadRecords.inTransferAlone
    shareOfSourcesInUseAlone = SpreadRecords.inUseAlone
    shareOfOutcomesMissing = OutcomeSeries.shareMissing
    supportedTeams = series.supported.map { teams[$0.team.int].id }
    comparisonTeams = series.comparison.map { teams[$0.team.int].id }
    surgeon = SurgeonTruth(
      person: ids.text(PersonIDs.surgeon),
      techniques: [Catalogue.stressConversations, Catalogue.communicationStyles].map { Catalogue.entries[$0].id },
      team: teams[peerTeam].id, circle: plot.circle.map { ids.text(Int($0)) },
      longestChain: plot.longestChain.map { ids.text(Int($0)) })
  }

  /// Number of true adoptions.
  public var adoptionCount: Int { spread.count }

  /// The `index`th true adoption, in order of time.
  public func adoption(_ index: Int) -> TrueAdoption {
    let row = spread[index]
    return TrueAdoption(
      person: RowIndex(Int(row.person)), technique: RowIndex(Int(row.technique)), date: Stamp(day: row.day),
      source: row.source < 0 ? nil : RowIndex(Int(row.source)), generation: Int(row.generation))
  }

  /// The id of a person.
  func id(ofPerson row: RowIndex<Person>) -> String { ids.text(row.int) }
}
