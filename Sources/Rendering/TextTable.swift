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

  private static func width(_ cell: String) -> Int { cell.count }
}

/// Text for one line of a terminal: line ends become spaces, controls and marks that turn text round are left out.
func oneLine(_ text: String, limit: Int = 60) -> String {
  var line = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: line += " "
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: continue
    default: line.unicodeScalars.append(scalar)
    }
  }
  return line.count > limit ? String(line.prefix(limit - 1)) + "…" : line
}

/// A number for reading: whole ones as they are, others with `digits` decimals.
func rounded(_ value: Double?, _ digits: Int = 3) -> String {
  guard let value else { return "-" }
  if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  guard abs(value) < 1e12 else { return value.description }
  let scaled = Int64((abs(value) * scale).rounded())
  let whole = scaled / Int64(scale)
  let sign = value < 0 && scaled > 0 ? "-" : ""
  if digits == 0 { return sign + String(whole) }
  var fraction = String(scaled % Int64(scale))
  while fraction.count < digits { fraction = "0" + fraction }
  return sign + "\(whole).\(fraction)"
}

/// A share as a percentage for reading.
func percent(_ share: Double) -> String { rounded(share * 100, 1) + "%" }

/// `1 person`, `2 people`.
func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
