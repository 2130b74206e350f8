import Records

/// What no file of XML may go beyond, so that a small file costs little.
enum XMLLimits {
  /// The most elements that may stand inside one another: some thirty graphs inside nodes.
  static let deepest = 64
  /// The most attributes one element may have.
  static let mostAttributes = 64
  /// The most bytes of values that are kept, since places in them take 32 bits.
  static let mostText = Int(UInt32.max) - 1 << 20
}

/// A place in a file: the line, and where in it, both from 1.
struct XMLPlace {
  var line: Int
  /// The character of the line, or thereabouts, where that is known.
  var character: Int?

  init(line: Int, character: Int? = nil) {
    self.line = line
    self.character = character.flatMap { $0 > 0 ? $0 : nil }
  }

  /// As problems give it in place of a column.
  var column: String? { character.map { "character \($0)" } }
}

/// What a name means in a format.
struct XMLNameCode {
  /// The element called so, in the format's own namespace and in another.
  var own: UInt8
  var foreign: UInt8
  /// The attribute called so.
  var attribute: UInt8?
}

/// Takes the elements of one format as the parser comes to them.
protocol XMLCollector {
  /// What the format is called.
  static var format: String { get }
  /// True for a namespace whose elements and attributes are the format's.
  static func isOwn(_ namespace: String) -> Bool
  /// What a name means, which is asked once for each name, or little more often.
  static func code(of name: String) -> XMLNameCode

  // The parser asks where the collector lies, in place: a getter that did not say `mutating` would copy all of it.

  /// What was wrong.
  var problems: ProblemList { get }
  /// True when the rest of the file need not be looked at.
  var isStopped: Bool { mutating get }
  /// True while text belongs to a value.
  var isTakingText: Bool { mutating get }

  /// An element begins; its attributes are good until this ends.
  mutating func begin(_ element: UInt8, _ attributes: XMLAttributeMemory, at place: XMLPlace)
  /// The element that began last ends.
  mutating func end()
  /// Text comes, in pieces, while ``isTakingText``.
  mutating func take(text: UnsafeBufferPointer<UInt8>)
  /// A processing instruction comes.
  mutating func take(instruction: String, text: String, at place: XMLPlace)

  /// Reports something about a place.
  mutating func report(_ severity: Problem.Severity, at place: XMLPlace, _ message: String, _ remedy: String)
  /// Reports an error after which the rest of the file is of no use.
  mutating func stop(at place: XMLPlace, _ message: String, _ remedy: String)
}

/// Takes the elements of a format that holds a network.
protocol XMLNetworkCollector: XMLCollector {
  /// What was collected.
  var contents: GraphMLContents { get }
  /// Puts what was collected in order, once the file is at its end.
  mutating func finish()
}

/// What names mean, by where libxml2 stores them: it keeps every name once, as long as it parses.
@safe struct XMLNameCodes {
  private static let size = 64
  private var names = unsafe [UnsafePointer<UInt8>?](repeating: nil, count: size)
  private var codes = [XMLNameCode](repeating: XMLNameCode(own: 0, foreign: 0), count: size)

  /// The meaning of a name of libxml2's, which ends with a zero.
  @inline(__always)
  mutating func code<Collector: XMLCollector>(of name: UnsafePointer<UInt8>, _: Collector.Type) -> XMLNameCode {
    let slot = Int(truncatingIfNeeded: (UInt64(UInt(bitPattern: name)) &* 0x9E37_79B9_7F4A_7C15) >> 58)
    if unsafe names[slot] != name {
      unsafe names[slot] = name
      unsafe codes[slot] = Collector.code(of: String(cString: name))
    }
    return codes[slot]
  }
}

/// The known attributes of the element that begins: pointers into libxml2's memory, good as long as that lasts.
@safe final class XMLAttributeMemory {
  private static let most = 32
  private let values = UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>.allocate(capacity: most)
  /// Values that are not as libxml2 hands them over; no tag holds more.
  private let changed = UnsafeMutablePointer<UInt8>.allocate(capacity: XMLMarkupScanner.longestTag)
  // Nobody else can get at these while a method runs.
  @exclusivity(unchecked) private var used = 0
  /// One bit for each attribute the element has.
  @exclusivity(unchecked) private var present: UInt32 = 0

  init() { unsafe values.initialize(repeating: UnsafeBufferPointer(start: nil, count: 0), count: Self.most) }
  deinit {
    unsafe values.deallocate()
    unsafe changed.deallocate()
  }

  /// Forgets all values.
  func clear() {
    unsafe present = 0
    unsafe used = 0
  }

  /// Takes a value; `&#38;` is how libxml2 hands over an ampersand.
  func set(_ attribute: Int, _ value: UnsafeBufferPointer<UInt8>) {
    precondition(attribute < Self.most, "a format knows at most 32 attributes")
    var whole = unsafe value
    if unsafe value.contains(0x26), unsafe used + value.count <= XMLMarkupScanner.longestTag {
      let reference = Array("&#38;".utf8)
      let start = unsafe changed + used
      var (read, write) = (0, 0)
      while read < value.count {
        unsafe start[write] = value[read]
        let isReference = unsafe UnsafeBufferPointer(rebasing: value[read...]).starts(with: reference)
        read += isReference ? reference.count : 1
        write += 1
      }
      unsafe whole = UnsafeBufferPointer(start: start, count: write)
      unsafe used += write
    }
    unsafe values[attribute] = whole
    unsafe present |= 1 << UInt32(attribute)
  }

  /// The value; `nil` where the element has no such attribute.
  func bytes(_ attribute: Int) -> UnsafeBufferPointer<UInt8>? {
    unsafe present & 1 << UInt32(attribute) == 0 ? nil : values[attribute]
  }

  /// The value as text.
  func text(_ attribute: Int) -> String? {
    guard let bytes = unsafe bytes(attribute) else { return nil }
    return unsafe String(decoding: bytes, as: UTF8.self)
  }
}
