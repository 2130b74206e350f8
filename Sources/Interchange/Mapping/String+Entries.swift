extension String {
  /// Without white space at either end.
  var trimmedOfSpace: String {
    let isSpace = { (character: Character) in character.isWhitespace }
    guard first.map(isSpace) == true || last.map(isSpace) == true else { return self }
    var rest = self[...].drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return String(rest)
  }

  /// The entries of a list, without white space around them; empty ones are left out.
  func entries(_ separator: String) -> [String] {
    guard !separator.isEmpty else { return [self] }
    var entries: [String] = []
    var rest = self[...]
    while let found = rest.firstRange(of: separator) {
      entries.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    entries.append(String(rest))
    return entries.map(\.trimmedOfSpace).filter { !$0.isEmpty }
  }
}
