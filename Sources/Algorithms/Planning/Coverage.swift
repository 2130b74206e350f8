/// Who is in which sets, ready for choosing from.
struct Coverage {
  let sets: ReverseSets
  /// For each node how many sets it is in.
  let counts: [UInt32]
  /// Those who may be chosen by falling number of sets they are in, then as given; that number beside them.
  let order: [(node: UInt32, sets: UInt32)]
  private let offsets: [UInt32]
  private let setsOf: [UInt32]

  /// - Complexity: O(n + members): what bounds it is one write for each member, to all over the place.
  init(_ sets: ReverseSets, _ candidates: some Sequence<Int>, nodeCount: Int) {
    let counts = Self.counts(sets, nodeCount)
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(nodeCount + 1)
    var sum: UInt32 = 0
    for count in counts {
      sum &+= count
      offsets.append(sum)
    }
    self.sets = sets
    self.counts = counts
    self.offsets = offsets
    setsOf = Self.setsOf(sets, offsets)
    order = Self.sorted(candidates, counts)
  }

  /// The sets a node is in.
  subscript(node: Int) -> ArraySlice<UInt32> { setsOf[Int(offsets[node])..<Int(offsets[node + 1])] }

  /// Takes something off the numbers of all members of a set.
  @inline(__always)
  func takeOff(_ amount: UInt32, of set: Int, from numbers: inout [UInt32]) {
    for place in sets.offsets[set]..<sets.offsets[set + 1] { numbers[Int(sets.members[Int(place)])] &-= amount }
  }

  @inline(never)
  private static func counts(_ sets: ReverseSets, _ nodeCount: Int) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: nodeCount)
    let members = sets.members.span
    var span = counts.mutableSpan
    for place in 0..<members.count { unsafe span[unchecked: Int(members[unchecked: place])] &+= 1 }
    return counts
  }

  @inline(never)
  private static func setsOf(_ sets: ReverseSets, _ offsets: [UInt32]) -> [UInt32] {
    var fill = offsets
    var places = [UInt32](repeating: 0, count: sets.members.count)
    let (starts, members) = (sets.offsets.span, sets.members.span)
    var nextPlace = fill.mutableSpan
    var filled = places.mutableSpan
    for set in 0..<sets.kept {
      for slot in Int(starts[set])..<Int(starts[set + 1]) {
        let node = unsafe Int(members[unchecked: slot])
        let place = unsafe nextPlace[unchecked: node]
        unsafe filled[unchecked: Int(place)] = UInt32(truncatingIfNeeded: set)
        unsafe nextPlace[unchecked: node] = place &+ 1
      }
    }
    return places
  }

  /// By counting: most are in few sets.
  private static func sorted(
    _ candidates: some Sequence<Int>, _ counts: [UInt32]
  ) -> [(node: UInt32, sets: UInt32)] {
    let all = candidates.map { (node: UInt32($0), sets: counts[$0]) }
    let greatest = all.reduce(0) { max($0, Int($1.sets)) }
    var places = [Int](repeating: 0, count: greatest + 2)
    for one in all { places[greatest - Int(one.sets) + 1] += 1 }
    for place in 1..<places.count { places[place] += places[place - 1] }
    var sorted = all
    for one in all {
      sorted[places[greatest - Int(one.sets)]] = one
      places[greatest - Int(one.sets)] += 1
    }
    return sorted
  }
}
