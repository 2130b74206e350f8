/// A question of the command line, as the service offers it: the same options by the same names, in camelCase.
public struct QuestionDescription: Sendable {
  /// The operation it is.
  public let operation: Operation
  /// What makes it on the command line, such as `["spread", "observed"]`.
  public let command: [String]
  /// One sentence.
  public let summary: String
  /// Its options.
  public let options: [Option]

  /// An option of a question.
  public struct Option: Sendable {
    /// Its long name on the command line, without the dashes.
    public let name: String
    /// What it is for.
    public let help: String
    /// How it is given.
    public let kind: Kind
    /// True for one that may be given more than once.
    public let isRepeating: Bool
    /// True for one that must be given.
    public let isRequired: Bool
    /// The values it takes; empty for any.
    public let values: [String]

    /// How an option is given on the command line.
    public enum Kind: Sendable {
      /// By its name alone.
      case flag
      /// By its name and a value.
      case value
      /// By its place, after the network.
      case place
    }

    /// An option.
    public init(
      name: String, help: String, kind: Kind, isRepeating: Bool, isRequired: Bool, values: [String]
    ) {
      self.name = name
      self.help = help
      self.kind = kind
      self.isRepeating = isRepeating
      self.isRequired = isRequired
      self.values = values
    }

    /// Its name as a query parameter.
    var parameter: String { camelCase(name) }
  }

  /// A question.
  public init(operation: Operation, command: [String], summary: String, options: [Option]) {
    self.operation = operation
    self.command = command
    self.summary = summary
    self.options = options
  }
}

/// `max-gap` as `maxGap`.
func camelCase(_ name: String) -> String {
  let words = name.split(separator: "-")
  return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
}
