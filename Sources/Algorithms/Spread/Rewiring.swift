/// Deals ties out afresh so that everybody keeps as many as they have.
///
/// Two ties swap ends: i <- j and k <- l become i <- l and k <- j, unless that would tie somebody to themself or two people
/// twice. Ties that carry both ways swap among themselves, as do those that carry one way, so that everybody keeps their
/// number of sources, of people they are a source of, and of mutual ties. When and how strongly each person is influenced
/// stays with the person; who it is changes. So many swaps are tried that every tie takes part in ``swapsPerTie`` on average;
/// tries count whether they are taken or not, as they must for all outcomes to be as likely.
///
/// - Source: Rao, Jana and Bandyopadhyay 1996; Milo et al. 2003, arXiv:cond-mat/0312028.
struct Rewiring: Sendable {
  /// How many swaps each tie takes part in, on average, or more.
  static let swapsPerTie = 20

  private let start: WiredTies
  /// Swaps to try each time.
  private let tries: Int

  /// - Complexity: O(m log m), and one rewiring to see how many tries are taken.
  init(_ rows: InfluenceRows) {
    start = WiredTies(rows)
    // Every swap takes part of two ties.
    let wanted = Self.swapsPerTie * start.ties.count / 2
    var pilot = start
    let taken = pilot.swap(tries: wanted, seed: 0)
    // Where few swaps can be made at all, ten times as many tries must do.
    tries = wanted == 0 ? 0 : min(10 * wanted, (wanted * wanted + max(taken, 1) - 1) / max(taken, 1))
  }

  /// Sources of each person after rewiring, row after row, in no order.
  ///
  /// - Complexity: O(m).
  func sources(seed: UInt64) -> [UInt32] {
    var wired = start
    wired.swap(tries: tries, seed: seed)
    return wired.sources
  }
}

private struct Tie {
  var person: UInt32
  var source: UInt32
  /// Where the source stands in the row of the person.
  var place: UInt32
  /// Where the person stands in the row of the source; of no use for a tie that carries one way.
  var back: UInt32
}

/// Ties as they are swapped, kept three ways.
private struct WiredTies {
  /// Rows of sources.
  var sources: [UInt32]
  private let offsets: [Int]
  /// Those that carry both ways come first.
  private(set) var ties: [Tie]
  private let mutual: Int
  /// How many ties have a pair of people with this hash. Where there is none, the pair is not tied; else their rows tell. With
  /// sixteen places a tie, 256 never fall on one.
  private var tied: [UInt8]
  private let shift: UInt64

  init(_ rows: InfluenceRows) {
    offsets = rows.offsets
    sources = rows.sources
    var both: [Tie] = []
    var single: [Tie] = []
    // Rows are in rising order, so the places that people have in the row of a source come up in that order.
    var next = rows.offsets
    for person in 0..<rows.count {
      for place in rows.offsets[person]..<rows.offsets[person + 1] {
        let source = Int(rows.sources[place])
        while next[source] < rows.offsets[source + 1], rows.sources[next[source]] < UInt32(person) { next[source] += 1 }
        let back = next[source]
        let isMutual = back < rows.offsets[source + 1] && rows.sources[back] == UInt32(person)
        let tie = Tie(
          person: UInt32(person), source: UInt32(source), place: UInt32(place), back: UInt32(isMutual ? back : place))
        if !isMutual { single.append(tie) } else if person < source { both.append(tie) }
      }
    }
    mutual = both.count
    ties = both + single
    let bits = max(4, Int.bitWidth - ties.count.leadingZeroBitCount + 4)
    shift = UInt64(64 - bits)
    tied = [UInt8](repeating: 0, count: 1 << bits)
    for tie in ties { tied[hash(tie.person, tie.source, shift)] &+= 1 }
  }

  /// Tries to swap ends of two ties at a time, and says how often that could be done.
  @discardableResult
  mutating func swap(tries: Int, seed: UInt64) -> Int {
    swapEnds(&ties, &tied, &sources, offsets, mutual, shift, tries, seed)
  }
}

@inline(never)
private func swapEnds(
  _ ties: inout [Tie], _ tied: inout [UInt8], _ sources: inout [UInt32], _ offsets: [Int], _ mutual: Int,
  _ shift: UInt64, _ tries: Int, _ seed: UInt64
) -> Int {
  let count = UInt64(ties.count)
  let split = UInt64(mutual)
  let isUndirected = count == split
  let offsets = offsets.span
  // Places of ties, hashes and rows are those of the arrays they were made for; swaps only trade them.
  var ties = ties.mutableSpan
  var tied = tied.mutableSpan
  var sources = sources.mutableSpan
  var taken = 0
  var attempt: UInt64 = 0
  while attempt < UInt64(tries) {
    let random = scrambled(seed &+ attempt)
    attempt &+= 1
    let first = Int(truncatingIfNeeded: ((random >> 32) &* count) >> 32)
    let isMutual = first < mutual
    // The second is of the same kind as the first.
    let kind = isMutual ? split : count &- split
    let second = Int(truncatingIfNeeded: (((random & 0xFFFF_FFFF) &* kind) >> 32) &+ (isMutual ? 0 : split))
    let a = unsafe ties[unchecked: first]
    var b = unsafe ties[unchecked: second]
    if isMutual, random & 1 == 1 {
      b = Tie(person: b.source, source: b.person, place: b.back, back: b.place)
    }
    guard a.person != b.source, b.person != a.source, a.person != b.person, a.source != b.source else { continue }
    let one = hash(a.person, b.source, shift)
    let other = hash(b.person, a.source, shift)
    if unsafe tied[unchecked: one] | tied[unchecked: other] != 0 {
      let rows = sources.span
      if areTied(a.person, b.source, rows, offsets, isUndirected) { continue }
      if areTied(b.person, a.source, rows, offsets, isUndirected) { continue }
    }
    unsafe tied[unchecked: hash(a.person, a.source, shift)] &-= 1
    unsafe tied[unchecked: hash(b.person, b.source, shift)] &-= 1
    unsafe tied[unchecked: one] &+= 1
    unsafe tied[unchecked: other] &+= 1
    unsafe sources[unchecked: Int(a.place)] = b.source
    unsafe sources[unchecked: Int(b.place)] = a.source
    if isMutual {
      unsafe sources[unchecked: Int(a.back)] = b.person
      unsafe sources[unchecked: Int(b.back)] = a.person
    }
    unsafe ties[unchecked: first] = Tie(person: a.person, source: b.source, place: a.place, back: b.back)
    unsafe ties[unchecked: second] = Tie(person: b.person, source: a.source, place: b.place, back: a.back)
    taken &+= 1
  }
  return taken
}

/// Whether there is a tie between two people, either way.
private func areTied(
  _ a: UInt32, _ b: UInt32, _ sources: Span<UInt32>, _ offsets: Span<Int>, _ isUndirected: Bool
) -> Bool {
  has(b, sources, offsets[Int(a)], offsets[Int(a) + 1])
    || !isUndirected && has(a, sources, offsets[Int(b)], offsets[Int(b) + 1])
}

private func has(_ source: UInt32, _ sources: Span<UInt32>, _ from: Int, _ to: Int) -> Bool {
  var place = from
  while place < to {
    // Rows lie within the sources.
    if unsafe sources[unchecked: place] == source { return true }
    place &+= 1
  }
  return false
}

@inline(__always)
private func hash(_ a: UInt32, _ b: UInt32, _ shift: UInt64) -> Int {
  let pair = UInt64(min(a, b)) << 32 | UInt64(max(a, b))
  return Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> shift)
}
