import Algorithms

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One task to measure: how to set it up from an input, and what then runs on the clock.
struct Task: Sendable {
  /// What runs on the clock.
  enum Work {
    /// All at once; gives its checksum.
    case whole(() -> String)
    /// Many questions, each with a time of its own.
    case questions(Questions)
  }

  /// Makes the input ready, off the clock, and gives the work.
  let prepare: @Sendable (Input) throws(BenchError) -> Work

  init(prepare: @escaping @Sendable (Input) throws(BenchError) -> () -> String) {
    self.prepare = { (input: Input) throws(BenchError) in .whole(try prepare(input)) }
  }

  private init(work: @escaping @Sendable (Input) throws(BenchError) -> Work) { prepare = work }

  /// A task of many questions.
  static func asking(_ prepare: @escaping @Sendable (Input) throws(BenchError) -> Questions) -> Task {
    Task(work: { (input: Input) throws(BenchError) in .questions(try prepare(input)) })
  }
}

/// What can be measured, by name.
let tasks: [String: Task] = [
  hopTasks, temporalTasks, betweennessTasks, structureTasks, loadTasks, readTasks, writeTasks, diffusionTasks,
  spreadTasks, planTasks, peerTasks, scaleTasks,
].reduce([:]) { $0.merging($1) { first, _ in first } }

/// A sentence for whoever called.
struct BenchError: Error {
  let sentence: String
  let status: Int32
}

/// Measures one task on one input and prints one JSON object: seconds and CPU seconds of the work alone, and a checksum of
/// its result that other programs can be compared by.
@main
enum Bench {
  static func main() {
    do throws(BenchError) {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      let sentence = Array("ripple-bench: \(error.sentence)\n".utf8)
      _ = unsafe write(2, sentence, sentence.count)
      exit(error.status)
    }
  }

  private static func run(_ arguments: [String]) throws(BenchError) {
    guard arguments.count == 4, let threads = Int(arguments[3]), threads > 0 else {
      throw BenchError(sentence: "usage: ripple-bench TASK GRAPH FOLDER THREADS", status: 64)
    }
    guard let task = tasks[arguments[0]] else {
      let known = tasks.keys.sorted().joined(separator: ", ")
      throw BenchError(sentence: "there is no task \(arguments[0]): choose from \(known)", status: 64)
    }
    let input = try Input(name: arguments[1], folder: arguments[2])
    let work = try task.prepare(input)
    let before = Clocks()
    let (checksum, further) = limitingWorkers(to: threads) {
      switch work {
      case .whole(let body): (body(), "")
      case .questions(let questions): questions.ask()
      }
    }
    let after = Clocks()
    print(
      """
      {"seconds": \(after.wall - before.wall), "cpu": \(after.cpu - before.cpu), "n": \(input.nodes), "m": \(input.rows), \
      "peak_mb": \(after.peakMegabytes),\(further) "result_checksum": "\(checksum)"}
      """)
  }
}

/// Wall clock and processor time of this process, in seconds.
struct Clocks {
  let wall: Double
  let cpu: Double
  let peakMegabytes: Double

  init() {
    func seconds(_ clock: clockid_t) -> Double {
      var time = timespec()
      unsafe clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    wall = seconds(CLOCK_MONOTONIC)
    cpu = seconds(CLOCK_PROCESS_CPUTIME_ID)
    var usage = rusage()
    // This process is number 0 on every system; its named constant has a different type on each.
    unsafe getrusage(0, &usage)
    peakMegabytes = Double(usage.ru_maxrss) / 1024
  }
}
