import ArgumentParser
import Dispatch
import Insight
import Interchange
import Records
import Store

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's `exit`, which the parser's own hides.
private let terminate: @Sendable (Int32) -> Never = { exit($0) }

/// The command line.
@main
struct Ripple: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ripple",
    abstract: "Shows what happened after a development programme: who passed what on to whom, and how far it got.",
    discussion: """
      Every command takes a network: a folder of CSV tables, a GraphML, GEXF or DOT file, or a CSV edge list
      (from,to,start,end).

        ripple check my-programme            find every problem in the tables
        ripple summary my-programme          what is recorded, and of when
        ripple reach my-programme --cohort c2022
        ripple cascade my-programme --technique coaching

      'ripple help COMMAND' explains a command with examples.
      """,
    version: "0.1.0",
    subcommands: [
      CheckCommand.self, SummaryCommand.self, ReachCommand.self, ExplainCommand.self, CascadeCommand.self,
      OutcomesCommand.self, CompareCommand.self, QualityCommand.self, CentralityCommand.self,
      MeasuresCommand.self, StructureCommand.self, CommunitiesCommand.self, SpreadCommand.self, PlanCommand.self,
      FragilityCommand.self, WhatIfCommand.self, ExportCommand.self,
      MapCommand.self,
      GenerateCommand.self, ImportCommand.self, HistoryCommand.self, UndoCommand.self, EditCommand.self,
      DuplicatesCommand.self, MergeCommand.self,
      SubjectCommand.self, AuditCommand.self, BackupCommand.self, RestoreCommand.self,
    ])

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    let interruptions = [SIGINT, SIGTERM].map(discardOnSignal)
    defer { withExtendedLifetime(interruptions) {} }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      finish(with: error)
    }
  }

  /// Leaves no half-written file behind when the program is interrupted.
  private static func discardOnSignal(_ number: Int32) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      TemporaryFiles.discardAll()
      _exit(128 + number)
    }
    source.resume()
    return source
  }

  /// Says in plain words what went wrong and ends with the status that stands for it.
  private static func finish(with error: any Error) -> Never {
    switch error {
    case let error as QuestionError: stop(error.description, 64)
    case let error as DrawingError: stop(error.description, 64)
    case let error as InvalidInput: stop(error.description, 65)
    case let error as MissingInput: stop(error.description, 66)
    case let error as StoreError: stop(error.description, error.kind.status)
    case let error as OutputError: stop(error.isBrokenPipe ? nil : error.description, 73)
    default: exit(withError: error)
    }
  }

  private static func stop(_ message: String?, _ status: Int32) -> Never {
    Progress.clear()
    if let message { Progress.say(message) }
    terminate(status)
  }
}

extension StoreError.Kind {
  /// The exit status that stands for it.
  fileprivate var status: Int32 {
    switch self {
    case .question: 64
    case .data: 65
    case .missing: 66
    case .write, .conflict: 73
    }
  }
}
