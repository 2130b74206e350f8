#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Walks over XML text ahead of the parser, to stop it before markup that is refused or costs too much.
///
/// libxml2 compares every attribute of a tag with every other, so one tag of 300 kB takes seconds; and a document type
/// can make a small file expand without bound. Both are found here, before the parser has seen them. The scanner also
/// says how far the text may be handed on, so that no tag is ever cut in two.
///
/// A tag ends before the next `<`, which XML allows in no attribute: mostly it is enough to see that this is near.
struct XMLMarkupScanner {
  /// What is refused.
  enum Refusal { case documentType, longTag, manyAttributes }

  /// The most bytes a single tag may have.
  static let longestTag = 1 << 20
  /// Bytes of a tag within which it is no matter how many attributes it has.
  private static let near = 32 * 1024

  private enum State {
    case text
    /// In a comment, a CDATA section or an instruction; the last byte of its end stands at `earliest` or later.
    case comment(earliest: Int), cdata(earliest: Int), instruction(earliest: Int)
  }
  private var state = State.text
  /// Everything before this was scanned.
  private var position = 0

  /// Scans `bytes`, which begin where the last scan's `end` was; `isLast` where no more will follow.
  ///
  /// - Returns: How many bytes may be handed on, and what stands behind them that is refused.
  /// - Complexity: O(bytes).
  mutating func scan(_ bytes: [UInt8], isLast: Bool) -> (end: Int, refusal: Refusal?) {
    // The pointer is used within the closure alone, for as many bytes as lie behind it.
    unsafe bytes.withUnsafeBufferPointer { unsafe scan($0, isLast: isLast) }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> (end: Int, refusal: Refusal?) {
    var end = bytes.count
    walk: while position < bytes.count {
      switch state {
      case .text:
        guard let start = unsafe Self.find(0x3C, bytes, position) else {
          position = bytes.count
          break walk
        }
        // What it begins shows within nine bytes.
        guard start + 9 <= bytes.count || isLast else {
          position = start
          end = start
          break walk
        }
        if let next = unsafe begin(bytes, start) {
          position = next
        } else if unsafe Self.isDocumentType(bytes, start) {
          return (start, .documentType)
        } else if let next = unsafe Self.find(0x3C, bytes, start + 1), next - start <= Self.near {
          position = next
        } else {
          switch unsafe Self.close(bytes, start) {
          case .at(let close): position = close
          case .refused(let refusal): return (start, refusal)
          case .beyond:
            position = start
            if !isLast { end = start }
            break walk
          }
        }
      case .comment(let earliest): unsafe skip(bytes, earliest, past: (0x2D, 0x2D))
      case .cdata(let earliest): unsafe skip(bytes, earliest, past: (0x5D, 0x5D))
      case .instruction(let earliest): unsafe skip(bytes, earliest, past: (nil, 0x3F))
      }
    }
    if case .text = state {
    } else if !isLast {
      // The first bytes of an end may stand here already.
      end = max(0, bytes.count - 2)
    }
    move(by: end)
    return (end, nil)
  }

  /// Begins what is no tag; gives where to go on, or `nil` for a tag.
  private mutating func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    let next = unsafe start + 1 < bytes.count ? bytes[start + 1] : 0
    guard next == 0x21 || next == 0x3F else { return nil }
    if next == 0x3F {
      state = .instruction(earliest: start + 3)
      return start + 2
    }
    if unsafe Self.follows("!--", bytes, start) {
      state = .comment(earliest: start + 6)
      return start + 4
    }
    if unsafe Self.follows("![CDATA[", bytes, start) {
      state = .cdata(earliest: start + 11)
      return start + 9
    }
    return nil
  }

  private static func follows(_ text: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard start + 1 + text.utf8CodeUnitCount <= bytes.count else { return false }
    // A static text of ASCII lies in memory as long as the program runs.
    for at in 0..<text.utf8CodeUnitCount {
      if unsafe bytes[start + 1 + at] != text.utf8Start[at] { return false }
    }
    return true
  }

  private static func isDocumentType(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard start + 2 < bytes.count else { return false }
    return unsafe bytes[start + 1] == 0x21 && bytes[start + 2] | 0x20 == 0x64
  }

  /// Where `byte` stands first, from `start` on.
  private static func find(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private enum Close { case at(Int), beyond, refused(Refusal) }

  /// Where the tag ends that begins at `start`.
  private static func close(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Close {
    var quote: UInt8 = 0
    var values = 0
    var at = start + 1
    let limit = min(bytes.count, start + longestTag)
    while at < limit {
      let byte = unsafe bytes[at]
      at &+= 1
      if quote != 0 {
        if byte == quote {
          quote = 0
          values += 1
        }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
        if values >= XMLLimits.mostAttributes, at - start > near { return .refused(.manyAttributes) }
      } else if byte == 0x3E {
        return .at(at)
      }
    }
    return at - start >= longestTag ? .refused(.longTag) : .beyond
  }

  /// Goes on to the end of `mark` and a `>`, which stands at `earliest` or later.
  private mutating func skip(
    _ bytes: UnsafeBufferPointer<UInt8>, _ earliest: Int, past mark: (UInt8?, UInt8)
  ) {
    var from = max(position, earliest)
    while let at = unsafe Self.find(0x3E, bytes, from) {
      if at >= 2, unsafe bytes[at - 1] == mark.1, unsafe mark.0 == nil || bytes[at - 2] == mark.0 {
        state = .text
        position = at + 1
        return
      }
      from = at + 1
    }
    position = bytes.count
  }

  /// Counts places from `end` on, as the next scan does.
  private mutating func move(by end: Int) {
    position -= end
    switch state {
    case .text: break
    case .comment(let earliest): state = .comment(earliest: earliest - end)
    case .cdata(let earliest): state = .cdata(earliest: earliest - end)
    case .instruction(let earliest): state = .instruction(earliest: earliest - end)
    }
  }
}
