import Records

/// The cells of a sheet.
struct SheetCollector: PartCollector {
  /// The most cells with something in them that a sheet may have.
  static let mostCells = 1 << 24

  /// A row: its number, and what stands in which column.
  struct Row {
    let number: Int
    var cells: [(column: Int, text: String)] = []
  }

  var state: PartState
  private(set) var rows: [Row] = []
  /// The ranges of merged cells.
  private(set) var merged: [(rows: ClosedRange<Int>, columns: ClosedRange<Int>)] = []
  private let sheet: String
  private let texts: [String]
  private let areDates: [Bool]
  private let countsFrom1904: Bool
  private var cellCount = 0
  private var column = 0
  private var nextColumn = 0
  private var type = ""
  private var format = 0
  private var value: String?
  private var inline = ""
  private var hasFormula = false

  init(file: String, sheet: String, texts: [String], areDates: [Bool], countsFrom1904: Bool) {
    state = PartState(file: file)
    self.sheet = sheet
    self.texts = texts
    self.areDates = areDates
    self.countsFrom1904 = countsFrom1904
  }

  func wantsText(_ name: PartElement) -> Bool {
    name == .value || (name == .piece && !state.isIn(.phonetic))
  }

  mutating func begin(_ name: PartElement, _ attributes: PartAttributes) {
    switch name {
    case .row:
      let last = rows.last?.number ?? 0
      let number = attributes[.place].flatMap { Int($0) } ?? last + 1
      guard number > last, number <= 1 << 20 else {
        return stop(
          at: XMLPlace(line: 1), "'\(sheet)' has a row \(number) behind row \(last)", "save it again from Excel")
      }
      rows.append(Row(number: number))
      nextColumn = 0
    case .cell:
      column = attributes[.place].flatMap { Self.place($0)?.column } ?? nextColumn
      nextColumn = column + 1
      type = attributes[.type] ?? "n"
      format = attributes[.style].flatMap { Int($0) } ?? 0
      value = nil
      inline = ""
      hasFormula = false
    case .formula: hasFormula = true
    case .merge:
      let ends = (attributes[.range] ?? "").split(separator: ":").compactMap { Self.place(String($0)) }
      if ends.count == 2, ends[0].row <= ends[1].row, ends[0].column <= ends[1].column {
        merged.append((ends[0].row...ends[1].row, ends[0].column...ends[1].column))
      }
    default: break
    }
  }

  mutating func end(_ name: PartElement, _ text: String) {
    switch name {
    case .value: value = text
    case .piece: inline += text
    case .cell: takeCell()
    default: break
    }
  }

  private mutating func takeCell() {
    guard let last = rows.indices.last else { return }
    let text: String
    switch type {
    case "s":
      guard let value else { return }
      guard let place = Int(value.trimmedOfSpace), texts.indices.contains(place) else {
        return report("the cell refers to a text that is not there", "save it again from Excel")
      }
      text = texts[place]
    case "inlineStr": text = unescapedCharacters(inline)
    case "str", "d": text = unescapedCharacters(value ?? "")
    case "b": text = value.map { $0 == "1" ? "yes" : "no" } ?? ""
    case "e": return report("the cell holds the error \(value ?? "#VALUE!")", "correct its formula, or empty the cell")
    default:
      guard let value, !value.isEmpty else {
        if hasFormula {
          report("the formula has no value", "it is taken for empty: open the workbook in Excel and save it", .warning)
        }
        return
      }
      text = number(value)
    }
    guard !text.isEmpty else { return }
    cellCount += 1
    guard cellCount <= Self.mostCells else {
      return stop(
        at: XMLPlace(line: 1), "'\(sheet)' has more than \(Self.mostCells) cells", "give the network as CSV files")
    }
    rows[last].cells.append((column, text))
  }

  /// A number as text; a day where the cell shows one.
  private mutating func number(_ text: String) -> String {
    guard let number = Decimal.parse(Array(text.utf8).span) else { return text }
    // A time of day alone, and what no calendar has, stays the number it is.
    if areDates.indices.contains(format), areDates[format], number >= 1 || countsFrom1904 {
      if let date = ExcelDate(number, from1904: countsFrom1904) { return date.text }
      report("\(text) shown as a date is no day there is", "correct the cell")
    }
    return Decimal.text(number)
  }

  private mutating func report(_ message: String, _ remedy: String, _ severity: Problem.Severity = .error) {
    let line = rows.last?.number ?? 1
    var problem = Problem(severity, file: state.file, line: line, message: message, remedy: remedy)
    problem.cell = "\(sheet)!\(SourceTable.letters(column))\(line)"
    state.problems.add(problem)
  }

  /// Row, from 1, and column, from 0, of a name such as `D17`.
  static func place(_ name: String) -> (row: Int, column: Int)? {
    var column = 0
    var row = 0
    for byte in name.utf8 {
      switch byte {
      case 0x24: continue
      case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 64)
      case 0x30...0x39: row = row * 10 + Int(byte - 48)
      default: return nil
      }
      guard column <= 16_384, row <= 1 << 20 else { return nil }
    }
    return column > 0 && row > 0 ? (row, column - 1) : nil
  }
}
