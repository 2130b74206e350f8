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
  var byGeneration = [[Double]](repeating: [], count: sizes.count)
  for (place, adopter) in people.enumerated() { byGeneration[adopter.generation].append(followers[place]) }
  return sizes.indices.map { k in
    guard !lacksSources[k], let mean = MeanInterval(ofCounts: byGeneration[k]), let low = mean.low, let high = mean.high
    else { return nil }
    return (low, high)
  }
}
