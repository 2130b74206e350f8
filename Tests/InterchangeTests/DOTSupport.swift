import Foundation
import Graph
import Records

@testable import Interchange

/// What the suites about DOT have in common.
protocol DOTSuite: GraphMLSuite {}

extension DOTSuite {
  /// A network as DOT, with the report on it.
  func dot(
    _ network: Network, view: View = .full, window: Interval = .always, withContact: Bool = true,
    columns: [NodeColumn] = [], around centre: Int? = nil, engine: DOTEngine? = nil
  ) throws -> (text: String, report: ExportReport) {
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString).dot"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let output = try OutputFile(path: path)
    let report = try writeNetworkDOT(
      network, view: view, window: window, withContact: withContact, columns: columns, around: centre, engine: engine,
      to: output)
    try output.finish()
    return (String(decoding: try readFile(path), as: UTF8.self), report)
  }

  /// The network in a DOT file.
  func readDOTText(_ text: String) throws -> Network {
    try readDOT(file: "x.dot", bytes: Array(text.utf8), problemLimit: 20).network
  }

  /// What a DOT file says, a line for each node and edge: its name or ends, then its attributes in the order of their names.
  func said(_ bytes: [UInt8]) -> [String]? {
    let collected = collectDOT(file: "x.dot", bytes: bytes, problemLimit: 20)
    guard !collected.isStopped else { return nil }
    let contents = collected.contents
    func attributes(_ values: GraphMLValues) -> String {
      var found: [String] = []
      contents.each(values) { datum in
        let key = contents.keys[Int(datum.key)]
        // How Graphviz names an edge; and what is worked out from subgraphs.
        let isExtra = key.domain == .edge && key.name == "key" || key.domain == .node && key.name == "cluster"
        if !datum.range.isEmpty, !isExtra { found.append("\(key.name)=\(contents.string(datum.range))") }
      }
      return found.sorted().map { "\t" + $0 }.joined()
    }
    return contents.nodes.map { "N " + contents.ids.text(Int($0.id)) + attributes($0.values) }.sorted()
      + contents.edges.map {
        "E " + contents.ids.text(Int($0.source)) + " " + contents.ids.text(Int($0.target)) + attributes($0.values)
      }.sorted()
  }

  /// What comes of a program of Graphviz on a file, `nil` where it refuses it.
  func graphviz(_ command: String, _ bytes: [UInt8]) throws -> [UInt8]? {
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString)"
    defer { for end in ["", ".out"] { try? FileManager.default.removeItem(atPath: path + end) } }
    try Data(bytes).write(to: URL(filePath: path))
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\(command) '\(path)' > '\(path).out' 2>/dev/null"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? try readFile(path + ".out") : nil
  }

  /// True where Graphviz is installed; says so aloud where not.
  var hasGraphviz: Bool {
    if (try? graphviz("nop", Array("graph{}".utf8))) ?? nil != nil { return true }
    print("SKIPPED: there is no Graphviz here, so nothing was compared with it")
    return false
  }
}
