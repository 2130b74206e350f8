extension Network {
  /// The tables whose rows can be left out without leaving a reference in the air.
  public enum ThinnableTable: UInt64, Sendable, CaseIterable {
    case memberships, uses, engagements, transfers, ties
  }

  /// The network without some of its memberships, uses, engagements, transfers and ties.
  ///
  /// Outcomes keep their values, and lose the engagement they named when it is left out. Lines and unknown columns are kept
  /// in step with the rows.
  ///
  /// - Complexity: O(rows).
  public func keeping(_ isKept: (ThinnableTable, Int) -> Bool) -> Network {
    var thinned = self
    thinned.memberships = memberships.keeping { isKept(.memberships, $0) }
    thinned.uses = uses.keeping { isKept(.uses, $0) }
    thinned.transfers = transfers.keeping { isKept(.transfers, $0) }
    thinned.ties = ties.keeping { isKept(.ties, $0) }
    var newRow = [Int?](repeating: nil, count: engagements.count)
    var next = 0
    for row in engagements.rows.indices where isKept(.engagements, row) {
      newRow[row] = next
      next += 1
    }
    thinned.engagements = engagements.keeping { newRow[$0] != nil }
    for row in thinned.outcomes.rows.indices {
      guard let engagement = thinned.outcomes.rows[row].engagement else { continue }
      thinned.outcomes.rows[row].engagement = newRow[engagement.int].map { RowIndex($0) }
    }
    return thinned
  }
}

extension Table {
  func keeping(_ isKept: (Int) -> Bool) -> Table {
    let kept = rows.indices.filter(isKept)
    if kept.count == rows.count { return self }
    var table = Table(kept.map { rows[$0] })
    table.file = file
    if !lines.isEmpty { table.lines = kept.map { lines[$0] } }
    table.extraColumns = extraColumns.map { column in
      ExtraColumn(name: column.name, values: kept.map { column.values[$0] })
    }
    return table
  }
}
