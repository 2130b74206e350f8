import Records

/// Plays rows back from memory: the header first, then each row as `fill` writes its cells.
struct PlayedRows: RowSource {
  let file: String
  let header: [String]
  let count: Int
  var expectedCount: Int { count }
  /// Writes the cells of row `index`, and sets its line.
  let fill: (_ index: Int, _ row: inout CellRow) -> Void
  private var next = -1

  init(file: String, header: [String], count: Int, fill: @escaping (Int, inout CellRow) -> Void) {
    self.file = file
    self.header = header
    self.count = count
    self.fill = fill
  }

  mutating func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
    guard next < count else { return false }
    row.clear()
    if next < 0 {
      row.line = 1
      for name in header { row.append(cell: name) }
    } else {
      fill(next, &row)
    }
    next += 1
    return true
  }
}
