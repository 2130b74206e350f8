/// Why a store could not be read or changed, in one sentence with a remedy.
public struct StoreError: Error, CustomStringConvertible, Sendable, Equatable {
  /// What is at fault, from which a program tells what to answer.
  public enum Kind: Sendable {
    /// What was asked for does not exist or makes no sense.
    case question
    /// The file is no store, or is damaged.
    case data
    /// There is no such file, or it may not be read.
    case missing
    /// The change could not be written; nothing was changed.
    case write
    /// What was to be made so is so already.
    case unchanged
    /// Somebody else changed the record in between.
    case conflict
    /// The server that keeps the store does not answer, or not yet: later it may.
    case unavailable
  }

  /// What is at fault.
  public let kind: Kind
  /// One sentence with a remedy.
  public let description: String

  /// An error with its sentence.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  /// Of a store that is not as it was written.
  package static func damaged(_ what: String) -> StoreError {
    StoreError(.data, "the store is damaged: \(what): restore a backup with 'ripple restore'")
  }
}
