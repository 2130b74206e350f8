import Graph
import Testing

@testable import Records

@Suite struct CellRowTests {
  /// A source that has found the rows that its cells refer to.
  private struct FoundRows: RowSource {
    let file = "found"
    var next = 0

    mutating func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
      row.clear()
      next += 1
      row.line = next
      switch next {
      case 1: for name in ["kind", "from_id", "to_id", "id"] { row.append(cell: name) }
      case 2, 3:
        row.append(cell: "coaching")
        row.append(row: 1)
        row.append(row: Int32(next - 2))
        row.append(cell: "t\(next)")
      case 4: for cell in ["coaching", "p1", "p3", "t4"] { row.append(cell: cell) }
      default: return false
      }
      return true
    }
  }

  /// Rows that were found are taken, those that were not are looked up, and both are checked alike.
  @Test func rowsThatWereFoundAreTaken() throws {
    var builder = NetworkBuilder(about: About())
    builder.read(.people, from: CSVRows(file: "people.csv", bytes: Array("id\np1\np2\np3\n".utf8)))
    builder.read(.ties, from: FoundRows())
    let (network, problems) = try builder.finish()
    #expect(network.ties.rows.map { [$0.from.int, $0.to.int] } == [[1, 0], [1, 1], [0, 2]])
    #expect(network.ties.rows.map(\.id) == ["t2", "t3", "t4"])
    #expect(problems.kept.map(\.description).filter { $0.contains("to themself") }.count == 1)
    #expect(problems.kept.first?.line == 3)
  }

  /// A row keeps nothing of the one before.
  @Test func clearedRowKnowsNothing() {
    var row = CellRow()
    row.append(cell: "a")
    row.append(row: 7)
    #expect(row.rowKnown(0) == nil)
    #expect(row.rowKnown(1) == 7)
    #expect(row.text(1).isEmpty)
    row.clear()
    row.append(cell: "a")
    row.append(cell: "b")
    #expect(row.rowKnown(1) == nil)
    #expect(row.rowKnown(-1) == nil)
  }

  /// However texts are stored, they are those that stood in the cells.
  @Test func sharedTextsAreWhatWasWritten() {
    var pool = WordPool()
    var row = CellRow()
    for number in 0..<20_000 {
      let text =
        number % 3 == 0 ? "a text that many rows share" : number % 3 == 1 ? "short" : "nobody else's: \(number)"
      row.clear()
      row.append(cell: "x")
      row.append(cell: text)
      #expect(pool.text(row, 1) == text)
    }
  }

  /// What looks at eight bytes at once finds what looking at each finds.
  @Test func unprintableIsFoundAtEveryPlace() {
    for bad: [UInt8] in [[0x00], [0x1F], [0x7F], [0xC2, 0x80], [0xEF, 0xBF, 0xBE]] {
      for place in 0..<20 {
        let bytes = [UInt8](repeating: 0x7E, count: place) + bad + [UInt8](repeating: 0x20, count: 9)
        #expect(unprintable(in: bytes.span) == place)
      }
    }
    let good = Array("tab\tline\ncr\r~ é \u{85} \u{FFFD} 日本 and plain text behind it".utf8)
    #expect(unprintable(in: good.span) == nil)
  }
}
