/// For each generation the 95% interval of the mean number of followers, see ``CascadeGeneration/rInterval``.
///
/// - Complexity: O(people + sources).
func followerIntervals(_ people: [Adopter], _ sizes: [Int]) -> [(low: Double, high: Double)?] {
  let most = people.lazy.map(\.person).max() ?? -1
  var placeOf = [Int](repeating: -1, count: most + 1)
  for (place, adopter) in people.enumerated() { placeOf[adopter.person] = place }
  var followers = [Double](repeating: 0, count: people.count)
  var lacksSources = [Bool](repeating: false, count: sizes.count + 1)
  for adopter in people where adopter.generation > 0 {
    var above = 0
    func eachSource(_ body: (Int) -> Void) {
      for source in adopter.sources where source.person <= most {
        let place = placeOf[source.person]
        if place >= 0, people[place].generation == adopter.generation - 1 { body(place) }
      }
    }
    eachSource { _ in above += 1 }
    if above == 0 { lacksSources[adopter.generation - 1] = true }
    eachSource { followers[$0] += 1 / Double(above) }
  }
  var sum = [Double](repeating: 0, count: sizes.count)
  var squares = sum
  for (place, adopter) in people.enumerated() { sum[adopter.generation] += followers[place] }
  for (place, adopter) in people.enumerated() {
    let apart = followers[place] - sum[adopter.generation] / Double(sizes[adopter.generation])
    squares[adopter.generation] += apart * apart
  }
  return sizes.indices.map { k in
    guard sizes[k] > 1, !lacksSources[k] else { return nil }
    let n = Double(sizes[k])
    let half = studentT975(degrees: sizes[k] - 1) * (squares[k] / (n - 1) / n).squareRoot()
    return (max(0, sum[k] / n - half), sum[k] / n + half)
  }
}

/// The 97.5% point of Student's t distribution: exact for one and two degrees of freedom, else within 0.2% by the
/// expansion in Abramowitz and Stegun 26.7.5.
func studentT975(degrees: Int) -> Double {
  if degrees <= 1 { return 12.706_204_736 }
  if degrees == 2 { return 4.302_652_730 }
  let z = 1.959_963_984_540_054
  let v = Double(degrees)
  let z3 = z * z * z
  let z5 = z3 * z * z
  let z7 = z5 * z * z
  let z9 = z7 * z * z
  return z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v)
    + (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * v * v * v)
    + (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92_160 * v * v * v * v)
}
