import Graph

/// What a cell of a column holds.
public enum ColumnType: Sendable, Equatable {
  case text
  case whole
  case decimal
  case flag
  case time
  case reference(TableName)
  case list
}

/// The name, type and place of a column Ripple knows.
public struct ColumnInfo: Sendable {
  /// The header.
  public let name: String
  /// What its cells hold.
  public let type: ColumnType
  /// True when the table is nothing without it.
  public let isRequired: Bool
  init(_ name: String, _ type: ColumnType = .text, required: Bool = false) {
    self.name = name
    self.type = type
    isRequired = required
  }
}

/// The tables of a network, in the order in which they are read: what is referred to comes first.
public enum TableName: String, Sendable, CaseIterable {
  case organisations, people, teams, memberships, techniques, cohorts, enrolments, events, uses, engagements,
    transfers, ties, outcomes

  /// The table's file.
  public var file: String { rawValue + ".csv" }
}

/// Columns of a table, as an enumeration whose raw values count from 0.
public protocol TableColumn: RawRepresentable<Int>, CaseIterable, Sendable {
  /// Header and type.
  var info: ColumnInfo { get }
}

/// A row that can be read from cells and written to them again.
public protocol TableRow: Sendable {
  /// The columns of the table.
  associatedtype Column: TableColumn
  /// The table it belongs to.
  static var table: TableName { get }
  /// Takes the row from its cells, reporting whatever is wrong with them.
  init(reading cells: inout Cells<Column>)
  /// What stands in a cell of row `row` of `rows`, looked at where it lies, since copying a row takes longer than writing it.
  static func content(_ column: Column, _ row: Int, of rows: Span<Self>, in network: Network) -> CellContent
}

extension TableRow {
  /// The text of a cell; empty where there is nothing.
  public func cell(_ column: Column, in network: Network) -> String {
    // The pointer is used within the closure alone, for the one row behind it.
    unsafe withUnsafePointer(to: self) { row in
      let rows = unsafe Span(_unsafeStart: row, count: 1)
      return Self.content(column, 0, of: rows, in: network).text(network.scale)
    }
  }
}

/// The cells of one row by column, with what it takes to understand them.
public struct Cells<Column: TableColumn> {
  let file: String
  let scale: TimeScale
  /// Position of each known column in the row; -1 where the file has none.
  let positions: [Int]
  var row = CellRow()
  var ids: IDTables
  var problems: ProblemList
  /// Row in the table, from 0.
  var index = 0
  /// Rows that refer to rows of the same table, kept until all of those are known.
  private(set) var deferred: [(index: Int, row: CellRow)] = []
  /// Number of errors before the row was begun.
  var errorsBefore = 0
  private var rowHasErrors: Bool { problems.errors > errorsBefore }
  /// How many rows of a network that this table adds to come first.
  var lent = 0
  /// True when the rows may refer to those of a network there is.
  var isPart = false
  private var pool = IDTable()
  private var pooled: [String] = []

  init(file: String, scale: TimeScale, positions: [Int], ids: IDTables, problems: ProblemList) {
    self.file = file
    self.scale = scale
    self.positions = positions
    self.ids = ids
    self.problems = problems
  }

  /// True when the file has the column.
  func has(_ column: Column) -> Bool { positions[column.rawValue] >= 0 }

  @inline(__always)
  private func range(_ column: Column) -> Range<Int>? {
    let position = positions[column.rawValue]
    guard position >= 0, position < row.count else { return nil }
    let range = row.range(position)
    return range.isEmpty ? nil : range
  }

  /// The row that the cell stands for, where the source of the rows has found it.
  private func rowKnown(_ column: Column) -> Int? { row.rowKnown(positions[column.rawValue]) }

  mutating func report(
    _ message: String, _ remedy: String, at column: Column?, _ severity: Problem.Severity = .error
  ) {
    problems.add(
      Problem(
        severity, file: file, line: row.line, column: column?.info.name, message: message, remedy: remedy))
  }

