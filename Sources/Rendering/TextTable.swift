/// How an answer is written.
public enum OutputFormat: String, Sendable, CaseIterable {
  /// Tables made to be read.
  case text
  /// Stable, documented, in full precision.
  case json
  /// One table for spreadsheets, with formulas guarded.
  case csv
}

/// A table of aligned columns for terminals: texts to the left, numbers to the right.
struct TextTable {
  private let headers: [String]
  private let isNumeric: [Bool]
  /// Whether the numbers of a column get the same number of decimals; not where a column mixes kinds of figures.
  var alignsDecimals = true
  private var rows: [[String]] = []

  /// A table with these columns; a header that begins with `#` is of a column of numbers.
  init(_ headers: String...) { self.init(headers) }

  init(_ headers: [String]) {
    isNumeric = headers.map { $0.hasPrefix("#") }
    self.headers = headers.map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
  }

  mutating func add(_ cells: String...) { rows.append(cells) }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The table, each line ending in a line end, two spaces between columns.
  var text: String {
    let lines = [headers] + aligned
    let widths = headers.indices.map { column in lines.map { Self.width($0[column]) }.max() ?? 0 }
    var text = ""
    for row in lines {
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - Self.width(cell))
        line += "  " + (isNumeric[column] ? padding + cell : cell + padding)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// The rows, numbers of one column with the same number of decimals.
  private var aligned: [[String]] {
    guard alignsDecimals else { return rows }
    let decimals = headers.indices.map { column in
      isNumeric[column] ? rows.compactMap { Self.decimals($0[column]) }.max() ?? 0 : 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        guard isNumeric[column], let own = Self.decimals(cell), own < decimals[column] else { return cell }
        return cell + (own == 0 ? "." : "") + String(repeating: "0", count: decimals[column] - own)
      }
    }
  }

  /// How many decimals a number is written with; `nil` for what is no plain number.
  private static func decimals(_ cell: String) -> Int? {
    let unsigned = cell.utf8.first == 0x2D || cell.utf8.first == 0x2B ? cell.utf8.dropFirst() : cell.utf8[...]
    let parts = unsigned.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    return parts.count == 2 ? parts[1].count : 0
  }

  /// Columns of a terminal that a text takes; East Asian characters and emoji take two.
  private static func width(_ cell: String) -> Int {
    cell.reduce(0) { width, character in
      let isWide = character.unicodeScalars.contains { scalar in
        scalar.properties.isEmojiPresentation || wide.contains { $0.contains(scalar.value) }
      }
      return width + (isWide ? 2 : 1)
    }
  }

  /// The blocks of characters that are wide, roughly as in Unicode Standard Annex 11.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]
}
