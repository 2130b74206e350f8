import Graph
public import Records

extension Network {
  /// What is recorded but cannot be right, though no cell is wrong: sources named by people who adopted before them.
  ///
  /// - Complexity: O(records + people techniques).
  public func doubts() -> [Problem] {
    var found: [Problem] = []
    let order = idOrder(self, NodeSpace([.person: people.count]))
    let records = TechniqueRecords(self, .always)
    for row in techniques.rows.indices {
      let technique = RowIndex<Technique>(row)
      let adoption = Adoption(of: technique, in: self, records, order: order)
      func check(
        _ table: TableName, _ row: Int, _ place: (file: String?, lines: [UInt32]), _ column: String, from: Int, to: Int
      ) {
        guard from != to, adoption.moment[from] > adoption.moment[to] else { return }
        found.append(
          Problem(
            .warning, file: place.file ?? table.file,
            line: row < place.lines.count ? Int(place.lines[row]) : row + 2, column: column,
            message: "'\(people.rows[from].id)' adopted \(techniques.rows[technique.int].id) later than "
              + "'\(people.rows[to].id)', so cannot be their source",
            remedy: "correct a date or the name; until then it is taken as nobody's source"))
      }
      for row in adoption.uses {
        if let source = uses.rows[row].learnedFrom {
          check(.uses, row, (uses.file, uses.lines), "learned_from", from: source.int, to: uses.rows[row].person.int)
        }
      }
      for row in adoption.transfers {
        let transfer = transfers.rows[row]
        check(
          .transfers, row, (transfers.file, transfers.lines), "from_id", from: transfer.from.int, to: transfer.to.int)
      }
    }
    return found
  }
}
