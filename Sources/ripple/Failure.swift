import ArgumentParser
import Disclosure
import Insight
import Interchange
import Records
import Store

/// What went wrong, as the command line tells it: a sentence and an exit status.
struct Failure {
  /// The sentence; `nil` when nobody is left to read it.
  let message: String?
  /// The exit status.
  let status: Int32

  /// What an error comes to; `nil` for what the parser says itself, help and usage among it.
  init?(_ error: any Error) {
    switch error {
    case let error as QuestionError: self.init(error.description, 64)
    case let error as DrawingError: self.init(error.description, 64)
    case let error as InvalidInput: self.init(error.description, 65)
    case let error as MissingInput: self.init(error.description, 66)
    case let error as PseudonymKeyError: self.init(error.description, error.isUnwritable ? 73 : 65)
    case let error as StoreError: self.init(error.description, error.kind.status)
    case let error as ScaleError: self.init(error.description, error.status)
    case let error as OutputError: self.init(error.isBrokenPipe ? nil : error.description, 73)
    default: return nil
    }
  }

  /// What something that the parser says comes to.
  init(ofParser error: any Error) {
    self.init(Ripple.message(for: error), Ripple.exitCode(for: error).rawValue)
  }

  private init(_ message: String?, _ status: Int32) {
    self.message = message
    self.status = status
  }
}

extension StoreError.Kind {
  /// The exit status that stands for it.
  fileprivate var status: Int32 {
    switch self {
    case .question, .unchanged: 64
    case .data: 65
    case .missing, .unavailable: 66
    case .write, .conflict: 73
    }
  }
}
