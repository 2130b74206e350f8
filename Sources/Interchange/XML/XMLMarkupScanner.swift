/// Walks over XML text ahead of the parser, to stop it before markup that is refused or costs too much.
///
/// libxml2 compares every attribute of a tag with every other, so one tag of 300 kB takes seconds; and a document type
/// can make a small file expand without bound. Both are found here, before the parser has seen them. The scanner also
/// says where the last piece of markup ended, so that chunks never cut a tag in two.
struct XMLMarkupScanner {
  /// What is refused.
  enum Refusal { case documentType, longTag }

  /// The most bytes a single tag may have.
  static let longestTag = 32 * 1024

  /// Everything before this was scanned.
  private(set) var position = 0
  /// End of the last complete piece of markup.
  private(set) var lastMarkupEnd = 0
  private var state = State.text

  private enum State {
    case text
    case comment(from: Int)
    case cdata(from: Int)
    case instruction(from: Int)
    case tag(start: Int, quote: UInt8)
  }

  /// Scans up to `end`; gives what is refused and where it begins.
  mutating func scan(_ bytes: Span<UInt8>, upTo end: Int) -> (refusal: Refusal, offset: Int)? {
    while position < end {
      switch state {
      case .text:
        while position < end, bytes[position] != 0x3C { position &+= 1 }
        if position < end {
          if let refusal = beginMarkup(bytes) { return (refusal, position) }
        }
      case .tag(let start, var quote):
        let limit = min(end, start + Self.longestTag)
        while position < limit {
          let byte = bytes[position]
          position &+= 1
          if quote != 0 {
            if byte == quote { quote = 0 }
          } else if byte == 0x22 || byte == 0x27 {
            quote = byte
          } else if byte == 0x3E {
            endMarkup()
            break
          }
        }
        guard case .tag = state else { continue }
        if position == start + Self.longestTag { return (.longTag, start) }
        state = .tag(start: start, quote: quote)
      case .comment(let from): skip(bytes, from + 2, past: (0x2D, 0x2D, 0x3E), upTo: end)
      case .cdata(let from): skip(bytes, from + 2, past: (0x5D, 0x5D, 0x3E), upTo: end)
      case .instruction(let from): skip(bytes, from + 1, past: (nil, 0x3F, 0x3E), upTo: end)
      }
    }
    return nil
  }

  /// Finds out what the `<` at the present position begins.
  private mutating func beginMarkup(_ bytes: Span<UInt8>) -> Refusal? {
    func follows(_ text: StaticString) -> Bool {
      let text = text.description.utf8
      guard position + 1 + text.count <= bytes.count else { return false }
      var at = position + 1
      for byte in text {
        if bytes[at] != byte { return false }
        at += 1
      }
      return true
    }
    guard position + 1 < bytes.count, bytes[position + 1] == 0x21 || bytes[position + 1] == 0x3F else {
      state = .tag(start: position, quote: 0)
      position += 1
      return nil
    }
    if follows("!--") {
      position += 4
      state = .comment(from: position)
    } else if follows("![CDATA[") {
      position += 9
      state = .cdata(from: position)
    } else if follows("?") {
      position += 2
      state = .instruction(from: position)
    } else if follows("!D") {
      return .documentType
    } else {
      state = .tag(start: position, quote: 0)
      position += 1
    }
    return nil
  }

  /// Goes on to the end of `mark`, whose last byte stands at `earliest` or later.
  private mutating func skip(
    _ bytes: Span<UInt8>, _ earliest: Int, past mark: (UInt8?, UInt8, UInt8), upTo end: Int
  ) {
    while position < end {
      let at = position
      position &+= 1
      if bytes[at] == mark.2, at >= earliest, bytes[at - 1] == mark.1, mark.0 == nil || bytes[at - 2] == mark.0 {
        endMarkup()
        return
      }
    }
  }

  private mutating func endMarkup() {
    state = .text
    lastMarkupEnd = position
  }
}
