import ArgumentParser
import Configuration
import Dispatch
import Foundation
import Logging
import RippleService
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answer over HTTP, for people who sign in.",
    discussion: """
      Serves the store's network at /api/v1, with the questions, options and JSON of this command line; the interface is \
      described at /api/v1/openapi.json. Nobody sees anything without a token, which 'ripple token' makes. Commands that \
      change the store go on working meanwhile. Settings come from the options, else from the environment (RIPPLE_PORT), \
      else from a JSON file. Stops at SIGTERM, when what was asked is answered.

        ripple token programme.ripple --role lead --name 'A. Lead'
        ripple serve programme.ripple
        curl -H "Authorization: Bearer $TOKEN" 'http://127.0.0.1:8080/api/v1/reach?cohort=c2022'
      """)

  @OptionGroup var store: StoreArgument
  @Option(help: "The address to listen on; this machine's own unless told.") var host: String?
  @Option(help: "The port; 8080 unless told, 0 for any that is free.") var port: Int?
  @Option(help: "A JSON file with settings.", completion: .file(extensions: ["json"])) var config: String?
  @Option(help: "The certificate chain, in PEM.", completion: .file()) var certificate: String?
  @Option(help: "The certificate's private key, in PEM.", completion: .file()) var privateKey: String?

  func validate() throws {
    if let port, !(0...65_535).contains(port) { throw ValidationError("--port is a port: give 0 to 65535.") }
    if (certificate == nil) != (privateKey == nil) {
      throw ValidationError("--certificate and --private-key go together.")
    }
  }

  func run() throws {
    Self.withoutBacktraces()
    var options = ServiceOptions(
      store: store.path, worker: (Self.executable, ["worker", store.path]), questions: QuestionDescription.all)
    try waiting { try await options.readSettings(file: config) }
    if let host { options.host = host }
    if let port { options.port = port }
    if let certificate, let privateKey {
      options.certificate = (certificate, privateKey)
      options.isSecure = true
    }
    let settled = options
    var logger = Logger(label: "ripple") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .info
    let noted = logger
    try waiting {
      try await serve(settled, logger: noted) { port in
        Progress.say("Ripple listens on \(settled.isSecure ? "https" : "http")://\(settled.host):\(port)")
      }
    }
  }

  private static var executable: String {
    #if os(Linux)
      "/proc/self/exe"
    #else
      CommandLine.arguments[0]
    #endif
  }

  /// Starts the program anew without the runtime's backtraces, which hold a dying process and its sockets for ten seconds and
  /// write memory into the log.
  private static func withoutBacktraces() {
    guard unsafe getenv("SWIFT_BACKTRACE") == nil else { return }
    _ = unsafe setenv("SWIFT_BACKTRACE", "enable=no", 1)
    // Where this says nothing, the C library looks at that file for every line of the log.
    _ = unsafe setenv("TZ", ":/etc/localtime", 0)
    var arguments = unsafe CommandLine.arguments.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    // The copies are never freed: either this process becomes the new one, or it goes on as it was.
    _ = unsafe execv(executable, arguments)
  }

  /// Runs what is asynchronous, on other threads than this one.
  private func waiting(_ body: @escaping () async throws -> Void) throws {
    let done = DispatchSemaphore(value: 0)
    let outcome = Outcome()
    // Nothing else runs it, or anything else, until it is done.
    nonisolated(unsafe) let body = body
    Task {
      do { try await unsafe body() } catch { outcome.error.withLock { $0 = error } }
      done.signal()
    }
    done.wait()
    if let error = outcome.error.withLock({ $0 }) { throw error }
  }
}

/// What a task came to.
private final class Outcome: Sendable {
  let error = Mutex<(any Error)?>(nil)
}
