import FoundationEssentials

/// What Ripple calls things of its own in GEXF; attributes go by their names in GraphML.
enum GEXFNames {
  /// The target of the processing instruction that says what GEXF has no place for.
  static let instruction = "ripple"
  /// The dynamic attribute that is true once a person has adopted.
  static let adopted = "adopted"

  /// What stands in the instruction: a JSON object of texts, without what would end it or XML cannot hold.
  static func instructionText(_ values: [String: String]) -> String {
    var text = ""
    for scalar in json(values).unicodeScalars {
      switch scalar.value {
      // Neither `?>` nor a character that XML refuses stands outside a JSON string.
      case 0x3E, 0xFFFE, 0xFFFF: text += "\\u" + String(scalar.value + 0x10000, radix: 16).suffix(4)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// What an instruction said; `nil` where it is none of Ripple's.
  static func values(inInstruction text: String) -> [String: String]? {
    try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
  }

  /// Dictionaries and arrays of texts, which always encode.
  static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
