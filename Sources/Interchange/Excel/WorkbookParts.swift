import Records

/// What a part refers to by which id.
struct RelationsCollector: PartCollector {
  var state: PartState
  private(set) var relations: [(id: String, type: String, target: String)] = []

  init(file: String) { state = PartState(file: file) }

  func wantsText(_ name: PartElement) -> Bool { false }

  mutating func begin(_ name: PartElement, _ attributes: PartAttributes) {
    guard name == .relationship, let id = attributes[.relationID],
      let type = attributes[.relationType], let target = attributes[.target],
      attributes[.targetMode] != "External"
    else { return }
    relations.append((id, String(type.split(separator: "/").last ?? ""), target))
  }

  mutating func end(_ name: PartElement, _ text: String) {}

  /// The target of the first relation of a type.
  func target(_ type: String) -> String? { relations.first { $0.type == type }?.target }
}

/// The sheets of a workbook, and the calendar it counts days by.
struct SheetListCollector: PartCollector {
  var state: PartState
  private(set) var sheets: [(name: String, id: String, isHidden: Bool)] = []
  private(set) var countsFrom1904 = false

  init(file: String) { state = PartState(file: file) }

  func wantsText(_ name: PartElement) -> Bool { false }

  mutating func begin(_ name: PartElement, _ attributes: PartAttributes) {
    if name == .workbook {
      countsFrom1904 = ["1", "true"].contains(attributes[.date1904] ?? "")
    } else if name == .sheet, let title = attributes[.name],
      let id = attributes[.id]
    {
      let state = attributes[.state] ?? "visible"
      sheets.append((title, id, state != "visible"))
    }
  }

  mutating func end(_ name: PartElement, _ text: String) {}
}

/// The texts that cells refer to by number.
struct SharedTextsCollector: PartCollector {
  var state: PartState
  private(set) var texts: [String] = []
  private var current = ""

  init(file: String) { state = PartState(file: file) }

  func wantsText(_ name: PartElement) -> Bool { name == .piece && !state.isIn(.phonetic) }

  mutating func begin(_ name: PartElement, _ attributes: PartAttributes) { if name == .item { current = "" } }

  mutating func end(_ name: PartElement, _ text: String) {
    if name == .piece { current += text }
    if name == .item { texts.append(unescapedCharacters(current)) }
  }
}

/// Which cell formats show dates.
struct FormatsCollector: PartCollector {
  var state: PartState
  /// For each cell format, whether it shows a date or a time of day.
  private(set) var areDates: [Bool] = []
  private var codes: [Int: String] = [:]

  init(file: String) { state = PartState(file: file) }

  func wantsText(_ name: PartElement) -> Bool { false }

  mutating func begin(_ name: PartElement, _ attributes: PartAttributes) {
    let number = attributes[.numberFormat].flatMap { Int($0) }
    if name == .numberFormat, let number, let code = attributes[.formatCode] {
      codes[number] = code
    } else if name == .cellFormat, state.isIn(.cellFormats) {
      let number = number ?? 0
      areDates.append(codes[number].map(Self.isDate) ?? Self.builtIn.contains(number))
    }
  }

  mutating func end(_ name: PartElement, _ text: String) {}

  /// The numbers of formats for dates that Excel knows by itself, those of East Asian ones included.
  private static let builtIn = Set(Array(14...22) + Array(27...36) + Array(45...47) + Array(50...58))

  /// True for a format with letters of dates outside quotation marks, brackets and escapes.
  static func isDate(_ code: String) -> Bool {
    // Positive numbers have the first section.
    var inQuotes = false
    var inBrackets = false
    var isEscaped = false
    var letters: Set<Character> = []
    for character in code.lowercased() {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch character {
      case "\"": inQuotes.toggle()
      case "[" where !inQuotes: inBrackets = true
      case "]" where !inQuotes: inBrackets = false
      case "\\", "_", "*": isEscaped = !inQuotes
      case ";" where !inQuotes: return !letters.isDisjoint(with: ["y", "d", "m", "h"])
      default: if !inQuotes, !inBrackets { letters.insert(character) }
      }
    }
    if letters.isSuperset(of: "general") { return false }
    return !letters.isDisjoint(with: ["y", "d", "m", "h"])
  }
}

/// `_x000D_` and its like as the characters they stand for.
func unescapedCharacters(_ text: String) -> String {
  guard text.contains("_x") else { return text }
  var result = ""
  var rest = text[...]
  while let mark = rest.firstRange(of: "_x") {
    result += rest[..<mark.lowerBound]
    let digits = rest[mark.upperBound...].prefix(4)
    if digits.count == 4, rest[digits.endIndex...].first == "_", let value = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(value)
    {
      result.unicodeScalars.append(scalar)
      rest = rest[digits.endIndex...].dropFirst()
    } else {
      result += "_x"
      rest = rest[mark.upperBound...]
    }
  }
  return result + rest
}
