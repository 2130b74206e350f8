/// The cells of one row, one after another in a buffer that is used again for the next row.
public struct CellRow: Sendable {
  /// The bytes of all cells.
  public private(set) var bytes: [UInt8] = []
  /// Where each cell ends in `bytes`.
  public private(set) var ends: [Int] = []
  /// Line of the file on which the row begins.
  public var line = 0
  /// What cells hold that have no text; shorter than `ends` where the last ones have.
  private var known: [Known] = []

  private enum Known {
    case no
    /// A row of another table.
    case row(Int32)
    case number(Double)
  }

  /// A row without cells.
  public init() {}

  /// Number of cells.
  public var count: Int { ends.count }

  /// Forgets the cells and keeps the memory.
  public mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    if !known.isEmpty { known.removeAll(keepingCapacity: true) }
  }

  /// Adds a byte to the cell being filled.
  @inline(__always) mutating func append(_ byte: UInt8) { bytes.append(byte) }
  /// Adds bytes to the cell being filled.
  @inline(__always) mutating func append(contentsOf slice: ArraySlice<UInt8>) { bytes.append(contentsOf: slice) }
  /// Ends the cell being filled, or adds an empty one.
  @inline(__always) package mutating func endCell() { ends.append(bytes.count) }

  /// Adds a whole cell.
  public mutating func append(cell: String) {
    bytes.append(contentsOf: cell.utf8)
    ends.append(bytes.count)
  }

  /// Adds a whole cell of UTF-8.
  @inline(__always)
  package mutating func append(cell: Span<UInt8>) {
    // The pointer is used within the closure alone.
    unsafe cell.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    ends.append(bytes.count)
  }

  private mutating func append(_ value: Known) {
    while known.count < ends.count { known.append(.no) }
    known.append(value)
    endCell()
  }

  /// Adds a cell that refers to a row of another table, which the source of the rows has found already.
  package mutating func append(row: Int32) { append(.row(row)) }

  /// Adds a cell of a column of decimal numbers, which holds one that is finite.
  package mutating func append(number: Double) { append(.number(number)) }

  /// The row that cell `index` stands for, where that is known.
  @inline(__always) func rowKnown(_ index: Int) -> Int? {
    guard index >= 0, index < known.count, case .row(let row) = known[index], row >= 0 else { return nil }
    return Int(row)
  }

  /// The number that cell `index` holds, where it was given as one.
  @inline(__always) func numberKnown(_ index: Int) -> Double? {
    guard index >= 0, index < known.count, case .number(let number) = known[index] else { return nil }
    return number
  }

  /// Where cell `index` lies in `bytes`.
  @inline(__always) package func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// Cell `index` as text.
  public func text(_ index: Int) -> String { text(in: range(index)) }

  /// A piece of `bytes` as text.
  func text(in range: Range<Int>) -> String { String(copying: bytes.span.extracting(range)) }
}

extension String {
  /// Text of bytes that are lent.
  package init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

/// Where the rows of a table come from: a CSV file, or a file of another format that carries the same cells.
public protocol RowSource {
  /// The file's name, for problems.
  var file: String { get }
  /// About how many rows there are; 0 where that is not known.
  var expectedCount: Int { get }
  /// Fills `row` with the next row, the first being the header; false at the end.
  ///
  /// Problems of the format itself go to `problems`; after an error the rows given may be incomplete.
  mutating func next(_ row: inout CellRow, _ problems: inout ProblemList) -> Bool
}

extension RowSource {
  /// Not known.
  public var expectedCount: Int { 0 }
}

extension CellRow {
  /// Whether cell `index` is a whole number; `nil` when it is empty.
  public func isWholeNumber(_ index: Int) -> Bool? {
    let range = range(index)
    return range.isEmpty ? nil : wholeNumber(bytes.span.extracting(range)) != nil
  }
}

/// Remembers texts so that each is taken once.
public struct UniqueTexts {
  private var seen = IDTable()
  /// None seen yet.
  public init() {}

  /// Cell `index` of `row`, the first time such a cell comes by; `nil` for an empty cell and ever after.
  public mutating func insert(_ row: CellRow, _ index: Int) -> String? {
    let range = row.range(index)
    guard !range.isEmpty else { return nil }
    let bytes = row.bytes
    return seen.insert(bytes.span.extracting(range), row: seen.count) == nil ? row.text(index) : nil
  }
}
