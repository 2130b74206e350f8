import Records

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the bytes of a file come from, piece by piece.
protocol ByteSource: ~Copyable {
  /// Puts what comes next into the given places of `bytes`; how many bytes those were, 0 at the end.
  mutating func fill(_ bytes: inout [UInt8], _ places: Range<Int>) throws(MissingInput) -> Int
}

/// Bytes in memory.
struct BytesInMemory: ByteSource {
  private let all: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { all = bytes }

  mutating func fill(_ bytes: inout [UInt8], _ places: Range<Int>) -> Int {
    let count = min(places.count, all.count - position)
    bytes.replaceSubrange(
      places.lowerBound..<places.lowerBound + count, with: all[position..<position + count])
    position += count
    return count
  }
}

/// A file of which the first bytes have been read.
struct BegunFile: ~Copyable, ByteSource {
  private var head: BytesInMemory
  private let input: InputFile

  init(_ head: [UInt8], _ input: consuming InputFile) {
    self.head = BytesInMemory(head)
    self.input = input
  }

  mutating func fill(_ bytes: inout [UInt8], _ places: Range<Int>) throws(MissingInput) -> Int {
    let count = head.fill(&bytes, places)
    return count > 0 ? count : try input.fill(&bytes, places)
  }
}

/// The text of a file as it comes, in UTF-8, and the place where it is.
struct XMLText {
  /// What has come and not been dropped.
  private(set) var bytes: [UInt8] = []
  /// True when nothing more comes.
  private(set) var isAtEnd = false
  /// Where ``bytes`` begin: the line, and how many bytes of it stand before them.
  private var line = 1
  private var column = 0
  private var raw = [UInt8](repeating: 0, count: piece)
  /// Bytes that make no whole character yet.
  private var rest: [UInt8] = []
  private var decoder: XMLDecoder?
  private static let piece = 1 << 16

  /// Adds the next piece; gives why that cannot be.
  mutating func fill<Source: ByteSource & ~Copyable>(from source: inout Source) -> (message: String, remedy: String)? {
    do {
      let count = try source.fill(&raw, 0..<Self.piece)
      isAtEnd = count == 0
      if rest.isEmpty, decoder != nil, count == Self.piece { return take(raw) }
      return take(rest + raw[..<count])
    } catch {
      isAtEnd = true
      return ("the file could not be read to its end", "check the disk it is on")
    }
  }

  private mutating func take(_ next: [UInt8]) -> (message: String, remedy: String)? {
    do throws(EncodingFault) {
      var next = next
      let decoder: XMLDecoder
      if let known = self.decoder {
        decoder = known
      } else {
        let encoding = try XMLEncoding(of: next)
        decoder = XMLDecoder(encoding)
        next.removeFirst(min(next.count, encoding.markLength(of: next)))
        self.decoder = decoder
      }
      let isFirst = bytes.isEmpty
      rest = Array(next[try decoder.decode(next, to: &bytes)...])
      // libxml2 takes a text that begins so for another encoding, whatever it was told.
      if isFirst, bytes.prefix(4).contains(0) {
        bytes.removeAll()
        throw EncodingFault(message: "there is a null character at the beginning", remedy: "save the file as UTF-8")
      }
      if isAtEnd, let fault = decoder.fault(ofRest: rest) { throw fault }
      return nil
    } catch {
      isAtEnd = true
      return (error.message, error.remedy)
    }
  }

  /// Forgets the first bytes.
  mutating func drop(_ count: Int) {
    (line, column) = lineAndColumn(of: count)
    bytes.removeFirst(count)
  }

  /// Where the byte at `offset` stands.
  func place(of offset: Int) -> XMLPlace {
    let (line, column) = lineAndColumn(of: offset)
    return XMLPlace(line: line, character: column + 1)
  }

  /// Where the text ends that has come so far.
  var end: XMLPlace { place(of: bytes.count) }

  private func lineAndColumn(of offset: Int) -> (Int, Int) {
    var (line, start) = (line, -column)
    // The pointer is used within the closure alone, for no more bytes than lie behind it.
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      var position = 0
      while position < offset, let end = unsafe memchr(base + position, 0x0A, offset - position) {
        line += 1
        unsafe position = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
        start = position
      }
    }
    return (line, offset - start)
  }
}
