import Records

/// What a store knows of one version of a record beside its cells.
struct Version {
  var record: Int64
  /// The change set that brought it.
  var knownFrom: Int64
  /// The change set that ended it; `nil` while it is what is known.
  var knownUntil: Int64?
  /// The source that says so; `nil` when a person edited it.
  var source: Int64?
  /// What the source said, where the version holds something else; its cells joined by ``StoredTable/separator``.
  var said: String?

  /// True when this was what was known just after change set `change`.
  func isKnown(asOf change: Int64) -> Bool { knownFrom <= change && (knownUntil.map { $0 > change } ?? true) }
}

/// How the versions of one table's records are written and read: each row as the cells of Ripple's tables.
struct StoredTable {
  let name: TableName
  /// The columns of the table as Ripple reads and writes it.
  let columns: [Records.ColumnInfo]
  /// Cells of columns Ripple does not know are kept in one text, joined by a character that no cell can contain.
  static let separator: UInt8 = 0x1F

  /// Cells as one text that no other cells make.
  static func joined(_ cells: [String]) -> String { cells.joined(separator: "\u{1F}") }

  /// The cells of such a text.
  static func cells(_ joined: String) -> [String] {
    joined.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
  }

  /// Places of the columns that hold people's ids, the table's own not among them.
  var personColumns: [Int] {
    columns.indices.filter { if case .reference(.people) = columns[$0].type { true } else { false } }
  }

  private static let fixed: [(name: String, column: BulkColumn)] = [
    ("record", .number), ("known_from", .number), ("known_until", .number), ("source", .number), ("checksum", .number),
    ("further", .text), ("said", .text),
  ]
  private let hasIDs: Bool
  private let stored: [String]
  private let kept: [Kept]
  /// What is read: the fixed columns, and those that are stored.
  private let answer: [BulkColumn]
  /// Where the table's own ids stand.
  private let own: Int?

  /// How the cells of a column are kept; references with the place of the ids they are to.
  private enum Kept {
    case ownID(Int), text, whole, flag, real, reference(Int)
  }

  init(_ name: TableName) {
    self.name = name
    columns = name.columns
    hasIDs = Schema.hasIDs(name)
    stored = columns.map(\.name).filter { [hasIDs] in !($0 == "id" && hasIDs) }.map { "\"\($0)\"" }
    own = RecordIDs.place(of: name)
    kept = columns.map { [own] column in
      if column.name == "id", let own { return .ownID(own) }
      return switch column.type {
      case .text, .time, .list: .text
      case .whole: .whole
      case .flag: .flag
      case .decimal: .real
      case .reference(let table): RecordIDs.place(of: table).map { .reference($0) } ?? .whole
      }
    }
    answer =
      Self.fixed.map(\.column)
      + kept.compactMap {
        switch $0 {
        case .ownID: nil
        case .text: .text
        case .whole, .flag, .reference: .number
        case .real: .real
        }
      }
  }

  private var names: [String] { Self.fixed.map(\.name) + stored }
  private var everything: String { names.joined(separator: ", ") }

  /// The header of a table with further columns.
  func header(into row: inout CellRow, further: [String]) {
    row.clear()
    for column in columns { row.append(cell: column.name) }
    for name in further { row.append(cell: name) }
  }

  /// Versions in the order of records, each record's from the oldest to the newest.
  func reading(
    _ session: any StoreSession, where condition: String = "", _ arguments: SQLArguments = []
  ) throws -> any BulkRows {
    try session.reading(
      "SELECT \(everything) FROM \(name.rawValue) \(condition) ORDER BY record, known_from", arguments, answer)
  }

  /// A statement that writes a version.
  func writing(_ session: any StoreSession) throws -> any BulkStatement {
    try session.inserting(into: name.rawValue, names)
  }

