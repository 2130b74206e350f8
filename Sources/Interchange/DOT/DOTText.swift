/// A quoted string that Graphviz shows as `text`, whatever is in it.
///
/// Backslashes, quotation marks and ampersands are escaped (Graphviz decodes entities in labels); any line end becomes
/// a line break.
func dotLabel(_ text: String) -> String {
  var result: [UInt8] = [0x22]
  var afterReturn = false
  for byte in text.utf8 {
    switch byte {
    case 0x5C: result.append(contentsOf: [0x5C, 0x5C])
    case 0x22: result.append(contentsOf: [0x5C, 0x22])
    case 0x26: result.append(contentsOf: "&amp;".utf8)
    case 0x0D: result.append(contentsOf: [0x5C, 0x6E])
    case 0x0A: if !afterReturn { result.append(contentsOf: [0x5C, 0x6E]) }
    default: result.append(byte)
    }
    afterReturn = byte == 0x0D
  }
  result.append(0x22)
  return String(decoding: result, as: UTF8.self)
}

/// Colours that people with any colour vision tell apart (Okabe and Ito 2008), always doubled by shape or line style.
enum DOTPalette {
  static let blue = "#0072B2"
  static let sky = "#56B4E9"
  static let orange = "#E69F00"
  static let green = "#009E73"
  static let vermilion = "#D55E00"
  static let purple = "#CC79A7"
  static let yellow = "#F0E442"
  static let grey = "#7A7A7A"
}
