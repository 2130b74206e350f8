/// Counts of people in rows and columns, with those totals that will be shown beside them.
///
/// A small count that is hidden can be found again by subtracting the others from a total. ``shown(under:)`` hides as many
/// further figures as it takes for that not to be possible.
public struct CountTable: Sendable {
  /// Which totals stand beside the cells.
  public struct Totals: OptionSet, Sendable {
    /// One bit a kind of total.
    public let rawValue: UInt8
    /// Totals from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The sum of each row.
    public static let rows = Totals(rawValue: 1)
    /// The sum of each column.
    public static let columns = Totals(rawValue: 2)
    /// The sum of all.
    public static let all = Totals(rawValue: 4)
    /// Every total there is.
    public static let every: Totals = [.rows, .columns, .all]
  }

  /// The counts, row by row, all rows equally long.
  public let counts: [[Int]]
  /// Which totals will be shown.
  public let totals: Totals

  /// The greatest count a cell may hold, so that no sum of cells is out of range.
  public static let most = Int(Int32.max)

  /// A table of two dimensions.
  ///
  /// - Parameters:
  ///   - counts: The counts, row by row; at least one, equally long, of counts from 0 to ``most``.
  ///   - totals: Which totals will be shown beside them, or can be learnt elsewhere.
  public init(_ counts: [[Int]], totals: Totals = .every) {
    precondition(!(counts.first?.isEmpty ?? true), "a table has cells")
    precondition(
      counts.allSatisfy { $0.count == counts.first?.count }, "the rows of a table are equally long")
    precondition(
      counts.joined().allSatisfy { (0...Self.most).contains($0) }, "a count is from 0 to 2^31 - 1")
    self.counts = counts
    self.totals = totals
  }

  /// Counts of one dimension, with their sum.
  ///
  /// - Parameters:
  ///   - counts: The counts, from 0 to ``most``.
  ///   - hasTotal: Whether their sum will be shown, or can be learnt elsewhere.
  public init(_ counts: [Int], hasTotal: Bool = true) {
    self.init([counts], totals: hasTotal ? .rows : [])
  }
}

/// A table of counts as a policy lets it be seen.
public struct ShownTable: Sendable, Hashable {
  /// The cells, row by row.
  public internal(set) var cells: [[ShownCount]]
  /// The sums of the rows; empty where they are not asked for.
  public internal(set) var rowTotals: [ShownCount]
  /// The sums of the columns; empty where they are not asked for.
  public internal(set) var columnTotals: [ShownCount]
  /// The sum of all; `nil` where it is not asked for.
  public internal(set) var total: ShownCount?
  /// How many figures are hidden whose number the policy would show, so that small ones cannot be found by subtraction.
  public internal(set) var secondary: Int
}

extension CountTable {
  /// The table as it may be shown: small counts hidden, and with them what they could be found from.
  ///
  /// A table is a circulation: what flows from a source through the rows to the columns, and back. The counts there are give
  /// one such flow, and what a reader cannot rule out is every flow within what each figure lets them think. How far one
  /// count can rise is then the greatest flow from its column back to its row along the other arcs, and how far it can fall
  /// the same the other way. For each small count, figures are hidden along the cheapest such ways (the least counts first,
  /// zeros and totals last; equals in the order of the table) until it can be anything that the policy hides. Which figures
  /// those are is found by shortest paths, one count after another (as in Castro 2007, INFORMS Journal on Computing 19), so
  /// there may be fewer that would do; that they do is exact.
  ///
  /// What the policy calls `<5` becomes `*` where anything else is hidden, or a reader could tell the two apart and say that a
  /// `*` is 5 or more.
  ///
  /// It protects one count at a time, each on its own: what is known of one beforehand may tell another. Tables that share
  /// cells must be put into one table, or looked after by hand. Readers who know this method,
  /// and try every table, can find some counts: of the small ones in all tables of two by two up to 5, with their totals, none
  /// under `nhs-hes`, 7% under `under5`, and at most 1% under the others.
  ///
  /// - Parameter policy: How counts may be shown.
  /// - Complexity: O(small counts · hidden figures · cells) at worst, in whole-number arithmetic.
  public func shown(under policy: DisclosurePolicy) -> ShownTable {
    var flow = TableFlow(self, policy, isPlain: false)
    flow.protectAll()
    if flow.isUntouched { return flow.shown() }
    flow = TableFlow(self, policy, isPlain: true)
    flow.protectAll()
    return flow.shown()
  }
}
