/// A question, and what it is answered from: what an answer is kept under, and a worker is told.
public struct Question: Codable, Hashable, Sendable {
  /// What whoever asks sees.
  public let outlook: Outlook
  /// What they ask.
  public var words: Words
}

/// A question as the command line has it.
public struct Words: Codable, Hashable, Sendable {
  /// The command and its options.
  public var options: [String]
  /// What stands after the network.
  public var places: [String]

  /// Adds what a request says of an option; each value is joined to its option, so that none can pass for another option.
  mutating func add(_ option: QuestionDescription.Option, _ ask: Ask) {
    switch option.kind {
    case .flag: if ask.flag(option.parameter) { options.append("--\(option.name)") }
    case .value: options += ask.values(option.parameter).map { "--\(option.name)=\($0)" }
    case .place: places += ask.values(option.parameter)
    }
  }
}
