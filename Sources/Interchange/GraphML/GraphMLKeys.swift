import Records

/// The types that GraphML has for values.
enum GraphMLType: String {
  case boolean, int, long, double, string
}

extension NodeColumn {
  /// The type of the attribute that carries the column.
  var type: GraphMLType {
    switch values {
    case .whole(let values): values.allSatisfy { $0.map { Int32(exactly: $0) != nil } ?? true } ? .int : .long
    case .decimal: .double
    case .text: .string
    }
  }
}

/// The keys of a file being written: for each kind of element one type a name, whatever table it comes from.
struct GraphMLKeys {
  /// A declared attribute.
  struct Key {
    let domain: GraphMLDomain
    let name: String
    var type: GraphMLType
    /// Header and type of the unknown column it was made for.
    let origin: String?
    /// What it says, for the data dictionary.
    let meaning: String
    /// True for dates and times written as text.
    let isTime: Bool
    var id: String { Self.id(domain, name) }

    static func id(_ domain: GraphMLDomain, _ name: String) -> String {
      switch domain {
      case .node: "v_" + name
      case .edge: "e_" + name
      case .graph: "g_" + name
      }
    }
  }

  /// What was declared, in order.
  private(set) var all: [Key] = []
  private var places: [String: Int] = [:]
  private let reserved: [Set<String>]

  /// No keys yet.
  ///
  /// - Parameter names: What unknown columns may not be called beside what Ripple's own are.
  init(alsoReserving names: Set<String> = []) {
    reserved = GraphMLDomain.allCases.map { GraphMLNames.reserved($0).union(names) }
  }

  /// The place of a declared attribute.
  func place(_ domain: GraphMLDomain, _ name: String) -> Int? { places[Key.id(domain, name)] }

  /// What the attributes say, for a data dictionary.
  ///
  /// - Parameter filled: How many values each has got.
  func dictionary(filled: [Int]) -> [DictionaryEntry] {
    zip(all, filled).map { key, filled in
      DictionaryEntry(
        column: key.name, on: "\(key.domain)", type: key.isTime ? "date" : key.type.rawValue, meaning: key.meaning,
        filled: filled)
    }
  }

  /// Declares an attribute, unless it is, and gives its place; a type is widened where a table needs it.
  @discardableResult mutating func declare(
    _ domain: GraphMLDomain, _ name: String, _ type: GraphMLType, meaning: String? = nil, isTime: Bool = false,
    origin: String? = nil
  ) -> Int {
    let id = Key.id(domain, name)
    if let place = places[id] {
      if type == .long { all[place].type = .long }
      return place
    }
    places[id] = all.count
    all.append(
      Key(
        domain: domain, name: name, type: type, origin: origin,
        meaning: meaning ?? GraphMLMeanings.meaning(domain, name), isTime: isTime))
    return all.count - 1
  }

  /// Declares an attribute for an unknown column, under a name made from its header, and gives that name and its
  /// place.
  ///
  /// Columns of several tables share an attribute where header and type agree.
  mutating func declare(
    _ domain: GraphMLDomain, column header: String, of table: TableName, _ kind: GraphMLColumnType, _ type: GraphMLType
  ) -> (name: String, place: Int) {
    let base = Self.word(header)
    let origin = "\(kind) \(header)"
    var name = base
    var attempt = 1
    while true {
      if let place = places[Key.id(domain, name)] {
        if all[place].origin == origin { break }
      } else if !reserved[domain.rawValue].contains(name) {
        break
      }
      attempt += 1
      name = attempt == 2 ? "\(table)_\(base)" : "\(table)_\(base)_\(attempt - 1)"
    }
    let meaning = "the column '\(header)' of \(table.file), as written"
    return (name, declare(domain, name, type, meaning: meaning, origin: origin))
  }

  /// A header in small letters, digits and underscores: a name that every reader takes.
  private static func word(_ header: String) -> String {
    var word = ""
    for character in header.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        word.append(character)
      } else if !word.isEmpty, word.last != "_" {
        word.append("_")
      }
    }
    while word.last == "_" { word.removeLast() }
    guard let first = word.first else { return "column" }
    return (first.isNumber ? "column_" : "") + word.prefix(60)
  }
}
