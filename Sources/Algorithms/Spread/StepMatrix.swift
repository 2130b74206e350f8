/// How many steps it takes from everybody to everybody else along ties, as far as a limit; 0 for themselves and beyond it.
///
/// n^2 bytes. For people: how far apart any two are.
public struct StepMatrix: Sendable {
  /// Row `i`: steps from `i`, through whoever has influence on it.
  public let steps: [UInt8]
  /// Number of people.
  public let count: Int

  /// Most people whose steps are counted, 4 megabytes.
  public static let mostPeople = 2000
  /// As far as steps are counted: netdiffuseR counts six.
  public static let usualLimit = 6

  /// Counts steps in `rows`, up to `limit`.
  ///
  /// - Complexity: O(n m).
  public init(_ rows: WeightRows, limit: Int = StepMatrix.usualLimit) {
    count = rows.count
    var steps = [UInt8](repeating: 0, count: count * count)
    var queue: [Int] = []
    for source in 0..<count {
      let row = source * count
      queue.removeAll(keepingCapacity: true)
      queue.append(source)
      var next = 0
      while next < queue.count {
        let person = queue[next]
        next += 1
        let distance = person == source ? 0 : Int(steps[row + person])
        if distance == limit { break }
        for other in rows.others[rows.offsets[person]..<rows.offsets[person + 1]] {
          let place = Int(other)
          guard place != source, steps[row + place] == 0 else { continue }
          steps[row + place] = UInt8(distance + 1)
          queue.append(place)
        }
      }
    }
    self.steps = steps
  }

  /// Weights that fall with distance: one over the number of steps.
  public var inverseSteps: WeightRows {
    var rows = WeightRows(count: count)
    for person in 0..<count {
      for other in 0..<count where steps[person * count + other] > 0 {
        rows.append(UInt32(other), 1 / Double(steps[person * count + other]))
      }
      rows.endRow()
    }
    return rows
  }
}
