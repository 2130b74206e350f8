import Records

/// The rows of one table by id and by name, so that somebody's name finds them.
struct NameDirectory {
  /// What a text stands for.
  enum Match: Equatable {
    /// The row with that id or name.
    case exact(String)
    /// The row whose id or name differs in case, spaces, accents or marks alone.
    case alike(String, name: String)
    /// Several rows that could be meant.
    case ambiguous([String])
    /// None.
    case unknown
  }

  private var ids: [String: String] = [:]
  private var names: [String: [String]] = [:]
  private var folded: [String: [(id: String, name: String)]] = [:]

  /// Adds a row; one with an id that is there already is passed over, unless it has further names for the same.
  mutating func add(id: String, names given: [String], isAlsoCalled: Bool = false) {
    guard !id.isEmpty, ids[id] == nil || isAlsoCalled else { return }
    if ids[id] == nil { ids[id] = given.first ?? id }
    for name in given where !name.isEmpty {
      if names[name]?.contains(id) != true { names[name, default: []].append(id) }
      addFolded(name, id)
    }
    addFolded(id, id)
  }

  private mutating func addFolded(_ name: String, _ id: String) {
    let key = foldedName(name)
    guard !key.isEmpty, folded[key]?.contains(where: { $0.id == id }) != true else { return }
    folded[key, default: []].append((id, name))
  }

  /// What `text` stands for: an id before a name, a name before one that is nearly so.
  func match(_ text: String) -> Match {
    if ids[text] != nil { return .exact(text) }
    if let found = names[text] { return found.count == 1 ? .exact(found[0]) : .ambiguous(found) }
    let key = foldedName(text)
    guard !key.isEmpty, let found = folded[key] else { return .unknown }
    return found.count == 1 ? .alike(found[0].id, name: found[0].name) : .ambiguous(found.map(\.id))
  }

  /// An id for a row of which only a name is known: the name itself where it is one word, else its words in small letters
  /// with hyphens; a number follows where that is taken.
  func freshID(for name: String) -> String {
    let isPlain =
      !name.isEmpty
      && name.utf8.allSatisfy {
        switch $0 {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x40: true
        default: false
        }
      }
    let words = foldedName(name).split(separator: " ").joined(separator: "-")
    let stem = isPlain ? name : words.isEmpty ? "x" : words
    guard ids[stem] != nil else { return stem }
    var number = 2
    while ids["\(stem)-\(number)"] != nil { number += 1 }
    return "\(stem)-\(number)"
  }
}
