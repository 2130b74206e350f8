import Graph
import Insight
import Records
import Synthesis
import Testing

@testable import Insight

@Suite struct Duplicates {
  @Test func namesAreComparedAsPeopleWriteThem() {
    func score(_ a: String, _ b: String) -> Double? { PersonName.likeness(PersonName(a), PersonName(b))?.score }
    #expect(score("Dr Ada Obi", "Obi, Ada") == 1)
    #expect(score("José Núñez", "jose nunez") == 1)
    #expect(score("Siân O'Neil-Jones", "Sian ONeilJones") == 1)
    #expect(score("Kate Larchwick", "Katherine Larchwick") == 0.9)
    #expect(score("K Larchwick", "Kate Larchwick") == 0.8)
    #expect(score("Kate Larchwick", "Kate Larcwhick") == 0.9)
    #expect(score("Kate Larchwick", "Kate Larchwik") == 0.9)
    #expect(score("Hana Larchwick", "Hanna Larchwick") == 0.88)
    #expect(score("Kate Larchwick", "Kate Larchfell") == nil)
    #expect(score("Kate Larchwick", "Paul Larchwick") == nil)
    #expect(score("", "Kate") == nil && score("Kate", "Kate Larch") == nil)
  }

  @Test func lettersAreCountedOnce() {
    for (a, b, expected) in [
      ("abc", "abc", 0), ("abc", "ab", 1), ("abc", "abxc", 1), ("abc", "axc", 1), ("abc", "acb", 1), ("abc", "cab", 2),
      ("abcd", "badc", 2), ("", "a", 1), ("", "ab", 2), ("abc", "xbcy", 2),
    ] {
      #expect(PersonName.distance(a, b) == expected && PersonName.distance(b, a) == expected, "\(a) \(b)")
    }
  }

  /// Of programmes into which people were entered twice, as clerks do it, at least 95 of 100 pairs proposed are such.
  @Test func plantedDuplicatesAreFound() {
    var proposed = 0
    var right = 0
    var planted = 0
    for seed in 1...6 as ClosedRange<UInt64> {
      var network = Synthesis.generate(people: 600, seed: seed).network
      var lots = Lots(state: seed &* 77)
      var pairs: Set<[Int]> = []
      for row in 0..<60 {
        let original = row * 9
        var copy = network.people.rows[original]
        guard let changed = entered(copy.name, way: row % 8, &lots) else { continue }
        copy.id = "again\(row)"
        copy.name = changed
        if row % 8 != 0 { copy.email = "" }
        if row % 8 == 1 { copy.organisation = RowIndex(Int(lots.next() % UInt64(network.organisations.count))) }
        pairs.insert([original, network.people.count])
        network.people.rows.append(copy)
      }
      let found = network.likelyDuplicates()
      proposed += found.count
      right += found.count { pairs.contains([$0.people.first, $0.people.second]) }
      planted += pairs.count
    }
    let precision = Double(right) / Double(proposed)
    let recall = Double(right) / Double(planted)
    print("duplicates: \(right) of \(proposed) proposed are right (\(precision)), of \(planted) planted (\(recall))")
    #expect(precision >= 0.95)
    #expect(recall >= 0.75)
  }

  @Test func whoTaughtWhomAreTwo() throws {
    var builder = NetworkBuilder(about: About())
    for (name, text) in [
      (TableName.people, "id,name,email\na,Ada Obi,a@x.uk\nb,Ada Obi,a@x.uk\nc,Ada Obi,a@x.uk\n"),
      (.ties, "from_id,to_id\nb,a\n"),
    ] {
      builder.read(name, from: CSVRows(file: name.file, bytes: Array(text.utf8)))
    }
    let found = try builder.finish().network.likelyDuplicates()
    #expect(found.map { [$0.people.first, $0.people.second] } == [[0, 2], [1, 2]])
  }

  /// A name as it is entered the second time.
  private func entered(_ name: String, way: Int, _ lots: inout Lots) -> String? {
    let words = name.split(separator: " ").map(String.init)
    guard words.count >= 2, let family = words.last, family.count >= 5 else { return nil }
    let given = words.dropLast().joined(separator: " ")
    var letters = Array(family)
    let place = 1 + Int(lots.next() % UInt64(letters.count - 2))
    switch way {
    case 0: return "\(given.prefix(1)). \(family)"
    case 1, 2: return name
    case 3: return "\(family.uppercased()), \(given)"
    case 4: return "Dr \(name)"
    case 5:
      letters.swapAt(place, place - 1)
      if String(letters) == family { return nil }
    case 6: letters.remove(at: place)
    default: return "\(given.prefix(1)) \(family)"
    }
    return "\(given) \(String(letters))"
  }
}

/// Random numbers that are the same each time.
private struct Lots {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 17
  }
}
