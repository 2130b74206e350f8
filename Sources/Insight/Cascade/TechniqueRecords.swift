import Graph
import Records

/// The rows of the records that name each technique, so that going through all techniques reads every record once.
struct TechniqueRecords {
  /// For each technique the rows of its uses, engagements and transfers that meet the window.
  private(set) var uses: [[Int]]
  private(set) var engagements: [[Int]]
  private(set) var transfers: [[Int]]

  /// - Complexity: O(records).
  init(_ network: Network, _ window: Interval) {
    uses = [[Int]](repeating: [], count: network.techniques.count)
    engagements = uses
    transfers = uses
    for (row, use) in network.uses.rows.enumerated() where use.spell.interval.meets(window) {
      uses[use.technique.int].append(row)
    }
    for (row, engagement) in network.engagements.rows.enumerated() where engagement.spell.interval.meets(window) {
      for technique in engagement.techniques where engagements[technique.int].last != row {
        engagements[technique.int].append(row)
      }
    }
    for (row, transfer) in network.transfers.rows.enumerated()
    where transfer.from != transfer.to && transfer.interval.meets(window) {
      transfers[transfer.technique.int].append(row)
    }
  }
}
