import Graph
import Records
import Testing

@testable import Interchange

@Suite struct GEXFLimits: GEXFSuite {
  @Test func longCellsComeBack() throws {
    let long = String(repeating: "a long note & more; ", count: 20_000)
    let original = try network([
      .people: "id,note\na,\(long)\nb,\n", .ties: "id,from_id,to_id,note\nt,a,b,\(long)\n",
    ])
    #expect(cells(try readGEXFText(try gexf(original).text).network) == cells(original))
  }

  @Test func theYearZeroHasNoFormInDatesOfXML() throws {
    let original = try network([
      .people: "id\na\nb\n",
      .ties:
        "id,from_id,to_id,start,end\nt,a,b,0000-03-01,0000-12-31\nu,a,b,0000-05-01,0001-01-01\nv,b,a,2024-01-01,\n",
    ])
    let (text, report) = try gexf(original)
    #expect(!text.contains(" start=\"0000") && !text.contains(" end=\"0000"))
    #expect(text.contains(" end=\"0001-01-01\"") && text.contains(" start=\"2024-01-01\""))
    // Three bounds of ties, and the beginnings of both people.
    #expect(report.notes.contains { $0.hasPrefix("times before the year 1") && $0.hasSuffix(": 5") })
    #expect(cells(try readGEXFText(text).network) == cells(original))
  }
}
