import Graph
import Records

/// Counts what a GraphML file does not carry as it was.
struct GraphMLNotes {
  /// People whose e-mail address stayed behind.
  var people = 0
  /// Other cells with e-mail addresses in them.
  var addresses = 0
  /// Absent yes/no cells.
  var flags = 0
  /// Weights of 0.
  var weights = 0
  /// Reckoned values that are no finite number.
  var withheld = 0
  private var outcomes = 0
  private var leftOut: [(table: TableName, count: Int)] = []

  /// Takes the engagements outside a window out of the outcomes that name them.
  mutating func dropEngagements(_ network: inout Network, outside window: Interval) {
    guard window != .always else { return }
    for row in network.outcomes.rows.indices {
      guard let engagement = network.outcomes.rows[row].engagement,
        !network.engagements[engagement].spell.interval.meets(window)
      else { continue }
      network.outcomes.rows[row].engagement = nil
      outcomes += 1
    }
  }

  /// Counts the records that a window kept out of the edges of the `full` view.
  mutating func countLeftOut(_ network: Network, _ edges: EdgeTable) {
    var written = [Int](repeating: 0, count: EdgeKind.allCases.count)
    for kind in edges.kind { written[Int(kind.rawValue)] += 1 }
    let counts: [(TableName, Int, EdgeKind)] = [
      (.memberships, network.memberships.count, .membership), (.enrolments, network.enrolments.count, .enrolment),
      (.uses, network.uses.count, .use), (.engagements, network.engagements.count, .engagement),
      (.transfers, network.transfers.count, .transfer), (.ties, network.ties.count, .tie),
    ]
    leftOut = counts.map { ($0.0, $0.1 - written[Int($0.2.rawValue)]) }.filter { $0.1 > 0 }
  }

  /// The counts, each with its sentence.
  func losses(replaced: Int) -> [ExportLoss] {
    var losses = leftOut.map { table, count in
      ExportLoss(
        kind: "\(table)OutsideTime", count: count,
        note: "left out: \(count) of the \(table), which lie outside the time asked for")
    }
    func add(_ kind: String, _ count: Int, _ note: String) {
      if count > 0 { losses.append(ExportLoss(kind: kind, count: count, note: "\(note): \(count)")) }
    }
    add(
      "engagementsOfOutcomes", outcomes,
      "outcomes that name an engagement outside the time asked for, and no longer do")
    add("emailAddresses", people, "people whose e-mail address was left out (--with-contact lets it out)")
    add("emailAddressesInText", addresses, "other cells from which an e-mail address was left out")
    add("absentFlags", flags, "absent yes/no cells, written as false and remembered in 'kept'")
    add("weightsOfZero", weights, "weights of 0, which some tools take as no edge, remembered in 'kept'")
    add("notFinite", withheld, "values that are no finite number, left out")
    add("controlCharacters", replaced, "characters that XML cannot hold, replaced by U+FFFD")
    return losses
  }
}