  /// Reads the version that rows stand at, and its cells when `isWanted`.
  ///
  /// - Parameters:
  ///   - furtherCount: How many further columns a row is given.
  ///   - sum: Its checksum is added to this.
  ///   - knownRows: Where the records referred to stand among those read so far; told of this one, too. With it cells are
  ///     made for a builder of networks, so that what needs no text has none.
  /// - Throws: ``StoreError`` when the row is not what was written.
  func read<IDs: IDSource>(
    _ rows: any BulkRows, _ ids: IDs, furtherCount: Int, into row: inout CellRow,
    sum: inout Int64, among knownRows: KnownRows? = nil, isWanted: (Version) -> Bool = { _ in true }
  ) throws -> Version {
    let values = rows.row
    let version = Version(
      record: values.number(0), knownFrom: values.number(1), knownUntil: values.numberIfAny(2),
      source: values.numberIfAny(3), said: values.isNothing(6) ? nil : values.text(6))
    var checksum = Checksum()
    checksum.add(version.record)
    checksum.add(version.knownFrom)
    checksum.add(version.source ?? 0)
    if let said = version.said { checksum.add(said.utf8.span) }
    let isWanted = isWanted(version)
    row.clear()
    row.line = Int(clamping: version.record)
    var place = Self.fixed.count
    for kept in kept {
      if case .ownID(let table) = kept {
        try ids.withID(at: table, version.record) { id in
          checksum.add(id)
          if isWanted { row.append(cell: id) }
        }
        if isWanted { knownRows?.add(version.record, at: table) }
        continue
      }
      defer { place += 1 }
      if values.isNothing(place) {
        checksum.addNothing()
        if isWanted { row.endCell() }
        continue
      }
      switch kept {
      case .ownID: break
      case .text:
        values.withText(place) { text in
          checksum.add(text)
          if isWanted { row.append(cell: text) }
        }
      case .whole:
        let number = values.number(place)
        checksum.add(number)
        if isWanted { row.append(cell: String(number)) }
      case .flag:
        let number = values.number(place)
        checksum.add(number)
        if isWanted { row.append(cell: number == 0 ? "no" : "yes") }
      case .real:
        let number = values.real(place)
        checksum.add(Int64(bitPattern: number.bitPattern))
        if !isWanted { continue }
        // What is not finite, as in a damaged store, is refused by its text.
        if knownRows != nil, number.isFinite {
          row.append(number: number)
        } else {
          row.append(cell: Decimal.text(number))
        }
      case .reference(let table):
        let record = values.number(place)
        checksum.add(record)
        if !isWanted { continue }
        // Of its own table not all are read yet.
        if table != own, let known = knownRows?.row(of: record, at: table) {
          row.append(row: known)
        } else {
          try ids.withID(at: table, record) { row.append(cell: $0) }
        }
      }
    }
    values.withText(5) { further in
      checksum.add(further)
      if isWanted { row.append(cells: further, count: furtherCount) }
    }
    var expected = checksum.value
    if let ended = version.knownUntil { expected += Checksum.ended(at: ended) }
    guard expected == values.number(4) else {
      throw StoreError.damaged("record \(version.record) of \(name.rawValue) is not as it was written")
    }
    sum &+= expected
    return version
  }

