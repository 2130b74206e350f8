import FoundationEssentials
import Records
import Testing

@testable import Interchange

/// Files kept beside the tests and, where they are, beside the project.
@Suite struct FilesOfOthers {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()

  private func files(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
      .filter { $0.hasSuffix("ml") || $0.hasSuffix(".gexf") || $0.hasSuffix(".csv") || $0.hasSuffix(".dot") }.sorted()
      .map { folder.appending(path: $0).path }
  }

  /// Reads a file; `nil` where it is refused, which must be with a place, a reason and a remedy.
  private func read(_ path: String) throws -> Network? {
    do {
      return try readNetwork(at: path).network
    } catch let error as InvalidInput {
      #expect(error.problems.errors > 0)
      for problem in error.problems.kept {
        #expect(problem.line >= 1 && !problem.message.isEmpty && !problem.remedy.isEmpty, "\(problem)")
      }
      return nil
    }
  }

  @Test func theCorpusIsReadOrRefused() throws {
    let corpus = files(in: Self.tests.appending(path: "corpus"))
    #expect(corpus.count >= 12)
    let refused = try corpus.filter { try read($0) == nil }.map(fileName)
    // The tables refer to others that are not there.
    #expect(refused == ["people.csv", "uses.csv"])
  }

  @Test func probesOfEveryDialectAreReadOrRefused() throws {
    let folder =
      ProcessInfo.processInfo.environment["RIPPLE_PROBES"].map { URL(filePath: $0) }
      ?? Self.tests.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/formats/probes")
    let probes = files(in: folder)
    guard !probes.isEmpty else {
      print("SKIPPED: there are no probes in \(folder.path)")
      return
    }
    let refused = try probes.filter { try read($0) == nil }.map { String(fileName($0).prefix(2)) }
    // Hyperedge, document type, edge to nowhere, a node twice, no direction.
    #expect(refused == ["15", "22", "26", "27", "39"])
  }
}
