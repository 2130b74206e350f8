public import Graph
public import Records

/// What a commissioner wants to know of a programme, each figure as the question that gives it answers it.
public struct CommissionerReport: Sendable {
  /// The cohort it is about; `nil` for all of them together.
  public let cohort: RowIndex<Cohort>?
  /// When the cohorts began and the record of practice ends; `nil` where nothing has a time.
  public let span: (from: Moment, to: Moment)?
  /// What participants did with what they learnt.
  public let funnel: Funnel
  /// Whom each of those counts is about, and who adopted anything, so that two reports can be compared by it.
  public let counted: [Counted]
  /// What they led to, over the whole of the span; `nil` where nothing has a time.
  public let compared: ComparedPeriod?
  /// How far it could reach, by level of evidence, surest first.
  public let reach: [ReachTotals]
  /// Who brought whom to the first technique they used: of a cohort those who go back to it, else everybody.
  public let forest: Cascade
  /// What that forest says of the way between places.
  public let figures: CascadeFigures
  /// Adopters by the end of each quarter or period, in all.
  public let growth: [Growth]
  /// Every technique that anybody adopted, most adopters first.
  public let techniques: [Practice]
  /// When uses were looked at for what one person alone holds.
  public let usesAt: Moment?
  /// Each measure on record, beside teams that were not reached, by name.
  public let outcomes: [OutcomeAnswer]
  /// The longest chain there is of one technique.
  public let story: Story?
  /// How much of what could be on record is.
  public let coverage: Coverage
  /// How times are shown.
  public let unit: TimeUnit

  /// From being trained to passing it on.
  public struct Funnel: Sendable {
    /// People enrolled.
    public let trained: Int
    /// Those of them who have used any technique.
    public let used: Int
    /// Those who have supported a team.
    public let supported: Int
    /// Those who have passed a technique on: they gave a transfer, or somebody names them as a source.
    public let taught: Int
    /// Those with a use or an engagement that goes on when the record ends.
    public let stillUsing: Int
  }

  /// The people that a count is about.
  public struct Counted: Sendable {
    /// What is counted.
    public let what: String
    /// Rows in people.
    public let people: Set<Int>
  }

  /// Adopters of any technique by some time.
  public struct Growth: Sendable {
    /// When the period begins.
    public let start: Moment
    /// People with an enrolment who had adopted by its end.
    public let alumni: Int
    /// Others who had.
    public let others: Int
  }

  /// How one technique is doing.
  public struct Practice: Sendable {
    /// The technique.
    public let technique: RowIndex<Technique>
    /// Who learnt it from whom.
    public let cascade: Cascade
    /// How long uses of it last.
    public let sustainment: Sustainment
    /// In how many organisations one person alone uses it.
    public let soleUses: Int
  }

  /// A chain of people who learnt a technique from one another.
  public struct Story: Sendable {
    /// The technique.
    public let technique: RowIndex<Technique>
    /// The people, first to last.
    public let steps: [Step]
    /// How many people learnt it from the first of them, directly or over others.
    public let treeSize: Int

    /// One person of the chain.
    public struct Step: Sendable {
      /// Row in people.
      public let person: Int
      /// When they adopted it; `Int64.min` where it is not known.
      public let adopted: Moment
      /// True when a record says they learnt it from the one before; false when the two were only tied at the time.
      public let isKnown: Bool
      /// Teams they supported with it.
      public let teams: Int
    }
  }
}
