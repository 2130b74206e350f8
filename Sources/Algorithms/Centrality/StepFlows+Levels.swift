import Graph

// What the way there and the way back share.
extension StepFlows {
  /// What the neighbours in a row give.
  @inline(__always)
  func sumOfGiven(_ row: Span<UInt32>, _ start: Int, _ end: Int) -> Double {
    // Four sums, so that one addition need not wait for the other.
    var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
    var slot = start
    while slot &+ 4 <= end {
      a += unsafe given[Int(row[unchecked: slot])]
      b += unsafe given[Int(row[unchecked: slot &+ 1])]
      c += unsafe given[Int(row[unchecked: slot &+ 2])]
      d += unsafe given[Int(row[unchecked: slot &+ 3])]
      slot &+= 4
    }
    while slot < end {
      a += unsafe given[Int(row[unchecked: slot])]
      slot &+= 1
    }
    return (a + b) + (c + d)
  }

  /// Sends `flow` to all neighbours in a row; those that are not of the level before clear it away before they count.
  @inline(__always)
  func send(_ flow: Double, _ row: Span<UInt32>, _ start: Int, _ end: Int) {
    var slot = start
    while slot < end {
      unsafe sent[Int(row[unchecked: slot])] += flow
      slot &+= 1
    }
  }

  /// Lets the nodes of a level give their values.
  @inline(never)
  func give(_ values: UnsafeMutablePointer<Double>, _ level: Range<Int>) {
    var place = level.lowerBound
    while place < level.upperBound {
      unsafe given[Int(order[place])] = values[place]
      place &+= 1
    }
  }

  @inline(never)
  func takeBack(_ level: Range<Int>) {
    var place = level.lowerBound
    while place < level.upperBound {
      unsafe given[Int(order[place])] = 0
      place &+= 1
    }
  }

  @inline(never)
  func clearSent(_ level: Range<Int>) {
    var place = level.lowerBound
    while place < level.upperBound {
      unsafe sent[Int(order[place])] = 0
      place &+= 1
    }
  }
}
