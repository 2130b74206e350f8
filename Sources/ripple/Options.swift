import Algorithms
import ArgumentParser
import Insight
import Interchange
import Records
import Rendering
import Store

extension OutputFormat: ExpressibleByArgument {}
extension View: ExpressibleByArgument {}
extension RouteKind: ExpressibleByArgument {}
extension ReachGrouping: ExpressibleByArgument {}

/// The network a command is about.
struct NetworkArgument: ParsableArguments {
  @Argument(
    help:
      "A folder of CSV tables, a store (a file, or postgres://...), a workbook, a GraphML, GEXF or DOT file, or a CSV edge list.",
    completion: .file())
  var network: String

  @Option(
    help: ArgumentHelp(
      "Read the network's own columns through this mapping, which 'ripple map' drafts.", valueName: "file.json"),
    completion: .file(extensions: ["json"]))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "Of a store: what was known at this time, or after the change set of this number.", valueName: "time"))
  var asKnown: String?

  func validate() throws {
    if let asKnown { _ = try Knowledge(asKnown) }
  }

  /// Reads the network; what a mapping equated or left out is said, as far as there is room.
  ///
  /// - Parameter known: The network that it is a part of.
  func read(partOf known: Network? = nil) throws -> Network {
    if let network = QuestionSurroundings.network { return network }
    Progress.step("Reading \(network)")
    defer { Progress.clear() }
    let read = try readWithProblems(partOf: known)
    if map != nil {
      Progress.clear()
      for problem in read.problems.kept.prefix(Self.mostSaid) { Progress.say(problem.description) }
      let more = read.problems.warnings - Self.mostSaid
      if more > 0 { Progress.say("... and \(more) more: ripple check lists them") }
    }
    return read.network
  }

  /// Reads the network with the problems found.
  func readWithProblems(partOf known: Network? = nil, limit: Int = 100) throws -> (
    network: Network, problems: ProblemList
  ) {
    if let network = QuestionSurroundings.network { return (network, ProblemList(limit: limit)) }
    if StoreReader.isStore(network) {
      if known != nil { throw QuestionError("\(network) is a store, which is whole: leave --part out") }
      if map != nil {
        throw QuestionError("\(network) is a store, whose columns are Ripple's own: leave --map out")
      }
      let knowledge = try asKnown.map { try Knowledge($0) } ?? .now
      let known = try StoreReader(network).network(asKnown: knowledge, problemLimit: limit)
      return (known, ProblemList(limit: limit))
    }
    if asKnown != nil {
      throw QuestionError("--as-known asks what a store held at some time, and \(network) is none: leave it out")
    }
    guard let map else {
      let read = try readNetwork(at: network, partOf: known, problemLimit: limit)
      return (read.network, read.problems)
    }
    let mapping = try Mapping(file: fileName(map), bytes: readFile(map))
    let read = try readNetwork(
      at: network, through: mapping, mappingFile: fileName(map), partOf: known, problemLimit: limit)
    return (read.network, read.problems)
  }

  /// How many doubts about mapped files are said while a question is answered.
  private static let mostSaid = 10
}

extension Knowledge {
  /// A date, whose whole day counts, a date-time, or the number of a change set.
  init(_ text: String) throws {
    if let number = Int64(text), number > 0 {
      self = .change(number)
    } else if let stamp = try? Stamp.parse(text, .calendar) {
      self = .moment(stamp.after - 1)
    } else {
      throw ValidationError("'\(text)' given with --as-known is neither a date such as 2024-03-31 nor a change set.")
    }
  }
}

/// Where an answer goes.
struct OutputOptions: ParsableArguments {
  @Option(help: "How to write the answer: text to read, json in full, csv for a spreadsheet.")
  var format: OutputFormat = .text

  @Option(
    name: [.customShort("o"), .long],
    help: "Write to this file instead of the screen; it appears whole or not at all.", completion: .file())
  var output: String?

  /// True when the answer is to be drawn: the file's name says so.
  var isPicture: Bool { output?.hasSuffix(".svg") ?? false }

  /// Opens the place the answer goes to, so that a bad one is found before the work is done.
  func open() throws -> OutputFile { try OutputFile(path: output) }
}

/// The part of time a question is about.
struct TimeOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Keep what lasts until this time or later: a date, or a number.")
  var since: String?

  @Option(parsing: .unconditional, help: "Keep what begins by this time; the time itself included.")
  var until: String?

  @Option(parsing: .unconditional, help: "Keep what holds at this time.")
  var asOf: String?

  func validate() throws {
    if asOf != nil, since != nil || until != nil {
      throw ValidationError("--as-of is a moment, --since and --until a window: give one or the other.")
    }
    for (option, text) in [("--since", since), ("--until", until), ("--as-of", asOf)] {
      if let text { try Self.validate(text, option) }
    }
  }

  /// Refuses, before any network is read, what no network could take for a time.
  static func validate(_ text: String, _ option: String) throws {
    // Which of the two the network counts in is not known before it is read.
    let isTime = [TimeScale.calendar, .integer].contains { (try? Stamp.parse(text, $0)) != nil }
    if !isTime {
      throw ValidationError("'\(text)' given with \(option) is neither a date such as 2024-03-31 nor a whole number.")
    }
  }

  /// What the answer is limited to, as a sentence; `nil` for all of time.
  var note: String? {
    if let asOf { return "Only records that hold at \(asOf) count." }
    switch (since, until) {
    case (nil, nil): return nil
    case (let since?, nil): return "Only records that last until \(since) or later count."
    case (nil, let until?): return "Only records that begin by \(until) count."
    case (let since?, let until?): return "Only records that meet \(since) to \(until) count."
    }
  }

  func window(in network: Network) throws -> TimeWindow {
    try TimeWindow(since: since, until: until, asOf: asOf, scale: network.scale)
  }
}

/// A length of time as options give it.
enum Duration {
  /// Refuses, before any network is read, what no network could take for a duration.
  static func validate(_ text: String?, _ option: String) throws {
    guard let text else { return }
    let isDuration = [TimeScale.calendar, .integer].contains {
      TimeUnit(scale: $0, everyTimeIsADate: true).duration(text) != nil
    }
    if !isDuration {
      throw ValidationError("'\(text)' given with \(option) is no duration: write whole units, or 30s, 12h, 7d, 2w.")
    }
  }

  /// The duration in the network's time.
  static func parse(_ text: String, _ option: String, in network: Network) throws -> Int64 {
    if let duration = network.unit.duration(text) { return duration }
    throw QuestionError(
      "'\(text)' given with \(option) is no duration in a network that counts time in whole numbers: write whole units")
  }
}

/// A number of bytes as options give it.
enum ByteCount {
  /// `512MiB`, `8GiB`, or plain bytes; `nil` for anything else.
  static func parse(_ text: String) -> Int? {
    let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("", 1)]
    for (unit, factor) in units where text.hasSuffix(unit) {
      guard let number = Int(text.dropLast(unit.count)), number >= 0 else { return nil }
      let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
      return overflow ? nil : bytes
    }
    return nil
  }
}
