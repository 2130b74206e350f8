import Records

/// What the collectors of a workbook's parts have in common while they are filled.
struct PartState {
  /// The workbook, for problems.
  let file: String
  var problems = ProblemList()
  var isStopped = false
  var isTakingText = false
  /// The text of the element that is open.
  var text: [UInt8] = []
  /// The elements that are open, the outermost first.
  var open: [PartElement] = []

  init(file: String) { self.file = file }

  /// True when some open element has that name.
  func isIn(_ name: PartElement) -> Bool { open.contains(name) }
}

/// Takes the elements of one part of a workbook: its list of sheets, its texts, its formats, a sheet.
protocol PartCollector: XMLCollector {
  var state: PartState { get set }
  /// An element begins; `attribute` gives what is written on it.
  mutating func begin(_ name: PartElement, _ attributes: PartAttributes)
  /// An element ends, with the text that was taken in it.
  mutating func end(_ name: PartElement, _ text: String)
  /// Whether the text of an element is of use.
  func wantsText(_ name: PartElement) -> Bool
}

/// The elements of workbooks that mean something here.
enum PartElement: String, CaseIterable {
  case relationship = "Relationship"
  case workbook = "workbookPr"
  case sheet
  case item = "si"
  case piece = "t"
  case phonetic = "rPh"
  case numberFormat = "numFmt"
  case cellFormats = "cellXfs"
  case cellFormat = "xf"
  case row
  case cell = "c"
  case value = "v"
  case formula = "f"
  case merge = "mergeCell"
  case other = ""
}

/// The attributes of theirs that do.
enum PartAttribute: String, CaseIterable {
  case relationID = "Id"
  case relationType = "Type"
  case target = "Target"
  case targetMode = "TargetMode"
  case date1904, name, id, state
  case numberFormat = "numFmtId"
  case formatCode
  case place = "r"
  case type = "t"
  case style = "s"
  case range = "ref"
}

/// The attributes of the element that begins.
struct PartAttributes {
  fileprivate let memory: XMLAttributeMemory
  subscript(_ name: PartAttribute) -> String? { PartAttribute.allCases.firstIndex(of: name).flatMap(memory.text) }
}

extension PartCollector {
  static var format: String { "a part of an Excel workbook" }

  static func isOwn(_ namespace: String) -> Bool {
    namespace.hasPrefix("http://schemas.openxmlformats.org/") || namespace.hasPrefix("http://purl.oclc.org/ooxml/")
  }

  var problems: ProblemList { state.problems }
  var isStopped: Bool { state.isStopped }
  var isTakingText: Bool { state.isTakingText }

  static func code(of name: String) -> XMLNameCode {
    func code<Name: RawRepresentable<String> & CaseIterable>(_: Name.Type) -> UInt8? {
      for (place, candidate) in Name.allCases.enumerated() where candidate.rawValue == name { return UInt8(place) }
      return nil
    }
    let other = UInt8(PartElement.allCases.count - 1)
    return XMLNameCode(own: code(PartElement.self) ?? other, foreign: other, attribute: code(PartAttribute.self))
  }

  mutating func begin(_ element: UInt8, _ attributes: XMLAttributeMemory, at place: XMLPlace) {
    let name = PartElement.allCases[Int(element)]
    state.open.append(name)
    state.text.removeAll(keepingCapacity: true)
    state.isTakingText = wantsText(name)
    begin(name, PartAttributes(memory: attributes))
  }

  mutating func end() {
    guard let name = state.open.popLast() else { return }
    end(name, state.isTakingText ? String(decoding: state.text, as: UTF8.self) : "")
    state.isTakingText = false
  }

  mutating func take(text: UnsafeBufferPointer<UInt8>) { unsafe state.text.append(contentsOf: text) }

  func take(instruction: String, text: String, at place: XMLPlace) {}

  mutating func report(_ severity: Problem.Severity, at place: XMLPlace, _ message: String, _ remedy: String) {
    state.problems.add(Problem(severity, file: state.file, line: 1, message: message, remedy: remedy))
  }

  mutating func stop(at place: XMLPlace, _ message: String, _ remedy: String) {
    report(.error, at: place, message, remedy)
    state.isStopped = true
  }
}
