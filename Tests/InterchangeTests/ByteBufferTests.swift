import Records
import Testing

@testable import Interchange

@Suite struct ByteBufferTests {
  private func text(_ fill: (inout ByteBuffer) -> Void) -> String {
    var buffer = ByteBuffer(capacity: 0)
    fill(&buffer)
    return unsafe buffer.drain { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// A number is put into bytes as tables write it.
  @Test func numbersAreThoseOfTables() {
    var numbers: [Double] = [
      0, -0.0, 1, -1, 0.5, -0.5, 0.001, 0.0001, 1e-300, 1e15, -1e15, 999_999_999_999_999, 1e22, 123_456_789.125,
      0.1 + 0.2,
      .pi, .greatestFiniteMagnitude, .leastNonzeroMagnitude, 4_503_599_627_370_497.5,
    ]
    for step in 0..<5000 { numbers += [Double(step) / 100, -Double(step) / 1000, Double(step) * 1234.567] }
    for number in numbers { #expect(text { $0.append(decimal: number) } == Decimal.text(number)) }
  }

  @Test func whatWasAddedIsAddedAgain() {
    let long = "a text that is longer than the buffer was at first, which had room for sixty-four bytes"
    let twice = text { buffer in
      buffer.append("<>")
      buffer.append(text: long)
      buffer.append(again: 2, buffer.count - 2)
    }
    #expect(twice == "<>" + long + long)
  }

  /// Escaping character by character, as it is defined, gives what is added piece by piece.
  @Test func escapesStandWhereTheyMust() {
    let escapes: [Character: String] = [
      "\\": "\\\\", "\"": "\\\"", "&": "&amp;", "\r": "\\n", "\n": "\\n", "\r\n": "\\n",
    ]
    let pieces = ["a", "é", "\\", "\"", "&", "\r", "\n", "\r\n", "plain text", "<", ">", " "]
    for first in pieces {
      for second in pieces {
        for third in pieces {
          // A carriage return and a line feed that come together are one character.
          let whole = first + second + third
          #expect(dotLabel(whole) == "\"\(whole.map { escapes[$0] ?? String($0) }.joined())\"")
        }
      }
    }
  }
}