  /// Writes a version of a record, given as the cells of the table's columns and then of further ones; its checksum.
  ///
  /// - Throws: ``StoreError`` when a cell is not what its column holds, which validated rows never are.
  func write<IDs: IDSource>(
    _ row: CellRow, as version: Version, _ statement: any BulkStatement, _ ids: IDs
  ) throws -> Int64 {
    statement.bind(1, version.record)
    statement.bind(2, version.knownFrom)
    statement.bind(3, version.knownUntil)
    statement.bind(4, version.source)
    var checksum = Checksum()
    checksum.add(version.record)
    checksum.add(version.knownFrom)
    checksum.add(version.source ?? 0)
    if let said = version.said { checksum.add(said.utf8.span) }
    var place = Self.fixed.count + 1
    for (index, column) in columns.enumerated() {
      let cell = row.bytes.span.extracting(row.range(index))
      if column.name == "id", hasIDs {
        checksum.add(cell)
        continue
      }
      defer { place += 1 }
      if cell.isEmpty {
        statement.bindNothing(place)
        checksum.addNothing()
        continue
      }
      switch column.type {
      case .text, .time, .list:
        statement.bind(place, cell)
        checksum.add(cell)
      case .whole, .flag:
        guard let number = column.type == .whole ? Int64(row.text(index)) : row.text(index) == "yes" ? 1 : 0 else {
          throw unfit(row, index)
        }
        statement.bind(place, number)
        checksum.add(number)
      case .decimal:
        guard let number = Decimal.parse(cell) else { throw unfit(row, index) }
        statement.bind(place, number)
        checksum.add(Int64(bitPattern: number.bitPattern))
      case .reference(let table):
        guard let record = try ids.record(table, cell) else { throw unfit(row, index) }
        statement.bind(place, record)
        checksum.add(record)
      }
    }
    let further = row.further(after: columns.count)
    if further.isEmpty { statement.bindNothing(6) } else { statement.bind(6, further.span) }
    checksum.add(further.span)
    if let said = version.said { statement.bind(7, said.utf8.span) } else { statement.bindNothing(7) }
    let sum = checksum.value + (version.knownUntil.map { Checksum.ended(at: $0) } ?? 0)
    statement.bind(5, sum)
    try statement.run()
    return sum
  }

  private func unfit(_ row: CellRow, _ index: Int) -> StoreError {
    StoreError(
      .data, "'\(row.text(index).prefix(60))' does not fit \(name.rawValue).\(columns[index].name): correct it")
  }
}

/// Where the records that others refer to stand in the tables that were read so far.
final class KnownRows {
  // One thread uses these, a step at a time.
  /// By place of their ids and record number, from 1; -1 for one that is not there.
  @exclusivity(unchecked) private var rows = [[Int32]](repeating: [], count: Schema.referenced.count)
  @exclusivity(unchecked) private var counts = [Int32](repeating: 0, count: Schema.referenced.count)

  /// None yet.
  init() {}

  /// Those of a network that was read from a store.
  init(_ network: Network) {
    for (place, table) in Schema.referenced.enumerated() {
      for record in network.cells(of: table).lines { add(Int64(record), at: place) }
    }
  }

  /// Adds the record that comes next, unless it is there.
  func add(_ record: Int64, at place: Int) {
    // More than there can be ids are those of a damaged store.
    guard record > 0, record < 1 << 28, row(of: record, at: place) == nil else { return }
    let index = Int(record)
    while unsafe rows[place].count < index { unsafe rows[place].append(-1) }
    unsafe rows[place][index - 1] = counts[place]
    unsafe counts[place] += 1
  }

  /// The row of a record.
  func row(of record: Int64, at place: Int) -> Int32? {
    guard unsafe record > 0 && record <= rows[place].count else { return nil }
    let row = unsafe rows[place][Int(record) - 1]
    return row < 0 ? nil : row
  }
}

extension CellRow {
  /// Adds `count` cells that were joined by ``StoredTable/separator``; those that are not there are empty.
  fileprivate mutating func append(cells: Span<UInt8>, count: Int) {
    var start = 0
    for _ in 0..<count {
      var end = min(start, cells.count)
      while end < cells.count, cells[end] != StoredTable.separator { end += 1 }
      append(cell: cells.extracting(min(start, cells.count)..<end))
      start = end + 1
    }
  }

  /// The cells from `first` on, joined, without empty ones at the end.
  fileprivate func further(after first: Int) -> [UInt8] {
    var joined: [UInt8] = []
    guard let last = (first..<max(first, count)).last(where: { !range($0).isEmpty }) else { return joined }
    for index in first...last {
      if index > first { joined.append(StoredTable.separator) }
      joined.append(contentsOf: bytes[range(index)])
    }
    return joined
  }
}
