import Records

extension Table where Row: TableRow {
  /// The rows as they will stand: in the order of their cells, whose first is their id, where they have one.
  ///
  /// - Returns: The table, and where each row went.
  /// - Complexity: O(rows · log(rows)), in 40 bytes a row.
  static func sorted(_ rows: [Row], in network: Network) -> (table: Table, places: [Int]) {
    var order = rows.indices.map { RowKey(of: rows[$0], at: $0, in: network) }
    order.sort { $0.isBefore($1) }
    // The rest of the cells is looked at where the beginnings are alike.
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, !order[start].isBefore(order[end]) { end += 1 }
      if end - start > 1 {
        let whole = order[start..<end].map { (cells: RowKey.cells(of: rows[$0.row], in: network), key: $0) }
        let sorted = whole.sorted { first, second in
          first.cells == second.cells
            ? first.key.row < second.key.row : first.cells.lexicographicallyPrecedes(second.cells)
        }
        order.replaceSubrange(start..<end, with: sorted.map(\.key))
      }
      start = end
    }
    var places = [Int](repeating: 0, count: rows.count)
    for (new, key) in order.enumerated() { places[key.row] = new }
    return (Table(order.map { rows[$0.row] }), places)
  }
}

/// The beginning of a row's cells, which tells nearly all rows apart.
private struct RowKey {
  /// The first bytes of all cells, the first byte foremost.
  private var words = InlineArray<4, UInt64>(repeating: 0)
  /// Where the row stood.
  let row: Int

  init<Row: TableRow>(of value: Row, at row: Int, in network: Network) {
    self.row = row
    var place = 0
    for column in Row.Column.allCases where place < 32 {
      for byte in value.cell(column, in: network).utf8.prefix(32 - place) {
        words[place >> 3] |= UInt64(byte) << UInt64(56 - (place & 7) * 8)
        place += 1
      }
      // A byte that is in no cell and comes before all that are.
      place += 1
    }
  }

  /// All cells, in the same order.
  static func cells<Row: TableRow>(of value: Row, in network: Network) -> [UInt8] {
    var bytes: [UInt8] = []
    for column in Row.Column.allCases {
      bytes += value.cell(column, in: network).utf8
      bytes.append(0)
    }
    return bytes
  }

  func isBefore(_ other: RowKey) -> Bool {
    for place in words.indices where words[place] != other.words[place] { return words[place] < other.words[place] }
    return false
  }
}
