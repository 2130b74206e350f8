import Foundation
import HTTPTypes
import Logging
import ServiceLifecycle
import Subprocess
import SystemPackage

/// Computes answers in processes of their own, so that no analysis can starve, crash or fill the service: at most so many
/// run at once, others wait in line, and one that is no longer wanted or takes too long is killed with its process.
///
/// Where there are several, heavy questions leave one of them to the others. A worker keeps the network it has read from one question to the next.
actor WorkerPool: Service {
  private struct Job {
    let number: Int
    let order: WorkOrder
    let isHeavy: Bool
    let continuation: CheckedContinuation<WorkReport, any Error>
  }

  private let executable: String
  private let arguments: [String]
  private let count: Int
  private let mostWaiting: Int
  private let deadline: Duration
  private let logger: Logger
  private var line: [Job] = []
  private var idle: [Int: CheckedContinuation<Job?, Never>] = [:]
  private var running: [Int: Job] = [:]
  private var processes: [Int: ProcessIdentifier] = [:]
  private var abandoned: [Int: Problem] = [:]
  private var nextNumber = 0
  private var isStopping = false

  /// - Parameters:
  ///   - executable: The program that does the work.
  ///   - arguments: What makes it a worker.
  ///   - count: Processes at once.
  ///   - mostWaiting: Questions in line before more are refused.
  ///   - deadline: Time an answer may take, waiting in line not counted.
  ///   - logger: Where the end of a worker is noted.
  init(
    executable: String, arguments: [String], count: Int, mostWaiting: Int, deadline: Duration, logger: Logger
  ) {
    self.executable = executable
    self.arguments = arguments
    self.count = count
    self.mostWaiting = mostWaiting
    self.deadline = deadline
    self.logger = logger
  }

  /// Questions in line and at work.
  var load: (waiting: Int, running: Int) { (line.count, running.count) }

  /// Has a question answered.
  ///
  /// - Parameters:
  ///   - order: The question, and where its answer goes.
  ///   - cost: How long it may take.
  /// - Throws: ``Problem`` when it would take too long, the line is full or the time is up; `CancellationError` when the
  ///   asker has gone.
  func answer(_ order: WorkOrder, costing cost: WorkCost) async throws -> WorkReport {
    try Task.checkCancellation()
    let allowed = deadline.components.seconds
    guard cost.seconds <= Double(allowed) * Self.leeway else {
      throw Problem(
        .unprocessableContent,
        "this would take about \(Self.inWords(cost.seconds)) of a processor, and a question has \(allowed) seconds here: ask about less, for an estimate where there is one, or on the command line"
      )
    }
    guard line.count < mostWaiting else {
      throw Problem(
        .serviceUnavailable, "too many questions are being worked on: try again in a little while", retryAfter: 10)
    }
    let number = nextNumber
    nextNumber += 1
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        guard !isStopping else { return continuation.resume(throwing: Self.stopping) }
        line.append(Job(number: number, order: order, isHeavy: cost.isHeavy, continuation: continuation))
        handOut()
      }
    } onCancel: {
      Task { await self.abandon(number, because: Self.stopping) }
    }
  }

  /// How many times the time that is allowed a question may be expected to take and still be tried, since that is a guess.
  private static let leeway = 3.0

  private static func inWords(_ seconds: Double) -> String {
    let minutes = (seconds / 60).rounded()
    return minutes < 100
      ? "\(Int(max(minutes, 1))) minutes" : minutes < 1e7 ? "\(Int(minutes / 60)) hours" : "a lifetime"
  }

  private static let stopping = Problem(.serviceUnavailable, "the service is stopping: try again", retryAfter: 5)

  /// Keeps the workers alive until the service is stopped.
  func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      for place in 0..<count { group.addTask { await self.keepWorker(place) } }
      group.addTask {
        try? await gracefulShutdown()
        await self.stop()
      }
      await group.waitForAll()
    }
  }

  private func stop() {
    isStopping = true
    for job in line { job.continuation.resume(throwing: Self.stopping) }
    line = []
    for continuation in idle.values { continuation.resume(returning: nil) }
    idle = [:]
  }

  private func handOut() {
    while let job = nextInLine, let place = idle.keys.min(), let worker = idle.removeValue(forKey: place) {
      running[place] = line[job]
      worker.resume(returning: line.remove(at: job))
    }
  }

  /// The place in line of the first question that may be begun.
  private var nextInLine: Int? {
    let heavy = running.values.count(where: \.isHeavy)
    return line.firstIndex { !$0.isHeavy || heavy < max(1, count - 1) }
  }

  private func abandon(_ number: Int, because problem: Problem) {
    if let place = line.firstIndex(where: { $0.number == number }) {
      line.remove(at: place).continuation.resume(throwing: problem)
    } else if let place = running.first(where: { $0.value.number == number })?.key {
      abandoned[number] = problem
      if let process = processes[place] { kill(process.value, SIGKILL) }
    }
  }

  private func next(for place: Int) async -> Job? {
    if isStopping { return nil }
    return await withCheckedContinuation { continuation in
      idle[place] = continuation
      handOut()
    }
  }

  private func begin(_ job: Job) {
    Task {
      try? await Task.sleep(for: deadline)
      abandon(
        job.number,
        because: Problem(
          .gatewayTimeout, "this took longer than \(deadline.components.seconds) seconds and was stopped: ask for less")
      )
    }
  }

  private func finish(_ place: Int, _ result: Result<WorkReport, any Error>) {
    guard let job = running.removeValue(forKey: place) else { return }
    handOut()
    if let problem = abandoned.removeValue(forKey: job.number) {
      job.continuation.resume(throwing: problem)
    } else {
      job.continuation.resume(with: result)
    }
  }

  private func note(_ process: ProcessIdentifier?, at place: Int) { processes[place] = process }

  /// A worker is in a group of its own, so that what is typed at the service's terminal does not end it.
  private static var platform: PlatformOptions {
    var options = PlatformOptions()
    options.processGroupID = 0
    return options
  }

  private func keepWorker(_ place: Int) async {
    while !isStopping {
      do {
        _ = try await Subprocess.run(
          .path(FilePath(executable)), arguments: Arguments(arguments), platformOptions: Self.platform,
          input: .inputWriter, output: .sequence,
          error: .discarded
        ) { execution in
          self.note(execution.processIdentifier, at: place)
          var lines = Lines(execution.standardOutput)
          while let job = await self.next(for: place) {
            self.begin(job)
            var order = try JSONEncoder().encode(job.order)
            order.append(10)
            _ = try await execution.standardInputWriter.write(Array(order))
            guard let line = try await lines.next() else { break }
            self.finish(place, Result { try JSONDecoder().decode(WorkReport.self, from: line) })
          }
        }
      } catch {
        logger.error("a worker could not be used", metadata: ["kind": "\(type(of: error))"])
        try? await Task.sleep(for: .milliseconds(200))
      }
      processes[place] = nil
      finish(place, .failure(Problem.fault))
    }
  }
}

/// The lines a process writes.
private struct Lines {
  private var buffers: SubprocessOutputSequence.Iterator
  private var rest = Data()

  init(_ output: SubprocessOutputSequence) { buffers = output.makeAsyncIterator() }

  mutating func next() async throws -> Data? {
    while true {
      if let end = rest.firstIndex(of: 10) {
        let line = Data(rest[..<end])
        rest = Data(rest[rest.index(after: end)...])
        return line
      }
      guard let buffer = try await buffers.next() else { return nil }
      // The bytes are copied within the closure.
      rest.append(contentsOf: unsafe buffer.withUnsafeBytes { unsafe Array($0) })
    }
  }
}
