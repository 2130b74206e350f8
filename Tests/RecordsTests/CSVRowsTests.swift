import Records
import Testing

@Suite struct CSVRowsTests {
  private func rows(_ text: String) -> (cells: [[String]], lines: [Int], problems: ProblemList) {
    rows(Array(text.utf8))
  }

  private func rows(_ bytes: [UInt8]) -> (cells: [[String]], lines: [Int], problems: ProblemList) {
    var source = CSVRows(file: "t.csv", bytes: bytes)
    var problems = ProblemList()
    var row = CellRow()
    var cells: [[String]] = []
    var lines: [Int] = []
    while source.next(&row, &problems) {
      cells.append((0..<row.count).map { row.text($0) })
      lines.append(row.line)
    }
    return (cells, lines, problems)
  }

  @Test func readsQuotesLineEndsAndMarks() {
    #expect(rows("a,b\n1,2\n").cells == [["a", "b"], ["1", "2"]])
    #expect(rows("\u{FEFF}a,b\r\n1,\r\n").cells == [["a", "b"], ["1", ""]])
    #expect(rows("a\rb\r").cells == [["a"], ["b"]])
    #expect(rows("\"a,\"\"b\"\"\",\"x\ny\"\n,").cells == [["a,\"b\"", "x\ny"], ["", ""]])
    #expect(rows("").cells.isEmpty)
    #expect(rows("\"\"").cells == [[""]])
  }

  @Test func skipsEmptyLinesAndCountsAllLines() {
    let found = rows("a,b\n\n\"1\n1\",2\r\n\r\n3,4")
    #expect(found.cells == [["a", "b"], ["1\n1", "2"], ["3", "4"]])
    #expect(found.lines == [1, 3, 6])
  }

  @Test(arguments: [
    ("a\n\"open\nstill", 2, "never ends"), ("a\n\"x\"y\n", 2, "after the closing"), ("a\nx\"y\n", 2, "not in quotes"),
  ])
  func locatesBrokenQuotes(text: String, line: Int, words: String) {
    let problem = rows(text).problems.kept.first
    #expect(problem?.line == line)
    #expect(problem?.message.contains(words) == true)
  }

  @Test func locatesBytesThatAreNotUTF8() {
    let found = rows(Array("id\nx\n".utf8) + [0xFF, 0xFE])
    #expect(found.cells.isEmpty)
    #expect(found.problems.kept.first?.line == 3)
  }
}
