import FoundationEssentials
import Graph
import Records

@testable import Interchange

/// What the suites about GEXF have in common.
protocol GEXFSuite: GraphMLSuite {}

extension GEXFSuite {
  /// A network as GEXF, with the report on it.
  func gexf(
    _ network: Network, view: View = .full, window: Interval = .always, withContact: Bool = true,
    adopted: [Moment?]? = nil
  ) throws -> (text: String, report: ExportReport) {
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString).gexf"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let output = try OutputFile(path: path)
    let report = try writeGEXF(
      network, view: view, window: window, withContact: withContact, adopted: adopted, to: output)
    try output.finish()
    return (String(decoding: try readFile(path), as: UTF8.self), report)
  }

  /// The network in a GEXF file, with the warnings on it.
  func readGEXFText(_ text: String) throws -> (network: Network, problems: ProblemList) {
    try readGEXF(file: "x.gexf", bytes: Array(text.utf8), problemLimit: 20)
  }

  /// What is wrong with a GEXF file; empty where nothing is.
  func gexfFaults(_ bytes: [UInt8]) -> [Problem] {
    do {
      _ = try readGEXF(file: "x.gexf", bytes: bytes, problemLimit: 20)
      return []
    } catch {
      return error.problems.kept.filter { $0.severity == .error }
    }
  }

  /// A GEXF file around attributes, nodes and edges.
  func file(_ inner: String, graph: String = "defaultedgetype=\"directed\"") -> String {
    "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\"><graph \(graph)>"
      + "\n\(inner)\n</graph></gexf>"
  }
}
