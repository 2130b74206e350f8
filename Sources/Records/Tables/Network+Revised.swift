extension Network {
  /// Puts rows of a table in the place of those that were read from the same lines, adds others, and takes some out.
  ///
  /// - Parameters:
  ///   - table: Which table.
  ///   - changed: A network whose table of that name holds the rows.
  ///   - gone: Lines whose rows are taken out.
  ///   - mayMove: Whether rows may come to stand elsewhere; not where others refer to them.
  /// - Returns: False, and nothing is done, where rows would have to move and may not.
  package mutating func revise(
    _ table: TableName, with changed: Network, without gone: Set<UInt32>, mayMove: Bool
  ) -> Bool {
    func revise<Row>(_ rows: inout Table<Row>, _ changed: Table<Row>) -> Bool {
      guard let revised = rows.revised(with: changed, without: gone, mayMove: mayMove) else { return false }
      rows = revised
      return true
    }
    return switch table {
    case .organisations: revise(&organisations, changed.organisations)
    case .people: revise(&people, changed.people)
    case .teams: revise(&teams, changed.teams)
    case .memberships: revise(&memberships, changed.memberships)
    case .techniques: revise(&techniques, changed.techniques)
    case .cohorts: revise(&cohorts, changed.cohorts)
    case .enrolments: revise(&enrolments, changed.enrolments)
    case .events: revise(&events, changed.events)
    case .uses: revise(&uses, changed.uses)
    case .engagements: revise(&engagements, changed.engagements)
    case .transfers: revise(&transfers, changed.transfers)
    case .ties: revise(&ties, changed.ties)
    case .outcomes: revise(&outcomes, changed.outcomes)
    }
  }
}

extension Table {
  /// Rows that stay together, or one that is new in its place.
  private enum Piece {
    case kept(Range<Int>)
    case taken(Int)
  }

  /// The table in the order of lines, as both are.
  fileprivate func revised(with changed: Table, without gone: Set<UInt32>, mayMove: Bool) -> Table? {
    guard lines.count == count, changed.lines.count == changed.count else { return nil }
    var pieces: [Piece] = []
    var (old, new, start) = (0, 0, 0)
    var moves = false
    while old < count || new < changed.count {
      // Nothing happens up to the next line that is changed or gone.
      let isNext = new < changed.count && (old == count || changed.lines[new] <= lines[old])
      if isNext {
        pieces.append(.kept(start..<old))
        pieces.append(.taken(new))
        if old < count, changed.lines[new] == lines[old] { old += 1 } else if old < count { moves = true }
        new += 1
        start = old
      } else if gone.contains(lines[old]) {
        pieces.append(.kept(start..<old))
        old += 1
        start = old
        moves = true
      } else {
        old += 1
      }
    }
    pieces.append(.kept(start..<old))
    guard mayMove || !moves else { return nil }
    func joined<Element>(_ mine: [Element], _ theirs: [Element]) -> [Element] {
      var all: [Element] = []
      all.reserveCapacity(count + changed.count)
      for piece in pieces {
        switch piece {
        case .kept(let range): all += mine[range]
        case .taken(let place): all.append(theirs[place])
        }
      }
      return all
    }
    guard extraColumns.map(\.name) == changed.extraColumns.map(\.name) || changed.count == 0 else { return nil }
    var table = self
    table.rows = joined(rows, changed.rows)
    table.lines = joined(lines, changed.lines)
    for column in extraColumns.indices {
      let theirs = changed.count == 0 ? [] : changed.extraColumns[column].values
      table.extraColumns[column].values = joined(extraColumns[column].values, theirs)
    }
    return table
  }
}
