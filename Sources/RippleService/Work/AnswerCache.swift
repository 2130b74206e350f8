import NIOCore
import Synchronization

/// Answers that were given, for as long as the network they were made from is the newest; the oldest make room.
final class AnswerCache: Sendable {
  private struct State {
    var answers: [Question: (bytes: ByteBuffer, turn: Int)] = [:]
    var size = 0
    var turn = 0
  }

  private let state = Mutex(State())
  private let mostBytes: Int

  /// - Parameter mostBytes: Size of all answers together.
  init(mostBytes: Int) { self.mostBytes = mostBytes }

  subscript(_ question: Question) -> ByteBuffer? {
    state.withLock { state in
      guard let answer = state.answers[question] else { return nil }
      state.turn += 1
      state.answers[question]?.turn = state.turn
      return answer.bytes
    }
  }

  /// Keeps an answer, unless it would take up much of the room.
  func keep(_ bytes: ByteBuffer, for question: Question) {
    guard bytes.readableBytes <= mostBytes / 8 else { return }
    state.withLock { state in
      state.turn += 1
      if let old = state.answers.updateValue((bytes, state.turn), forKey: question) {
        state.size -= old.bytes.readableBytes
      }
      state.size += bytes.readableBytes
      while state.size > mostBytes, let oldest = state.answers.min(by: { $0.value.turn < $1.value.turn }) {
        state.size -= oldest.value.bytes.readableBytes
        state.answers[oldest.key] = nil
      }
    }
  }
}
