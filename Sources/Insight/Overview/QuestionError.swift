/// A question that cannot be asked of this network: what is wrong with it and what to ask instead.
public struct QuestionError: Error, CustomStringConvertible {
  /// One sentence with a remedy.
  public let description: String
  /// An error that says `description`.
  public init(_ description: String) { self.description = description }
}
