import Disclosure
import Testing

/// A small generator of numbers, the same for the same seed.
struct DisclosureRandom: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct SuppressionTests {
  private static let policies: [DisclosurePolicy] = [.nhsHES, .under5, .base10, .model7]

  /// Cells, totals of rows and of columns, and the sum, as far as they are shown.
  private func figures(_ counts: [[Int]], _ totals: CountTable.Totals) -> [Int] {
    counts.flatMap { $0 } + (totals.contains(.rows) ? counts.map { $0.reduce(0, +) } : [])
      + (totals.contains(.columns) ? counts[0].indices.map { column in counts.reduce(0) { $0 + $1[column] } } : [])
      + (totals.contains(.all) ? [counts.joined().reduce(0, +)] : [])
  }

  private func figures(_ shown: ShownTable) -> [ShownCount] {
    shown.cells.flatMap { $0 } + shown.rowTotals + shown.columnTotals + (shown.total.map { [$0] } ?? [])
  }

  /// Every table that a reader must think possible and whose cells are near those there are, given to `body` until it has
  /// seen enough.
  private func eachPossible(
    _ counts: [[Int]], _ shown: ShownTable, _ totals: CountTable.Totals, _ body: ([Int]) -> Bool
  ) {
    let ranges = zip(counts.joined(), shown.cells.joined()).map { count, cell in
      max(count - 9, cell.possible.lowerBound, 0)...min(count + 9, cell.possible.upperBound)
    }
    let known = figures(shown).map(\.possible)
    let columns = counts[0].count
    var table = counts
    var isEnough = false
    func fill(_ place: Int) {
      let (row, column) = place.quotientAndRemainder(dividingBy: columns)
      if column == 0, row > 0, !shown.rowTotals.isEmpty {
        if !shown.rowTotals[row - 1].possible.contains(table[row - 1].reduce(0, +)) { return }
      }
      if place == ranges.count {
        let values = figures(table, totals)
        if zip(values, known).allSatisfy({ $1.contains($0) }) { isEnough = body(values) }
        return
      }
      for value in ranges[place] where !isEnough {
        table[row][column] = value
        fill(place + 1)
      }
    }
    fill(0)
  }

  /// Nothing false is shown, and each small count can be anything that is hidden, for all a reader knows.
  private func check(_ counts: [[Int]], _ totals: CountTable.Totals, _ policy: DisclosurePolicy) throws {
    let hidden = try #require(policy.hidden)
    let shown = CountTable(counts, totals: totals).shown(under: policy)
    let values = figures(counts, totals)
    let seen = figures(shown)
    var extra = 0
    for (value, figure) in zip(values, seen) {
      #expect(figure.possible.contains(value))
      if figure == .hidden, policy.shown(value).number != nil { extra += 1 }
      if figure != .hidden { #expect(figure == policy.shown(value)) }
      if figure == .below(5) { #expect(!seen.contains(.hidden), "what is hidden looks alike") }
    }
    #expect(extra == shown.secondary)
    let small = values.indices.filter { hidden.contains(values[$0]) }
    if small.isEmpty {
      #expect(shown.secondary == 0)
      return
    }
    var found = [Set<Int>](repeating: [], count: values.count)
    eachPossible(counts, shown, totals) { values in
      for place in small { found[place].insert(values[place]) }
      return small.allSatisfy { found[$0].isSuperset(of: hidden) }
    }
    for place in small { #expect(found[place].isSuperset(of: hidden), "\(counts) \(policy) \(seen): figure \(place)") }
  }

  @Test(arguments: policies) func noCountInARowCanBeDerived(policy: DisclosurePolicy) throws {
    for a in 0...11 {
      try check([[a]], .rows, policy)
      for b in 0...11 {
        try check([[a, b]], .rows, policy)
        for c in [0, 1, 4, 5, 7, 8, 11] { try check([[a, b, c]], .rows, policy) }
      }
    }
  }

  @Test(arguments: policies) func noCountInASmallTableCanBeDerived(policy: DisclosurePolicy) throws {
    let values = [0, 1, 4, 8, 13]
    for a in values {
      for b in values {
        for c in values { for d in values { try check([[a, b], [c, d]], .every, policy) } }
      }
    }
  }

  @Test(arguments: policies) func noCountInARandomTableCanBeDerived(policy: DisclosurePolicy) throws {
    var random = DisclosureRandom(state: 7)
    for _ in 0..<40 {
      let counts = (0..<2).map { _ in
        (0..<3).map { _ in Int.random(in: 0...(Bool.random(using: &random) ? 6 : 40), using: &random) }
      }
      let totals = CountTable.Totals(rawValue: UInt8.random(in: 0...7, using: &random))
      // With much hidden there are too many tables to look through.
      let open = CountTable(counts, totals: totals).shown(under: policy).cells.joined().count { $0 == .hidden }
      if open <= 4 { try check(counts, totals, policy) }
    }
  }

  @Test func theLeastOtherCountIsHiddenBesideASmallOne() {
    let shown = CountTable([3, 30, 12, 50]).shown(under: .under5)
    #expect(shown.cells[0].map(\.description) == ["*", "30", "*", "50"])
    #expect(shown.rowTotals.map(\.description) == ["95"])
    #expect(shown.secondary == 1)
  }

  @Test func fourCornersAreHiddenInATable() {
    let shown = CountTable([[3, 20, 40], [30, 25, 60], [35, 45, 50]]).shown(under: .model7)
    #expect(shown.cells.map { $0.map(\.description) } == [["*", "*", "40"], ["*", "*", "60"], ["35", "45", "50"]])
    #expect(shown.columnTotals.map(\.description) == ["68", "90", "150"])
    #expect(shown.total == .number(308))
  }

  @Test func nothingIsHiddenWithoutAPolicy() {
    let shown = CountTable([[1, 2], [3, 0]]).shown(under: .none)
    #expect(shown.cells == [[.number(1), .number(2)], [.number(3), .number(0)]])
    #expect(shown.secondary == 0)
  }

  @Test func aLargeTableIsDone() {
    var random = DisclosureRandom(state: 3)
    let counts = (0..<40).map { _ in (0..<25).map { _ in Int.random(in: 0...60, using: &random) } }
    let shown = CountTable(counts).shown(under: .model7)
    for (count, figure) in zip(counts.joined(), shown.cells.joined()) {
      #expect(count < 7 ? figure == .hidden : figure == .hidden || figure == .number(count))
    }
    // A row, and a column, with one figure hidden gives it away.
    for (row, total) in zip(shown.cells, shown.rowTotals) where total != .hidden {
      #expect(row.count { $0 == .hidden } != 1)
    }
    for column in 0..<25 where shown.columnTotals[column] != .hidden {
      #expect(shown.cells.count { $0[column] == .hidden } != 1)
    }
  }
}
