extension StepMatrix {
  /// How unlike the places of any two people are: the Euclidean distance of their rows and columns of steps, each step as a
  /// share of the greatest.
  ///
  /// d(i, j)^2 = (z_ij - z_ji)^2 + sum over others k of (z_jk - z_ik)^2 + (z_kj - z_ki)^2, steps beyond the limit being 0.
  /// Row after row. For people: two are alike who stand in the same relation to the same others.
  ///
  /// - Complexity: O(n^3) time, O(n^2) space; bound by bytes subtracted, sixteen at a time.
  /// - Source: Burt 1987, doi:10.1086/228667; steps in place of ties: Valente 1995.
  public func profileDistances() -> [Double] {
    let columns = transposed()
    let greatest = Double(steps.max() ?? 0)
    let both = mapChunks(of: count, size: max(1, count / 64)) { people in
      people.flatMap { person in (0..<person).map { squaredDistance(person, $0, columns) } }
    }
    var distances = [Double](repeating: 0, count: count * count)
    var pair = both.joined().makeIterator()
    for person in 0..<count {
      for other in 0..<person {
        guard let square = pair.next(), greatest > 0 else { continue }
        let distance = Double(square).squareRoot() / greatest
        distances[person * count + other] = distance
        distances[other * count + person] = distance
      }
    }
    return distances
  }

  /// How alike each person's place is to everybody else's, as shares that add up to 1 in each row: (dmax - d) / sum, dmax
  /// being the greatest distance in the row.
  ///
  /// - Parameter inverted: Give one over each share instead, as netdiffuseR weighs exposure: the least alike count most.
  /// - Complexity: as ``profileDistances()``.
  public func likeness(inverted: Bool = false) -> WeightRows {
    let distances = profileDistances()
    var rows = WeightRows(count: count)
    for person in 0..<count {
      let row = distances[person * count..<(person + 1) * count]
      let greatest = row.max() ?? 0
      let sum = row.reduce(0) { $0 + greatest - $1 } - greatest
      for (other, distance) in row.enumerated() where other != person && distance < greatest {
        let share = (greatest - distance) / sum
        rows.append(UInt32(other), inverted ? 1 / share : share)
      }
      rows.endRow()
    }
    return rows
  }

  private func transposed() -> [UInt8] {
    var columns = steps
    for person in 0..<count {
      for other in 0..<count { columns[other * count + person] = steps[person * count + other] }
    }
    return columns
  }

  private func squaredDistance(_ a: Int, _ b: Int, _ columns: [UInt8]) -> Int {
    let there = Int(steps[a * count + b])
    let back = Int(steps[b * count + a])
    // Over all others, and then without what the two themselves add.
    let all =
      Self.squares(steps.span, a * count, b * count, count) + Self.squares(columns.span, a * count, b * count, count)
    return (there - back) * (there - back) + all - 2 * there * there - 2 * back * back
  }

  @inline(never)
  private static func squares(_ bytes: Span<UInt8>, _ a: Int, _ b: Int, _ count: Int) -> Int {
    var sum: Int32 = 0
    var place = 0
    while place < count {
      // Rows lie within the matrix.
      let difference = unsafe Int32(bytes[unchecked: a &+ place]) &- Int32(bytes[unchecked: b &+ place])
      sum &+= difference &* difference
      place &+= 1
    }
    return Int(sum)
  }
}

extension InfluenceRows {
  /// Exposure of everybody to those whose places in the network are like theirs, period by period: the share of everybody who
  /// had adopted, each counting by likeness.
  ///
  /// For people: whether those adopted who stand where they stand, friends or not.
  ///
  /// - Parameters:
  ///   - adoption: Period of adoption of everybody: 0 before the first period, ``neverAdopted`` for never.
  ///   - rule: How lags count.
  ///   - inverted: Weigh as netdiffuseR does; see ``StepMatrix/likeness(inverted:)``.
  ///   - body: Takes a person, a period after the lag, and their exposure.
  /// - Complexity: O(n^2) for each period, and O(n^3) for each in which ties differ from those of the one before.
  public func eachEquivalenceExposure(
    adoption: [Int32], _ rule: ExposureRule, inverted: Bool, _ body: (Int, Int, Double) -> Void
  ) {
    guard rule.lag < periods else { return }
    var ties: WeightRows?
    var likeness = WeightRows(count: 0)
    for period in rule.lag + 1..<periods + 1 {
      let present = weights(in: rule.lagsTies ? period - rule.lag : period)
      if present != ties {
        likeness = StepMatrix(present).likeness(inverted: inverted)
        ties = present
      }
      let hasAdopted = adoption.map { Int($0) <= period - rule.lag }
      for person in 0..<count {
        var all = 0.0
        var adopted = 0.0
        for place in likeness.offsets[person]..<likeness.offsets[person + 1] {
          all += likeness.weights[place]
          if hasAdopted[Int(likeness.others[place])] { adopted += likeness.weights[place] }
        }
        body(person, period, all == 0 ? 0 : adopted / all)
      }
    }
  }
}
