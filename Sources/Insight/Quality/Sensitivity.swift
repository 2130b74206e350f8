import Algorithms
import Graph
public import Records

/// What is asked when it is tried how much answers hang on single records.
public struct SensitivityOptions: Sendable {
  /// What counts, as for reach.
  public var reach = ReachOptions()
  /// Shares of records that go missing.
  public var shares = [0.1, 0.2]
  /// How often records go missing by lot.
  public var runs = 100
  /// Where the lots begin: the same seed, the same answer.
  public var seed: UInt64 = 1
  /// A tenth and a fifth missing, 100 times.
  public init() {}
}

/// Figures of one network that may move when records are missing.
public struct SensitiveFigures: Sendable, Equatable {
  /// Peers reached, by level, surest first, each including the surer: people, a cohort's own participants left out; empty
  /// where no source was asked for.
  public var people: [Int]
  /// Teams reached, by level.
  public var teams: [Int]
  /// People who have used the technique asked for, or any.
  public var adopters: Int
  /// R of generation 0 of that cascade; `nil` when nothing followed.
  public var firstR: Double?
  /// R of generation 1.
  public var secondR: Double?
}

/// How answers move when records are missing.
public struct Sensitivity: Sendable {
  /// What the full records give.
  public let full: SensitiveFigures
  /// What uses, engagements and transfers of the grades `observed` and `confirmed` alone give, with all ties and
  /// memberships.
  public let confirmedOnly: SensitiveFigures
  /// What is left when a share of records is missing.
  public let missing: [Missing]

  /// Figures of the runs in which a share of records was missing.
  public struct Missing: Sendable {
    /// The share.
    public let share: Double
    /// One a run.
    public let runs: [SensitiveFigures]

    /// Median and middle 95% of a figure over the runs that have it; `nil` when none has.
    public func range(
      of figure: (SensitiveFigures) -> Double?
    ) -> (median: Double, low: Double, high: Double)? {
      let sorted = runs.compactMap(figure).sorted()
      guard !sorted.isEmpty else { return nil }
      // As many runs lie below the lower end as above the upper.
      let cut = Int(0.025 * Double(sorted.count))
      let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
      return (median, sorted[cut], sorted[sorted.count - 1 - cut])
    }
  }
}

extension Network {
  /// How reach and R move when engagements, transfers, uses, ties and memberships are missing by lot, and when only what
  /// was observed or confirmed by both sides counts.
  ///
  /// A record's lot is a number made from the seed, the run, its table and its row: what is missing when a tenth is
  /// missing is also missing when a fifth is.
  ///
  /// - Parameters:
  ///   - source: Whose reach is followed; `nil` for R alone.
  ///   - options: What counts, and how often it is tried.
  /// - Complexity: O(shares runs) times that of reach and cascade, on all cores.
  public func sensitivity(
    of source: ReachSource?, _ options: SensitivityOptions = SensitivityOptions()
  ) -> Sensitivity {
    let jobs = options.shares.flatMap { share in (0..<options.runs).map { (share, $0) } }
    let results = mapChunks(of: jobs.count, size: max(1, jobs.count / 64)) { places in
      places.map { place -> SensitiveFigures in
        let (share, run) = jobs[place]
        let limit = UInt64(min(max(share, 0), 1) * 0x1p53)
        let thinned = keeping { table, row in
          scrambled(options.seed, UInt64(run), table.rawValue, UInt64(row)) >> 11 >= limit
        }
        return thinned.sensitiveFigures(source, options.reach)
      }
    }.flatMap { $0 }
    let sure = keeping { table, row in
      switch table {
      case .memberships, .ties: true
      case .uses: Self.isSure(uses.rows[row].evidence)
      case .engagements: Self.isSure(engagements.rows[row].evidence)
      case .transfers: Self.isSure(transfers.rows[row].evidence)
      }
    }
    return Sensitivity(
      full: sensitiveFigures(source, options.reach), confirmedOnly: sure.sensitiveFigures(source, options.reach),
      missing: options.shares.enumerated().map { index, share in
        Sensitivity.Missing(
          share: share, runs: Array(results[index * options.runs..<(index + 1) * options.runs]))
      })
  }

  private static func isSure(_ evidence: Evidence?) -> Bool { evidence == .observed || evidence == .confirmed }

  private func sensitiveFigures(_ source: ReachSource?, _ options: ReachOptions) -> SensitiveFigures {
    var levels: [ReachTotals] = []
    if let source {
      var isParticipant = [Bool](repeating: false, count: people.count)
      if case .cohorts(let rows) = source {
        for cohort in rows { for person in participants(of: cohort) { isParticipant[person.int] = true } }
      }
      var options = options
      options.limits.level = .possible
      levels = reach(of: source, options).totals(leavingOut: isParticipant)
    }
    var cascade = CascadeOptions()
    cascade.technique = options.technique
    cascade.window = options.window
    cascade.isDirected = options.isDirected
    let forest = forest(cascade)
    return SensitiveFigures(
      people: levels.map(\.people), teams: levels.map(\.teams), adopters: forest.people.count,
      firstR: forest.generations.first?.r,
      secondR: forest.generations.count > 1 ? forest.generations[1].r : nil)
  }
}
