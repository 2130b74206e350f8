import Insight
import Interchange
import Rendering
import Testing

@Suite struct ScaleRenderingTests {
  private let answer = ScaleAnswer(
    master: "local[2]", measures: [.degree, .components, .reach],
    figures: [
      "nodes": 3, "edges": 1, "greatestDegree": 1, "components": 2, "largestComponent": 2, "sources": 1, "reached": 1,
    ],
    columns: "out/columns.csv", export: nil)

  private func text(_ format: OutputFormat) throws -> String {
    let output = OutputFile()
    try writeScale(answer, as: format, to: output)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  @Test func inWords() throws {
    #expect(
      try text(.text) == """
        3 people, worked out by Spark on local[2]

          measure     found
          degree      1 tie, no more than 1 of one person
          components  2 components, the largest of 2
          reach       1 person reached from 1

        Everybody's values: out/columns.csv

        """)
  }

  @Test func asFigures() throws {
    #expect(
      try text(.csv) == """
        figure,value
        nodes,3
        edges,1
        greatestDegree,1
        components,2
        largestComponent,2
        sources,1
        reached,1

        """)
    let json = try text(.json)
    #expect(json.filter { !$0.isWhitespace }.contains("\"measures\":[\"degree\",\"components\",\"reach\"]"))
    #expect(json.contains("\"reached\":1"))
  }
}
