import Records

/// A declared attribute, by the kind of element it is of and its id or name.
struct GEXFKeyName: Hashable {
  let domain: GraphMLDomain
  let text: String
  init(_ domain: GraphMLDomain, _ text: String) {
    self.domain = domain
    self.text = text
  }
}

extension ForeignType {
  /// What GraphML calls a type of GEXF; `nil` where GEXF has no such type. Lists are texts.
  static func gexf(_ name: String?) -> String? {
    switch name?.lowercased() {
    case "integer", "int", "long", "short", "byte": "long"
    case "double", "float", "bigdecimal": "double"
    case "boolean", "bool": "boolean"
    case nil, "", "string", "anyuri", "biginteger", "char", "character": "string"
    case let list? where list.hasPrefix("list") && (list == "liststring" || gexf(String(list.dropFirst(4))) != nil):
      "string"
    default: nil
    }
  }
}

/// A span of time as GEXF writes it; an empty text is an open side.
struct GEXFSpell {
  var start = ""
  var end = ""
  /// True where GEXF 1.2 says that the bound itself is not inside.
  var isStartOutside = false
  var isEndOutside = false

  /// The spells that the attributes of an element say, in any of the ways there are.
  static func spells(_ attributes: GEXFAttributes) -> [GEXFSpell] {
    if let moment = attributes[.timestamp] { return [GEXFSpell(start: time(moment), end: time(moment))] }
    if let moments = attributes[.timestamps] {
      return pieces(moments, ",").map { GEXFSpell(start: time($0), end: time($0)) }
    }
    if let intervals = attributes[.intervals] { return pieces(intervals, ";").map(interval) }
    var spell = GEXFSpell()
    spell.start = time(attributes[.start] ?? attributes[.startOpen] ?? "")
    spell.end = time(attributes[.end] ?? attributes[.endOpen] ?? "")
    spell.isStartOutside = attributes[.start] == nil && attributes[.startOpen] != nil
    spell.isEndOutside = attributes[.end] == nil && attributes[.endOpen] != nil
    return spell.start.isEmpty && spell.end.isEmpty ? [] : [spell]
  }

  /// What stands in `<[...];[...]>` or `[..., ...]` between the separators.
  private static func pieces(_ text: String, _ separator: Character) -> [String] {
    let inner = separator == "," ? trimmed(text, "<>[] ") : trimmed(text, "<> ")
    return inner.split(separator: separator).map { trimmed(String($0), " ") }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: String, _ characters: String) -> String {
    var rest = Substring(text)
    while let first = rest.first, characters.contains(first) { rest.removeFirst() }
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return String(rest)
  }

  /// `[a, b]`, with a round bracket, or a square one turned away, where the bound is not inside.
  private static func interval(_ text: String) -> GEXFSpell {
    let bounds = trimmed(text, "[]() ").split(separator: ",", omittingEmptySubsequences: false)
    var spell = GEXFSpell()
    spell.start = time(bounds.first.map(String.init) ?? "")
    spell.end = time(bounds.dropFirst().first.map(String.init) ?? "")
    spell.isStartOutside = text.first == "(" || text.first == "]"
    spell.isEndOutside = text.last == ")" || text.last == "["
    return spell
  }

  /// A time as Ripple reads it: empty for an infinite one, a whole number for `3.0`, without empty fractions of seconds.
  static func time(_ text: String) -> String {
    let text = trimmed(text, " \t\n\r")
    if ["infinity", "-infinity", "+infinity", "inf", "-inf", "+inf"].contains(text.lowercased()) { return "" }
    if let number = Decimal.parse(Array(text.utf8).span) {
      return number == number.rounded() && number.magnitude <= 0x1p53 ? Decimal.text(number) : text
    }
    guard let point = text.firstIndex(of: "."), text.contains("T") else { return text }
    let fraction = text[text.index(after: point)...].prefix { $0.isASCII && $0.isNumber }
    guard !fraction.isEmpty, fraction.allSatisfy({ $0 == "0" }) else { return text }
    return String(text[..<point] + text[fraction.endIndex...])
  }

  /// Both bounds as inclusive ones: one unit inside those that are not.
  var inclusive: (start: String, end: String) {
    (isStartOutside ? Self.moved(start, by: 1) : start, isEndOutside ? Self.moved(end, by: -1) : end)
  }

  /// A time one unit of the way it is written later or earlier; itself where it is none.
  private static func moved(_ text: String, by step: Int64) -> String {
    if let number = wholeNumber(Array(text.utf8).span), number.magnitude < 1 << 53 { return String(number + step) }
    guard let stamp = try? Stamp.parse(text, .calendar) else { return text }
    let moment = stamp.moment + step * stamp.tick
    guard moment >= Calendar.first, moment < Calendar.end else { return text }
    return Stamp(moment, isDate: stamp.isDate).text(.calendar)
  }

  /// As Gephi writes it, for a column.
  var text: String { "\(isStartOutside ? "(" : "[")\(start), \(end)\(isEndOutside ? ")" : "]")" }

  /// The values of an attribute over time as Gephi writes them: `<[start, end, value]; ...>`, or a value alone.
  static func text(_ pieces: [(spell: GEXFSpell?, value: String)]) -> String {
    if pieces.count == 1, pieces[0].spell == nil { return pieces[0].value }
    let parts = pieces.map { piece in
      guard let spell = piece.spell else { return "[-Infinity, Infinity, \(piece.value)]" }
      return "\(spell.isStartOutside ? "(" : "[")\(spell.start.isEmpty ? "-Infinity" : spell.start), "
        + "\(spell.end.isEmpty ? "Infinity" : spell.end), \(piece.value)\(spell.isEndOutside ? ")" : "]")"
    }
    return "<" + parts.joined(separator: "; ") + ">"
  }
}

/// A node or an edge that has begun: what its attributes say and is added when it ends.
struct GEXFOpenElement {
  let isEdge: Bool
  /// Its place among the nodes or edges.
  let index: Int
  var spells: [GEXFSpell]
  /// The nodes above it.
  var parents: [String] = []
  var label = ""
  var kind = ""
  var weight = ""
  /// The values of attributes that change over time.
  private(set) var dynamics: [(key: Int32, pieces: [(spell: GEXFSpell?, value: String)])] = []
  /// Where in them each attribute stands.
  private var places: [Int32: Int] = [:]

  init(isEdge: Bool, index: Int, spells: [GEXFSpell]) {
    self.isEdge = isEdge
    self.index = index
    self.spells = spells
  }

  /// Takes a value of an attribute that changes over time.
  mutating func add(_ value: String, _ spells: [GEXFSpell], to key: Int32) {
    let pieces: [(spell: GEXFSpell?, value: String)] = spells.isEmpty ? [(nil, value)] : spells.map { ($0, value) }
    if let place = places[key] {
      dynamics[place].pieces += pieces
    } else {
      places[key] = dynamics.count
      dynamics.append((key, pieces))
    }
  }
}
