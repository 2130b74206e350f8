/// Why a file is not DOT: where, what is wrong, what to do.
struct DOTFault: Error {
  let line: Int
  /// Which character of the line, from 1.
  let column: Int
  let message: String
  let remedy: String
}

/// A word, a mark or a keyword of a DOT file.
enum DOTToken: Equatable {
  enum Keyword: Equatable { case strict, graph, digraph, subgraph, node, edge }

  /// A name or a value, without its quotation marks or outermost angle brackets.
  enum Quoting: Equatable { case none, quotes, html }

  case end
  case word([UInt8], Quoting)
  case keyword(Keyword)
  /// One of `{}[];,:=+`.
  case mark(UInt8)
  /// `->`
  case arrow
  /// `--`
  case line
}

/// Splits a DOT file into tokens as Graphviz's own scanner does (cgraph, `scan.l`).
///
/// Inside quotation marks only `\"` is unescaped and a backslash before a line end joins lines; what `\\` or `\n` mean is
/// the attribute's business. A number ends where it can: `12ab` is two words, of which a warning tells.
struct DOTScanner {
  private let text: [UInt8]
  private var position = 0
  /// Line of the token that was read last, and where it begins.
  private(set) var line = 1
  private var start = 0
  private var currentLine = 1
  /// Lines on which a number runs into a word.
  private(set) var splitNumbers: [(line: Int, number: String)] = []

  init(_ text: [UInt8]) { self.text = text }

  /// Which character of its line the last token is.
  var column: Int {
    var column = 1
    var place = start - 1
    while place >= 0, text[place] != 0x0A {
      // Bytes that go on a character count nothing.
      if text[place] & 0xC0 != 0x80 { column += 1 }
      place -= 1
    }
    return column
  }

  /// An error at the last token.
  func fault(_ message: String, _ remedy: String) -> DOTFault {
    DOTFault(line: line, column: column, message: message, remedy: remedy)
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < text.count ? text[position + offset] : 0
  }

  /// The next token.
  mutating func next() throws(DOTFault) -> DOTToken {
    try skipBlanks()
    start = position
    line = currentLine
    guard position < text.count else { return .end }
    let first = text[position]
    switch first {
    case 0x22:
      return .word(try quoted(), .quotes)
    case 0x3C:
      return .word(try html(), .html)
    case 0x2D:
      if byte(1) == 0x3E || byte(1) == 0x2D {
        position += 2
        return text[position - 1] == 0x3E ? .arrow : .line
      }
      guard isDigit(byte(1)) || (byte(1) == 0x2E && isDigit(byte(2))) else {
        throw fault("a '-' stands alone", "join nodes by -> or --, and put names with a hyphen in quotation marks")
      }
      return number()
    case 0x2E where isDigit(byte(1)), 0x30...0x39:
      return number()
    case 0x7B, 0x7D, 0x5B, 0x5D, 0x3B, 0x2C, 0x3A, 0x3D, 0x2B:
      position += 1
      return .mark(first)
    default:
      guard isLetter(first) else {
        let shown = first > 0x20 && first < 0x7F ? "'\(Character(Unicode.Scalar(first)))'" : "the byte \(first)"
        throw fault("\(shown) means nothing here", "put names with such characters in quotation marks")
      }
      return name()
    }
  }

  private mutating func name() -> DOTToken {
    while position < text.count, isLetter(text[position]) || isDigit(text[position]) { position += 1 }
    let word = Array(text[start..<position])
    switch word.count {
    case 4...8:
      switch String(decoding: word, as: UTF8.self).lowercased() {
      case "strict": return .keyword(.strict)
      case "graph": return .keyword(.graph)
      case "digraph": return .keyword(.digraph)
      case "subgraph": return .keyword(.subgraph)
      case "node": return .keyword(.node)
      case "edge": return .keyword(.edge)
      default: return .word(word, .none)
      }
    default: return .word(word, .none)
    }
  }

  private mutating func number() -> DOTToken {
    if text[position] == 0x2D { position += 1 }
    while isDigit(byte()) { position += 1 }
    if byte() == 0x2E {
      position += 1
      while isDigit(byte()) { position += 1 }
    }
    let word = Array(text[start..<position])
    if isLetter(byte()) || byte() == 0x2E, splitNumbers.count < 100 {
      splitNumbers.append((line, String(decoding: word.prefix(40), as: UTF8.self)))
    }
    return .word(word, .none)
  }

  private mutating func quoted() throws(DOTFault) -> [UInt8] {
    var word: [UInt8] = []
    position += 1
    while position < text.count {
      let byte = text[position]
      switch byte {
      case 0x22:
        position += 1
        return word
      case 0x5C:
        let next = self.byte(1)
        if next == 0x22 {
          word.append(0x22)
          position += 2
        } else if next == 0x0A {
          currentLine += 1
          position += 2
        } else if next == 0x0D, self.byte(2) == 0x0A {
          currentLine += 1
          position += 3
        } else if next == 0x5C {
          word += [0x5C, 0x5C]
          position += 2
        } else {
          word.append(0x5C)
          position += 1
        }
      default:
        if byte == 0x0A { currentLine += 1 }
        word.append(byte)
        position += 1
      }
    }
    throw fault("the quotation mark is never closed", "write another one where the text ends")
  }

  private mutating func html() throws(DOTFault) -> [UInt8] {
    var depth = 1
    position += 1
    let first = position
    while position < text.count {
      switch text[position] {
      case 0x3C: depth += 1
      case 0x3E: depth -= 1
      case 0x0A: currentLine += 1
      default: break
      }
      position += 1
      if depth == 0 { return Array(text[first..<position - 1]) }
    }
    throw fault("the '<' is never closed", "write as many '>' as '<', or put the text in quotation marks")
  }

  private mutating func skipBlanks() throws(DOTFault) {
    while position < text.count {
      switch text[position] {
      case 0x0A:
        currentLine += 1
        position += 1
      case 0x20, 0x09, 0x0D: position += 1
      case 0x23: skipLine()
      case 0x2F where byte(1) == 0x2F: skipLine()
      case 0x2F where byte(1) == 0x2A: try skipComment()
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while position < text.count, text[position] != 0x0A { position += 1 }
  }

  private mutating func skipComment() throws(DOTFault) {
    start = position
    line = currentLine
    position += 2
    while position + 1 < text.count {
      if text[position] == 0x2A, text[position + 1] == 0x2F {
        position += 2
        return
      }
      if text[position] == 0x0A { currentLine += 1 }
      position += 1
    }
    throw fault("the comment is never closed", "write */ where it ends")
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
    default: false
    }
  }
}
