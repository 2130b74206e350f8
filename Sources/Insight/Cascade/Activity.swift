import Graph
import Records

/// When people were using a technique: over their recorded uses, engagements and transfers where a use of theirs is on
/// record, and ever since they adopted it where none is.
struct Activity {
  /// Spans of each person, row after row; empty for people without a recorded use.
  private let offsets: [Int]
  private let spans: [Interval]

  /// - Complexity: O(people + records of the technique).
  init(_ network: Network, _ adoption: Adoption) {
    var entries: [(person: Int, span: Interval)] = []
    var hasUse = [Bool](repeating: false, count: network.people.count)
    for row in adoption.uses {
      let use = network.uses.rows[row]
      hasUse[use.person.int] = true
      entries.append((use.person.int, use.spell.interval))
    }
    for row in adoption.engagements {
      let engagement = network.engagements.rows[row]
      entries.append((engagement.person.int, engagement.spell.interval))
    }
    for row in adoption.transfers {
      let transfer = network.transfers.rows[row]
      entries.append((transfer.from.int, transfer.interval))
      entries.append((transfer.to.int, transfer.interval))
    }
    var offsets = [Int](repeating: 0, count: network.people.count + 1)
    for entry in entries where hasUse[entry.person] { offsets[entry.person + 1] += 1 }
    for person in network.people.rows.indices { offsets[person + 1] += offsets[person] }
    var fill = offsets
    var spans = [Interval](repeating: .always, count: offsets.last ?? 0)
    for entry in entries where hasUse[entry.person] {
      spans[fill[entry.person]] = entry.span
      fill[entry.person] += 1
    }
    self.offsets = offsets
    self.spans = spans
  }

  /// True when a use of the person's is on record.
  func isRecorded(_ person: Int) -> Bool { offsets[person] < offsets[person + 1] }

  /// True when the person used the technique at some moment of `span` up to and including `last`.
  func meets(_ person: Int, _ span: Interval, notAfter last: Moment) -> Bool {
    let own = offsets[person]..<offsets[person + 1]
    if own.isEmpty { return !span.isEmpty && span.lower <= last }
    return own.contains { place in
      let both = span.clipped(to: spans[place])
      return !both.isEmpty && both.lower <= last
    }
  }
}
