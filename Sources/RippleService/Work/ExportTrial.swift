import Foundation
import NIOCore

/// What an export would hold and leave out, and how it is loaded.
struct ExportTrial: Sendable {
  /// What the export says of itself, as it was written, and as far as pages show it.
  let json: ByteBuffer
  let report: Report
  /// Size of the file, or of all files of a folder, in bytes.
  let bytes: Int
  /// Lines of Python that load it.
  let python: String?
  /// Lines of R that load it.
  let r: String?

  struct Report: Decodable, Sendable {
    let nodes: Int?
    let edges: Int?
    let losses: [Loss]?
    let remarks: [String]?

    struct Loss: Decodable, Sendable {
      let note: String
    }
  }

  /// Reads what was written into a folder.
  init(in folder: String, named name: String) throws {
    let written = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/report.json"))
    json = ByteBuffer(bytes: written)
    report = try JSONDecoder().decode(Report.self, from: written)
    func text(_ ending: String) -> String? {
      (try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)\(ending)"))).map {
        // Where it was written here is nothing to whoever loads it elsewhere.
        String(decoding: $0, as: UTF8.self).replacingOccurrences(of: "\(folder)/", with: "")
      }
    }
    python = text(".py")
    r = text(".R")
    let place = "\(folder)/\(name)"
    let inside = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    let files = inside.isEmpty ? [place] : inside.map { "\(place)/\($0)" }
    bytes = try files.reduce(0) { sum, file in
      sum + ((try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0)
    }
  }
}
