import Records

/// Takes the elements of one format as the parser comes to them.
protocol XMLCollector {
  /// What the format is called.
  static var format: String { get }
  /// True for a namespace whose elements and attributes are the format's.
  static func isOwn(_ namespace: String) -> Bool

  /// What was collected.
  var contents: GraphMLContents { get }
  /// What was wrong.
  var problems: ProblemList { get }
  /// True when the rest of the file need not be looked at.
  var isStopped: Bool { get }
  /// True while text belongs to a value.
  var isTakingText: Bool { get }

  /// An element begins.
  mutating func begin(_ start: XMLStart, line: Int)
  /// The element that began last ends.
  mutating func end()
  /// Text comes, in pieces, while ``isTakingText``.
  mutating func take(text: UnsafeBufferPointer<UInt8>)
  /// A processing instruction comes.
  mutating func take(instruction: String, text: String, line: Int)

  /// Reports something about a line.
  mutating func report(_ severity: Problem.Severity, line: Int, _ message: String, _ remedy: String)
  /// Reports an error after which the rest of the file is of no use.
  mutating func stop(line: Int, _ message: String, _ remedy: String)
  /// Puts what was collected in order, once the file is at its end.
  mutating func finish()
}

/// An element that begins, as libxml2 hands it over.
///
/// Safe to use while the call lasts that it is given to, and not kept longer: the pointers are libxml2's.
@safe struct XMLStart {
  /// Its name, without a prefix.
  let name: PackedName
  /// True where it belongs to the format and not to some other namespace.
  let isOwn: Bool
  private let count: Int
  private let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  private let format: any XMLCollector.Type

  init(
    _ name: UnsafePointer<UInt8>, _ format: any XMLCollector.Type, isOwn: Bool, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    unsafe self.name = Self.packed(name)
    self.format = format
    self.isOwn = isOwn
    self.count = count
    unsafe self.attributes = attributes
  }

  /// Calls `body` with the name and the value of each attribute of the format.
  @inline(__always)
  func eachAttribute(_ body: (PackedName, UnsafeBufferPointer<UInt8>) -> Void) {
    // libxml2 gives five pointers an attribute: name, prefix, namespace, and the value's beginning and end.
    for index in 0..<count {
      guard let name = unsafe attributes?[5 * index], let start = unsafe attributes?[5 * index + 3],
        let end = unsafe attributes?[5 * index + 4],
        unsafe attributes?[5 * index + 1] == nil || Self.isOwn(attributes?[5 * index + 2], format)
      else { continue }
      unsafe body(Self.packed(name), UnsafeBufferPointer(start: start, count: end - start))
    }
  }

  /// True for no namespace and for those of the format.
  static func isOwn(_ namespace: UnsafePointer<UInt8>?, _ format: any XMLCollector.Type) -> Bool {
    guard let namespace = unsafe namespace else { return true }
    return unsafe format.isOwn(String(cString: namespace))
  }

  private static func packed(_ name: UnsafePointer<UInt8>) -> PackedName {
    var packed = PackedName()
    var next = unsafe name
    // Names from libxml2 end with a zero.
    while unsafe next.pointee != 0, unsafe packed.append(next.pointee) { unsafe next += 1 }
    return packed
  }
}

extension GraphMLCollector: XMLCollector {
  static var format: String { "GraphML" }

  static func isOwn(_ namespace: String) -> Bool { namespace.hasPrefix("http://graphml.graphdrawing.org/") }

  mutating func begin(_ start: XMLStart, line: Int) {
    attributes.clear()
    unsafe start.eachAttribute { name, value in
      if let known = GraphMLAttribute(name) { unsafe attributes.set(known, value) }
    }
    begin(GraphMLElement(start.name, isGraphML: start.isOwn), line: line)
  }

  func take(instruction: String, text: String, line: Int) {}
}
