/// Reads RFC 4180 text row by row: quoted cells, doubled quotes, line ends LF, CRLF or CR, an optional
/// byte-order mark. Empty lines are skipped.
///
/// Nothing is repaired: an open quote, text after a closing quote, a stray quote, bytes that are not UTF-8 and
/// control characters are errors with their line.
///
/// - Complexity: O(bytes), in memory of the file plus one row.
public struct CSVRows: RowSource {
  public let file: String
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var isChecked = false

  /// Reads `bytes`, the contents of the file called `file`.
  public init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  public mutating func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
    if !isChecked {
      isChecked = true
      guard isUTF8(&problems) else {
        position = bytes.count
        return false
      }
    }
    skipEmptyLines()
    guard position < bytes.count else { return false }
    row.clear()
    row.line = line
    while true {
      if position < bytes.count, bytes[position] == 0x22 {
        guard quotedCell(&row, &problems) else { return false }
      } else {
        plainCell(&row, &problems)
      }
      guard position < bytes.count else { return true }
      let byte = bytes[position]
      position += 1
      if byte == 0x2C {
        if position == bytes.count {
          row.endCell()
          return true
        }
        continue
      }
      if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
      line += 1
      return true
    }
  }

  private mutating func skipEmptyLines() {
    while position < bytes.count, bytes[position] == 0x0A || bytes[position] == 0x0D {
      if bytes[position] == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
      position += 1
      line += 1
    }
  }

  /// Takes a cell without quotes, up to the comma or line end.
  private mutating func plainCell(_ row: inout CellRow, _ problems: inout ProblemList) {
    var stray = false
    let source = bytes
    let span = source.span
    var end = position
    while end < span.count {
      let byte = span[end]
      if byte == 0x2C || byte == 0x0A || byte == 0x0D { break }
      if byte == 0x22 { stray = true }
      end += 1
    }
    row.append(contentsOf: source[position..<end])
    position = end
    row.endCell()
    if stray {
      problems.add(
        Problem(
          .error, file: file, line: row.line, message: "a cell contains a quotation mark but is not in quotes",
          remedy: "put the whole cell in quotes and double the quotation marks inside it"))
    }
  }

  /// Takes a cell in quotes; false when it never ends.
  private mutating func quotedCell(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool {
    let opened = line
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 {
        guard position < bytes.count, bytes[position] == 0x22 else {
          row.endCell()
          return isAtCellEnd(row, &problems)
        }
        position += 1
      } else if byte == 0x0A || (byte == 0x0D && !(position < bytes.count && bytes[position] == 0x0A)) {
        line += 1
      }
      row.append(byte)
    }
    problems.add(
      Problem(
        .error, file: file, line: opened, message: "a quoted cell never ends",
        remedy: "add the closing quotation mark"))
    return false
  }

  /// Reports text between a closing quote and the next comma, and skips it.
  private mutating func isAtCellEnd(_ row: CellRow, _ problems: inout ProblemList) -> Bool {
    let start = position
    while position < bytes.count, bytes[position] != 0x2C, bytes[position] != 0x0A, bytes[position] != 0x0D {
      position += 1
    }
    if position > start {
      problems.add(
        Problem(
          .error, file: file, line: row.line, message: "there is text after the closing quotation mark of a cell",
          remedy: "double the quotation marks inside the cell"))
    }
    return true
  }

  private func isUTF8(_ problems: inout ProblemList) -> Bool {
    do {
      _ = try UTF8Span(validating: bytes.span)
      return true
    } catch {
      let start = error.byteOffsets.lowerBound
      let before = bytes[..<start].count { $0 == 0x0A }
      problems.add(
        Problem(
          .error, file: file, line: before + 1, message: "the text is not UTF-8",
          remedy: "save the file as UTF-8 (in Excel: CSV UTF-8)"))
      return false
    }
  }
}
