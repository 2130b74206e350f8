import HTTPTypes
import Insight
import Interchange
import Records
import Store

extension Problem {
  /// What an error of the layers below means over HTTP; `nil` for what is a fault of ours.
  init?(telling error: any Error) {
    switch error {
    case let error as StoreError: self.init(ofKind: error.kind, error.description)
    case let error as QuestionError: self.init(.badRequest, QuestionRoutes.inParameters(error.description))
    case let error as InvalidInput: self.init(.unprocessableContent, error.description)
    default: return nil
    }
  }

  /// Named, since `.conflict` is a kind of error too, and a status.
  private init(ofKind kind: StoreError.Kind, _ detail: String) {
    switch kind {
    case .question: self.init(.badRequest, detail)
    case .unchanged: self.init(.conflict, detail)
    case .conflict: self.init(.preconditionFailed, detail)
    case .missing, .data: self.init(.serviceUnavailable, detail, retryAfter: 60)
    case .unavailable: self.init(.serviceUnavailable, detail, retryAfter: 5)
    case .write: self.init(.noRoom, detail, retryAfter: 60)
    }
  }
}