  /// Warns that a record joins a person to themself; says nothing while the row has errors.
  mutating func reportSelf(_ what: String, at column: Column) {
    guard range(column) != nil || rowKnown(column) != nil, !rowHasErrors else { return }
    report(
      "this \(what) is from a person to themself", "it is kept and ignored by every question", at: column, .warning)
  }

  /// Keeps the row for later when the cell is not empty.
  mutating func deferReference(_ column: Column) {
    if range(column) != nil { deferred.append((index, row)) }
  }

  private func quoted(_ range: Range<Int>) -> String {
    let text = String(decoding: row.bytes[range].prefix(60), as: UTF8.self)
    return "'\(text)\(range.count > 60 ? "..." : "")'"
  }

  /// The cell as text; empty where there is none.
  func text(_ column: Column) -> String {
    guard let range = range(column) else { return "" }
    return row.text(in: range)
  }

  /// The cell as text that many rows share, stored once.
  mutating func word(_ column: Column) -> String {
    guard let range = range(column) else { return "" }
    // A text this short needs no memory of its own.
    if range.count <= 15 { return row.text(in: range) }
    let bytes = row.bytes
    if let known = pool.insert(bytes.span.extracting(range), row: pooled.count) { return pooled[known] }
    pooled.append(row.text(in: range))
    return pooled[pooled.count - 1]
  }

  /// The row's own id, which must be there when `required` and must not be taken.
  mutating func identity(_ column: Column, of table: TableName, required: Bool = true) -> String {
    guard let range = range(column) else {
      if required { report("the cell is empty", "give every row an id of its own", at: column) }
      return ""
    }
    let bytes = row.bytes
    if bytes[range.lowerBound] == 0x20 || bytes[range.upperBound - 1] == 0x20 {
      report(
        "the id \(quoted(range)) begins or ends with a space", "leave the space out, here and where it is referred to",
        at: column, .warning)
    }
    if let taken = ids[table].insert(bytes.span.extracting(range), row: index) {
      if taken < lent {
        ids[table].replace(bytes.span.extracting(range), row: index)
      } else {
        report(
          "the id \(quoted(range)) is already used by an earlier row", "give every row an id of its own", at: column)
      }
    }
    return row.text(in: range)
  }

  /// The row that the cell names in another table; `nil` when empty.
  mutating func reference<Row: TableRow>(_ column: Column, _: Row.Type) -> RowIndex<Row>? {
    if let known = rowKnown(column) { return RowIndex(known) }
    guard let range = range(column) else { return nil }
    return lookUp(range, column, Row.self)
  }

  /// As ``reference(_:_:)``, for a cell that must not be empty.
  mutating func required<Row: TableRow>(_ column: Column, _: Row.Type) -> RowIndex<Row> {
    if let known = rowKnown(column) { return RowIndex(known) }
    guard let range = range(column) else {
      report("the cell is empty", "write an id of \(Row.table.file)", at: column)
      return RowIndex(0)
    }
    return lookUp(range, column, Row.self) ?? RowIndex(0)
  }

  private mutating func lookUp<Row: TableRow>(
    _ range: Range<Int>, _ column: Column, _: Row.Type
  ) -> RowIndex<Row>? {
    if let found = ids[Row.table].row(of: row.bytes.span.extracting(range)) { return RowIndex(found) }
    var remedy = "add it to \(Row.table.file) or correct it"
    if problems.wantsAdvice {
      let wanted = String(decoding: row.bytes[range], as: UTF8.self)
      let near = nearest(to: wanted, among: ids[Row.table].keys)
      if !near.isEmpty { remedy += " (nearest: \(near.joined(separator: ", ")))" }
    }
    let message =
      isPart
      ? "\(quoted(range)) is neither in \(Row.table.file) nor known" : "\(quoted(range)) is not in \(Row.table.file)"
    report(message, remedy, at: column)
    return nil
  }

  /// The rows that a list separated by `;` names.
  mutating func references<Row: TableRow>(_ column: Column, _: Row.Type) -> [RowIndex<Row>] {
    guard let whole = range(column) else { return [] }
    var found: [RowIndex<Row>] = []
    for part in parts(whole) {
      guard !part.isEmpty else {
        report("the list \(quoted(whole)) has an empty entry", "leave the extra ';' out", at: column)
        continue
      }
      if let row = lookUp(part, column, Row.self) { found.append(row) }
    }
    return found
  }

