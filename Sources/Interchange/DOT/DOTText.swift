/// What Graphviz shows for the text of a label.
enum DOTText {
  /// The escapes of an `escString` resolved: line breaks for `\n`, `\l` and `\r`, the node's name for `\N`, and for
  /// every other backslash what stands behind it; character references become characters.
  ///
  /// - Parameter name: What stands for `\N`; `nil` leaves it.
  static func shown(_ text: [UInt8], name: [UInt8]?) -> [UInt8] {
    guard text.contains(where: { $0 == 0x5C || $0 == 0x26 }) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte == 0x5C, place + 1 < text.count {
        let next = text[place + 1]
        place += 2
        switch next {
        case 0x6E, 0x6C, 0x72: result.append(0x0A)
        case 0x4E where name != nil: result += name ?? []
        case 0x4E, 0x47, 0x45, 0x54, 0x48, 0x4C: result += [0x5C, next]
        default: result.append(next)
        }
      } else if byte == 0x26, let (character, length) = reference(text[place...]) {
        result += character
        place += length
      } else {
        result.append(byte)
        place += 1
      }
    }
    // Graphviz ends its lines with \l or \r, the last one too.
    if text.count > 1, text[text.count - 2] == 0x5C, text[text.count - 1] == 0x6C || text[text.count - 1] == 0x72,
      result.last == 0x0A
    {
      result.removeLast()
    }
    return result
  }

  /// The words of an HTML-like label, without its tags.
  static func words(inHTML text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var place = 0
    var tag: [UInt8]?
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    func blank() { if let last = result.last, !isBlank(last) { result.append(0x20) } }
    while place < text.count {
      let byte = text[place]
      place += 1
      if tag != nil {
        if byte == 0x3E {
          // What stands in cells and on lines of its own is a word of its own.
          let name = String(decoding: (tag ?? []).prefix(5), as: UTF8.self).lowercased()
          if ["br", "td", "/td", "tr", "/tr", "table"].contains(where: name.hasPrefix) { blank() }
          tag = nil
        } else {
          tag?.append(byte)
        }
      } else if byte == 0x3C {
        tag = []
      } else if byte == 0x26, let (character, length) = reference(text[(place - 1)...]) {
        result += character
        place += length - 1
      } else if isBlank(byte) {
        blank()
      } else {
        result.append(byte)
      }
    }
    while let last = result.last, isBlank(last) { result.removeLast() }
    return result
  }

  /// The character that a reference stands for, and the length of the reference; `nil` where it is none.
  private static func reference(_ text: ArraySlice<UInt8>) -> (character: [UInt8], length: Int)? {
    guard let end = text.prefix(12).firstIndex(of: 0x3B), end > text.startIndex + 1 else { return nil }
    let name = String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self)
    let length = end - text.startIndex + 1
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
      let value = UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10)
      guard let value, value > 0, let scalar = Unicode.Scalar(value) else { return nil }
      return (Array(String(Character(scalar)).utf8), length)
    }
    if let known = named[name] { return (Array(known.utf8), length) }
    guard let place = latin.firstIndex(of: name) else { return nil }
    return Unicode.Scalar(UInt32(160 + place)).map { (Array(String(Character($0)).utf8), length) }
  }

  private static let named = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ndash": "–", "mdash": "—", "lsquo": "‘",
    "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•", "hellip": "…", "euro": "€", "larr": "←", "rarr": "→",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "lambda": "λ", "mu": "μ", "pi": "π",
    "sigma": "σ", "tau": "τ", "omega": "ω", "le": "≤", "ge": "≥", "ne": "≠", "trade": "™",
  ]

  /// The characters of ISO 8859-1 from 160 on.
  private static let latin: [String] =
    """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil \
    Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml \
    igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute \
    thorn yuml
    """.split(separator: " ").map(String.init)
}
