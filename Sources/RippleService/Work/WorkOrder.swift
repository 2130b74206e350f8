/// A question for a worker: one line of JSON on its standard input.
public struct WorkOrder: Codable, Sendable, Equatable {
  /// The change set up to which the store is to be known.
  public let known: Int64
  /// How much of the network the answer is made from.
  public let sight: Sight
  /// Who is looking, where it matters to what they see: a person, or the recipient of pseudonyms.
  public let viewer: String
  /// The command and its options, without the network.
  public let arguments: [String]
  /// What stands after the network.
  public let places: [String]
  /// The file the answer is written to.
  public let output: String

  /// An order.
  public init(known: Int64, sight: Sight, viewer: String, arguments: [String], places: [String], output: String) {
    self.known = known
    self.sight = sight
    self.viewer = viewer
    self.arguments = arguments
    self.places = places
    self.output = output
  }
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
