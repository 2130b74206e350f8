import Records

/// A table as another program wrote it, before a mapping says what its columns mean.
struct SourceTable: Sendable {
  /// Name of the file, without its folder.
  let file: String
  /// The sheet of a workbook, or `nodes` and `edges` of a file of XML; `nil` for a CSV file, which is one table.
  var part: String?
  /// The headers; none is empty.
  private(set) var columns: [String]
  private(set) var rowCount = 0
  /// The cells, row by row.
  private var cells: [String] = []
  /// Line of the header, then of each row.
  private var lines: [Int]
  /// True where places are named by the letters of columns and the numbers of rows.
  var isSheet = false
  /// For a sheet, where each column stands in it.
  private var places: [Int]

  /// A table without rows; columns without a header are named by their place.
  ///
  /// - Parameter places: Where each column stands in its sheet, counted from 0; in their order where it is empty.
  init(file: String, part: String? = nil, header: [String], line: Int, places: [Int] = []) {
    self.file = file
    self.part = part
    self.places = places
    columns = header.enumerated().map { place, name in
      name.isEmpty ? "column \(place + 1)" : name
    }
    lines = [line]
  }

  /// Adds a row; cells that are missing are empty, those beyond the header are left out.
  mutating func append(_ row: [String], line: Int) {
    for column in columns.indices { cells.append(column < row.count ? row[column] : "") }
    lines.append(line)
    rowCount += 1
  }

  /// Makes room for so many rows.
  mutating func reserve(_ rows: Int) { cells.reserveCapacity(rows * columns.count) }

  /// The cell of a row, counted from 0, and a column.
  func cell(_ row: Int, _ column: Int) -> String { cells[row * columns.count + column] }

  /// The cells of a column, from row `first` on.
  func values(_ column: Int, from first: Int = 0) -> [String] {
    (min(first, rowCount)..<rowCount).map { cell($0, column) }
  }

  /// Line of a row; of the header for -1.
  func line(_ row: Int) -> Int { lines[min(max(row + 1, 0), lines.count - 1)] }

  /// The file and, where it has several tables, which one.
  var name: String { part.map { "\(file): \($0)" } ?? file }

  /// Where a cell stands, in the words of a spreadsheet; `nil` in other files.
  func cellName(_ row: Int, _ column: Int?) -> String? {
    guard isSheet, let part else { return nil }
    let column = column.map { $0 < places.count ? places[$0] : $0 }
    return "\(part)!\(column.map(Self.letters) ?? "")\(line(row))"
  }

  /// The letters of a column counted from 0: A, B, ... Z, AA ...
  static func letters(_ column: Int) -> String {
    var rest = column + 1
    var letters: [UInt8] = []
    while rest > 0 {
      letters.append(UInt8(65 + (rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// A problem of a cell, of a row where no column is named, or of the header at row -1.
  func problem(
    _ severity: Problem.Severity, row: Int, column: Int?, _ message: String, _ remedy: String
  ) -> Problem {
    var problem = Problem(
      severity, file: file, line: line(row), column: column.map { columns[$0] }, message: message, remedy: remedy)
    problem.cell = cellName(row, column)
    return problem
  }

  /// The columns whose headers differ from the letters of `header` in case, spaces and accents at most.
  func columns(like header: String) -> [Int] {
    let wanted = foldedName(header)
    return columns.indices.filter { foldedName(columns[$0]) == wanted }
  }
}

/// Letters and digits of a name without accents, in lower case; words are separated by one space.
///
/// Two names that fold to the same text may be the same name, written differently.
func foldedName(_ name: String) -> String {
  if name.utf8.allSatisfy({ $0 < 0x80 }) { return foldedASCII(name) }
  var folded = ""
  var needsSpace = false
  for scalar in name.decomposedScalars {
    let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    if isLetter {
      if needsSpace, !folded.isEmpty { folded += " " }
      needsSpace = false
      folded += scalar.properties.lowercaseMapping
    } else if scalar.value < 0x300 || scalar.value > 0x36F {
      // An apostrophe joins, whatever its form.
      needsSpace = needsSpace || !(scalar == "'" || scalar.value == 0x2019)
    }
  }
  return folded
}

private func foldedASCII(_ name: String) -> String {
  var folded: [UInt8] = []
  var needsSpace = false
  for byte in name.utf8 {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, 0x41...0x5A:
      if needsSpace, !folded.isEmpty { folded.append(0x20) }
      needsSpace = false
      folded.append((0x41...0x5A).contains(byte) ? byte + 32 : byte)
    case 0x27: continue
    default: needsSpace = true
    }
  }
  return String(decoding: folded, as: UTF8.self)
}

extension String {
  /// The scalars with accents apart from their letters.
  fileprivate var decomposedScalars: [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    for character in self {
      // The standard library decomposes for comparison alone; letters of Latin-1 and Latin Extended-A are taken apart here.
      for scalar in character.unicodeScalars {
        if let base = latinBases[scalar] { scalars += base.unicodeScalars } else { scalars.append(scalar) }
      }
    }
    return scalars
  }
}

/// Letters with accents and ligatures of European languages, and what they are without.
private let latinBases: [Unicode.Scalar: String] = {
  let groups = [
    ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
    ("i", "ìíîïĩīĭįı"),
    ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņň"), ("o", "òóôõöøōŏő"), ("r", "ŕŗř"), ("s", "śŝşš"),
    ("t", "ţťŧ"),
    ("u", "ùúûüũūŭůűų"), ("w", "ŵẁẃẅ"), ("y", "ýÿŷỳ"), ("z", "źżž"), ("ss", "ß"), ("ae", "æ"), ("oe", "œ"), ("th", "þ"),
  ]
  var bases: [Unicode.Scalar: String] = [:]
  for (base, letters) in groups {
    for letter in letters.unicodeScalars {
      bases[letter] = base
      if let upper = letter.properties.uppercaseMapping.unicodeScalars.first, upper != letter, upper.value > 0x7F {
        bases[upper] = base
      }
    }
  }
  return bases
}()
