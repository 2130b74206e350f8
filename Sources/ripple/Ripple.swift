import ArgumentParser
import Dispatch
import Interchange
import PostgresStore

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
      FragilityCommand.self, WhatIfCommand.self, PeersCommand.self, ReportCommand.self, ExportCommand.self,
      ScaleCommand.self, MapCommand.self,
      GenerateCommand.self, ImportCommand.self, HistoryCommand.self, UndoCommand.self, EditCommand.self,
      DuplicatesCommand.self, MergeCommand.self,
      SubjectCommand.self, RetentionCommand.self, AuditCommand.self, BackupCommand.self, RestoreCommand.self,
      CopyCommand.self,
      ServeCommand.self, TokenCommand.self, WorkerCommand.self,
    ])

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    PostgreSQL.install()
    do {
      var command = try parseAsRoot()
      // The service has an ending of its own, in which what was asked is answered.
      let interruptions = command is ServeCommand ? [] : [SIGINT, SIGTERM].map(discardOnSignal)
      defer { withExtendedLifetime(interruptions) {} }
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
      RunningProgram.stop()
      _exit(128 + number)
    }
    source.resume()
    return source
  }

  /// Says in plain words what went wrong and ends with the status that stands for it.
  private static func finish(with error: any Error) -> Never {
    // The parser writes help to standard output and usage beneath its messages.
    guard let failure = Failure(error) else { exit(withError: error) }
    Progress.clear()
    if let message = failure.message { Progress.say(message) }
    terminate(failure.status)
  }
}
