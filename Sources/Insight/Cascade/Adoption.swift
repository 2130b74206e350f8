import Graph
import Records

/// The records of one technique, by row, and when each person adopted it.
struct Adoption {
  /// When each person adopted; `Int64.max` for those who never did.
  let moment: [Moment]
  /// Adopters by time of adoption, then id.
  let adopters: [Int]
  /// Rows of the uses, engagements and transfers that count.
  let uses: [Int]
  let engagements: [Int]
  let transfers: [Int]

  static let never = Moment.max

  /// Adoption of `technique` as far as `records` show: from the earliest of a use, an engagement listing it, a transfer
  /// of it from or to them, or being named as somebody's source.
  init(of technique: RowIndex<Technique>, in network: Network, _ records: TechniqueRecords, order: [UInt32]) {
    let useRows = network.uses.rows
    let engagementRows = network.engagements.rows
    let transferRows = network.transfers.rows
    uses = records.uses[technique.int]
    engagements = records.engagements[technique.int]
    transfers = records.transfers[technique.int]
    var moment = [Moment](repeating: Self.never, count: network.people.count)
    func adopts(_ person: RowIndex<Person>, _ time: Moment) { moment[person.int] = min(moment[person.int], time) }
    for use in uses.lazy.map({ useRows[$0] }) {
      adopts(use.person, use.spell.interval.lower)
      if let source = use.learnedFrom { adopts(source, use.spell.interval.lower) }
    }
    for engagement in engagements.lazy.map({ engagementRows[$0] }) {
      adopts(engagement.person, engagement.spell.interval.lower)
    }
    for transfer in transfers.lazy.map({ transferRows[$0] }) {
      adopts(transfer.from, transfer.interval.lower)
      adopts(transfer.to, transfer.interval.lower)
    }
    self.moment = moment
    adopters = moment.indices.filter { moment[$0] != Self.never }
      .sorted { (moment[$0], order[$0]) < (moment[$1], order[$1]) }
  }

  func has(_ person: Int) -> Bool { moment[person] != Self.never }
}
