import Foundation
import Interchange
import Synchronization

/// Runs the job through spark-submit, on whatever cluster its master names.
struct SparkSubmit {
  /// The program.
  private let program: String
  /// The job.
  private let job: String

  /// Finds the program and the job.
  ///
  /// - Parameters:
  ///   - program: Where spark-submit is; else that of SPARK_HOME, else the first on the PATH.
  ///   - job: Where the job is; else beside this program, else where scripts/spark-job puts it.
  /// - Throws: ``ScaleError`` when one of them is not there.
  init(program: String?, job: String?) throws(ScaleError) {
    self.program = try Self.find(program)
    self.job = try Self.findJob(job)
  }

  private static func find(_ named: String?) throws(ScaleError) -> String {
    let environment = ProcessInfo.processInfo.environment
    if let named {
      guard FileManager.default.isExecutableFile(atPath: named) else {
        throw ScaleError("there is no program \(named): check what --spark-submit names", status: 66)
      }
      return named
    }
    let homes = environment["SPARK_HOME"].map { ["\($0)/bin"] } ?? []
    let paths = environment["PATH"]?.split(separator: ":").map { String($0) } ?? []
    for folder in homes + paths where FileManager.default.isExecutableFile(atPath: "\(folder)/spark-submit") {
      return "\(folder)/spark-submit"
    }
    throw ScaleError(
      "there is no spark-submit here: install Spark and Java 17 or later (scripts/spark-job does), then set SPARK_HOME or name it with --spark-submit",
      status: 66)
  }

  private static func findJob(_ named: String?) throws(ScaleError) -> String {
    let beside = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    let build = beside?.deletingLastPathComponent().deletingLastPathComponent()
    let places =
      named.map { [$0] }
      ?? [beside, build?.appending(path: "spark")].compactMap { $0?.appending(path: "ripple-spark.jar").path }
    guard let job = places.first(where: { FileManager.default.isReadableFile(atPath: $0) }) else {
      throw ScaleError(
        named.map { "there is no job \($0): check what --job names" }
          ?? "there is no ripple-spark.jar beside this program: make it with scripts/spark-job, or name it with --job",
        status: 66)
    }
    return job
  }

  /// Runs the job and gives its figures.
  ///
  /// - Parameters:
  ///   - master: The cluster, as spark-submit's --master.
  ///   - settings: Further words for spark-submit.
  ///   - words: Words for the job.
  ///   - log: The file that Spark's own log goes to.
  /// - Throws: ``ScaleError`` with what the job says, or that Spark did not finish.
  func run(master: String, settings: [String], words: [String], log: String) throws(ScaleError) -> [String: Int] {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["--master", master, "--class", "ripple.Job"] + settings + [job] + words
    process.standardInput = FileHandle.nullDevice
    let answers = Pipe()
    process.standardOutput = answers
    guard FileManager.default.createFile(atPath: log, contents: nil), let file = FileHandle(forWritingAtPath: log)
    else {
      throw ScaleError("cannot write \(log): choose another folder with --out", status: 73)
    }
    process.standardError = file
    do { try process.run() } catch {
      throw ScaleError("\(program) does not run: see whether it may be executed", status: 66)
    }
    RunningProgram.started(process.processIdentifier)
    defer { RunningProgram.ended() }
    let said = (try? answers.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw failure(status: process.terminationStatus, log: log)
    }
    let mark = "ripple-spark-figures: "
    let lines = String(decoding: said, as: UTF8.self).split(separator: "\n")
    guard let line = lines.last(where: { $0.hasPrefix(mark) }),
      let figures = try? JSONDecoder().decode([String: Int].self, from: Data(line.dropFirst(mark.count).utf8))
    else {
      throw ScaleError("Spark ended without figures: its log is \(log)", status: 70)
    }
    return figures
  }

  /// What the job said before it ended, or that Spark itself did not come so far.
  private func failure(status: Int32, log: String) -> ScaleError {
    let mark = "ripple-spark: "
    let lines = (try? readFile(log)).map { String(decoding: $0, as: UTF8.self).split(separator: "\n") } ?? []
    if let sentence = lines.last(where: { $0.hasPrefix(mark) })?.dropFirst(mark.count) {
      return ScaleError(String(sentence), status: [64, 65, 66].contains(status) ? status : 65)
    }
    return ScaleError(
      "Spark did not finish, its status is \(status): its log, \(log), says why; a lack of memory is met with --memory",
      status: 70)
  }
}

/// What kept an answer from being worked out elsewhere: a sentence with a remedy, and the exit status that stands for it.
struct ScaleError: Error, CustomStringConvertible {
  let description: String
  let status: Int32

  init(_ description: String, status: Int32) {
    self.description = description
    self.status = status
  }
}

/// The program that works for this one, which is to end with it.
enum RunningProgram {
  private static let number = Mutex<Int32?>(nil)

  static func started(_ process: Int32) { number.withLock { $0 = process } }
  static func ended() { number.withLock { $0 = nil } }

  /// Asks it to end.
  static func stop() {
    if let process = number.withLock({ $0 }) { kill(process, SIGTERM) }
  }
}
