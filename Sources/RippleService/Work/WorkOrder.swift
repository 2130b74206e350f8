/// A question for a worker: one line of JSON on its standard input.
public struct WorkOrder: Codable, Sendable {
  /// What is asked.
  public let question: Question
  /// The file the answer is written to.
  public let output: String
}

/// What came of an order: one line of JSON on the worker's standard output.
public struct WorkReport: Codable, Sendable, Equatable {
  /// The exit status the command line would have ended with.
  public let status: Int32
  /// What went wrong, in one sentence; empty when nothing did.
  public let message: String

  /// A report.
  public init(status: Int32, message: String) {
    self.status = status
    self.message = message
  }
}
