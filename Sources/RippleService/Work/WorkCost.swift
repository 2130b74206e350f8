import Records

/// How long a question may keep one processor busy, told from the size of the network before it is begun.
///
/// Fitted to what was measured on synthetic programmes of 530, 2,000 and 16,000 people; within a factor of three there. It is
/// for telling minutes from moments, not for planning.
struct WorkCost {
  /// Seconds.
  let seconds: Double

  /// A question that takes longer leaves a worker free for others.
  var isHeavy: Bool { seconds > 1 }

  /// - Parameters:
  ///   - words: What is asked.
  ///   - network: What it is asked of.
  init(_ words: Words, of network: Network) {
    self.init(words, people: network.people.count, records: network.recordCount)
  }

  /// - Parameters:
  ///   - words: What is asked.
  ///   - people: How many people the network has.
  ///   - records: How many rows all its tables have.
  init(_ words: Words, people: Int, records: Int) {
    let records = Double(records)
    let pairs = Double(people) * records
    func value(_ name: String) -> Substring? {
      words.options.last { $0.hasPrefix("--\(name)=") }?.dropFirst(name.count + 3)
    }
    func has(_ name: String) -> Bool { words.options.contains("--\(name)") || value(name) != nil }
    func number(_ name: String, _ usual: Double) -> Double { value(name).flatMap { Double($0) } ?? usual }
    var seconds = 1e-5 * records
    switch words.options.first {
    case "reach" where has("everyone"): seconds += 1.2e-8 * pairs
    case "centrality":
      let measures = value("measure").map { $0.split(separator: ",").map(String.init) } ?? []
      for measure in measures where !has("error") { seconds += Self.perPair[measure, default: 0] * pairs }
      if has("over") { seconds *= 10 }
    case "structure" where has("key-players"): seconds += 3e-8 * pairs * number("key-players", 1) / 3
    case "quality", "whatif": seconds += 1e-4 * records
    case "fragility": seconds += min(30, 6e-7 * pairs)
    case "report": seconds += 2.5e-4 * records
    case "spread" where words.options.dropFirst().first == "simulate":
      seconds += 2e-8 * Double(people) * number("runs", 1000)
    case "outcomes", "spread": seconds += 5e-5 * records * max(1, number("test", 0) / 999)
    case "export" where has("with"): seconds += 2e-9 * pairs
    default: break
    }
    self.seconds = seconds
  }

  /// Seconds for each pair of a person and a record, of measures that look at all pairs of people.
  private static let perPair = [
    "betweenness": 1.6e-9, "edgeBetweenness": 1.6e-9, "flowBetweenness": 6e-8, "temporalBetweenness": 6e-8,
    "temporalCloseness": 1.2e-8,
  ]
}

extension Network {
  /// Rows of all tables.
  var recordCount: Int {
    people.count + teams.count + techniques.count + organisations.count + cohorts.count + memberships.count
      + enrolments.count + events.count + uses.count + engagements.count + transfers.count + ties.count + outcomes.count
  }
}
