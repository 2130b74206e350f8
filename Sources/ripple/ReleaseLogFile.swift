import Disclosure
import Foundation
import Insight
import Interchange
import Records

/// A release log in a file, which one process at a time changes.
struct ReleaseLogFile {
  let path: String

  /// Keeps a report in mind that is about to be given out.
  ///
  /// - Throws: ``QuestionError`` when it would tell of a few people by its difference from one that was given out before, or
  ///   the file follows another policy; ``InvalidInput`` when it is no such file; ``OutputError`` when it cannot be written.
  func release(_ report: CommissionerReport, of network: Network, under policy: DisclosurePolicy) throws {
    let folder = unsafe open(
      URL(fileURLWithPath: path).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if folder >= 0 { close(folder) } }
    if folder >= 0 { flock(folder, LOCK_EX) }
    // Made before it is written, so that nobody else may ever read it.
    let new = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if new >= 0 { close(new) }
    let bytes = FileManager.default.fileExists(atPath: path) ? try readFile(path) : []
    var log = try bytes.isEmpty ? newLog(policy) : read(bytes)
    guard log.policy == policy else {
      throw QuestionError(
        "\(path) holds what was given out under \(log.policy.rawValue): report with --disclosure \(log.policy.rawValue), or name another file"
      )
    }
    let date = report.span.map { report.unit.text($0.to) } ?? "no date"
    do {
      try log.release(
        "the records as at \(date)",
        report.counted.map { counted in
          (counted.what, counted.people.sorted().map { network.people.rows[$0].id })
        })
    } catch {
      throw QuestionError(
        "this report would tell of \(error.difference == 1 ? "one person" : "\(error.difference) people") (\(error.what)) by its difference from that of \(error.earlier): give that one out again, or wait until more has changed"
      )
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let output = try OutputFile(path: path)
    try output.write(String(decoding: try encoder.encode(log), as: UTF8.self))
    try output.finish()
  }

  private func newLog(_ policy: DisclosurePolicy) -> ReleaseLog {
    var random = SystemRandomNumberGenerator()
    return ReleaseLog(policy, using: &random)
  }

  private func read(_ bytes: [UInt8]) throws -> ReleaseLog {
    guard let log = try? JSONDecoder().decode(ReleaseLog.self, from: Data(bytes)), log.isSound else {
      var problems = ProblemList()
      problems.add(
        Problem(
          .error, file: path, line: 1, message: "this is no log of what was given out",
          remedy: "name another file, or one that is not there yet"))
      throw InvalidInput(problems)
    }
    return log
  }
}