  /// The entries of a list separated by `;`.
  mutating func list(_ column: Column) -> [String] {
    guard let whole = range(column) else { return [] }
    return parts(whole).map { String(decoding: row.bytes[$0], as: UTF8.self) }
  }

  private func parts(_ whole: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = whole.lowerBound
    for position in whole where row.bytes[position] == 0x3B {
      parts.append(start..<position)
      start = position + 1
    }
    parts.append(start..<whole.upperBound)
    return parts
  }

  /// A time; `nil` when empty.
  mutating func stamp(_ column: Column) -> Stamp? {
    guard let range = range(column) else { return nil }
    do {
      return try Stamp.parse(row.bytes.span.extracting(range), scale)
    } catch {
      switch error {
      case .malformed(let remedy): report("\(quoted(range)) is not a time", remedy, at: column)
      case .impossible(let remedy): report("\(quoted(range)) does not exist", remedy, at: column)
      }
      return nil
    }
  }

  /// A spell from two cells, which must not end before it starts.
  mutating func spell(_ start: Column, _ end: Column) -> Spell {
    let found = problems.errors
    let spell = Spell(start: stamp(start), end: stamp(end))
    if problems.errors == found, spell.interval.isEmpty {
      report(
        "it ends \(text(end)), before it starts \(text(start))", "correct one of the two (ends are inclusive)",
        at: end)
    }
    return spell
  }

  /// A number that is finite; `nil` when empty.
  mutating func decimal(_ column: Column) -> Double? {
    if let known = row.numberKnown(positions[column.rawValue]) { return known }
    guard let range = range(column) else { return nil }
    if let value = Decimal.parse(row.bytes.span.extracting(range)) { return value }
    report("\(quoted(range)) is not a number", "write digits with a point for decimals, such as 0.5", at: column)
    return nil
  }

  /// A whole number from 0 to 2^53; `nil` when empty.
  mutating func whole(_ column: Column) -> Int? {
    guard let range = range(column) else { return nil }
    if let value = wholeNumber(row.bytes.span.extracting(range)), value >= 0, value <= 1 << 53 {
      return Int(value)
    }
    report(
      "\(quoted(range)) is not a whole number from 0 to 9007199254740992", "write digits alone, such as 12",
      at: column)
    return nil
  }

  /// `yes` or `no`; `nil` when empty.
  mutating func flag(_ column: Column) -> Bool? {
    guard let range = range(column) else { return nil }
    let text = String(decoding: row.bytes[range], as: UTF8.self)
    if text == "yes" { return true }
    if text == "no" { return false }
    report("\(quoted(range)) is neither yes nor no", "write yes, no, or nothing", at: column)
    return nil
  }

  /// One of a few words; `nil` when empty.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ column: Column, _: Choice.Type) -> Choice? {
    guard let range = range(column) else { return nil }
    let text = String(decoding: row.bytes[range], as: UTF8.self)
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    report("\(quoted(range)) is not one of \(words)", "write one of them, or nothing", at: column)
    return nil
  }
}

/// The ids of every table read so far.
struct IDTables {
  private var tables = [IDTable](repeating: IDTable(), count: TableName.allCases.count)
  subscript(table: TableName) -> IDTable {
    get { tables[table.ordinal] }
    _modify { yield &tables[table.ordinal] }
  }
}

extension TableName {
  /// The tables whose rows others refer to, in the reading order.
  package static let referredTo: [TableName] = [.organisations, .people, .teams, .techniques, .cohorts, .engagements]

  /// True when rows of other tables refer to its rows.
  package var isReferredTo: Bool { Self.referredTo.contains(self) }

  /// Place in the reading order, from 0.
  public var ordinal: Int {
    switch self {
    case .organisations: 0
    case .people: 1
    case .teams: 2
    case .memberships: 3
    case .techniques: 4
    case .cohorts: 5
    case .enrolments: 6
    case .events: 7
    case .uses: 8
    case .engagements: 9
    case .transfers: 10
    case .ties: 11
    case .outcomes: 12
    }
  }
}
