#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An input of the benchmarks: NAME.npy, a table of 32-bit whole numbers in NumPy's own format, and NAME.json, which says
/// among other things how many nodes there are, `"n"`.
struct Input {
  /// The input's files without what comes after the point.
  let path: String
  let nodes: Int
  let columns: Int
  /// Row after row.
  let values: [Int32]
  /// The nodes that things begin from, `"seeds"`, where the input says so.
  let seeds: [Int]?

  /// Number of rows.
  var rows: Int { values.count / columns }

  init(name: String, folder: String) throws(BenchError) {
    let about = "\(folder)/\(name).json"
    let facts = String(decoding: try Self.read(about), as: UTF8.self)
    guard let nodes = Self.number(after: "\"n\":", in: facts), nodes > 0
    else { throw Self.broken(about, "does not give the number of nodes as \"n\"") }
    seeds = Self.numbers(after: "\"seeds\":", in: facts)
    if let seeds, !seeds.allSatisfy((0..<nodes).contains) { throw Self.broken(about, "names seeds that are no nodes") }
    // An input of several tables keeps what is between nodes beside the others.
    let whole = "\(folder)/\(name).npy"
    let table = unsafe access(whole, R_OK) == 0 ? whole : "\(folder)/\(name)_ties.npy"
    (columns, values) = try Self.numbers(of: table)
    for row in 0..<values.count / columns {
      for column in 0..<2 where !(0..<nodes).contains(Int(values[row * columns + column])) {
        throw Self.broken(table, "names node \(values[row * columns + column]) of \(nodes) in row \(row + 1)")
      }
    }
    path = "\(folder)/\(name)"
    self.nodes = nodes
  }

  /// A further table of the input: its rows, of which the first number is a node.
  struct Extra {
    let columns: Int
    let values: [Int32]
    /// Number of rows.
    var count: Int { values.count / columns }
    subscript(row: Int, column: Int) -> Int { Int(values[row * columns + column]) }
  }

  /// The table in NAME_PART.npy.
  func table(_ part: String) throws(BenchError) -> Extra {
    let file = "\(path)_\(part).npy"
    let (columns, values) = try Self.numbers(of: file)
    let table = Extra(columns: columns, values: values)
    for row in 0..<table.count where !(0..<nodes).contains(table[row, 0]) || !(0..<64).contains(table[row, 1]) {
      throw Self.broken(file, "names a node or a technique that there is not in row \(row + 1)")
    }
    return table
  }

  /// Columns and values of a table, row after row.
  private static func numbers(of table: String) throws(BenchError) -> (columns: Int, values: [Int32]) {
    let bytes = try Self.read(table)
    // Ten bytes of magic, version and length, then a line of text, then the numbers.
    guard bytes.count >= 10, bytes[1..<7].elementsEqual("NUMPY\u{1}".utf8), let first = Self.headerEnd(bytes) else {
      throw Self.broken(table, "is no NumPy table of version 1")
    }
    let header = String(decoding: bytes[10..<first], as: UTF8.self)
    guard header.contains("'<i4'"), !header.contains("'fortran_order': True"),
      let rows = Self.number(after: "'shape': (", in: header),
      let columns = Self.number(after: "'shape': (\(rows),", in: header), (2...4).contains(columns),
      rows.multipliedReportingOverflow(by: 4 * columns) == (bytes.count - first, false)
    else { throw Self.broken(table, "is no whole table of two to four columns of 32-bit numbers, row after row") }
    var values: [Int32] = []
    values.reserveCapacity(rows * columns)
    for at in stride(from: first, to: bytes.count, by: 4) {
      let word = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) }
      values.append(Int32(bitPattern: word))
    }
    return (columns, values)
  }

  private static func headerEnd(_ bytes: [UInt8]) -> Int? {
    let end = 10 + Int(bytes[8]) + 256 * Int(bytes[9])
    return end <= bytes.count ? end : nil
  }

  private static func number(after label: String, in text: String) -> Int? {
    guard let place = text.firstRange(of: label) else { return nil }
    return Int(text[place.upperBound...].drop { $0 == " " }.prefix { $0.isNumber })
  }

  private static func numbers(after label: String, in text: String) -> [Int]? {
    guard let place = text.firstRange(of: label), let list = text[place.upperBound...].split(separator: "]").first
    else {
      return nil
    }
    return list.split { !$0.isNumber }.compactMap { Int($0) }
  }

  private static func broken(_ path: String, _ what: String) -> BenchError {
    BenchError(sentence: "\(path) \(what): make the inputs anew with scripts/bench", status: 65)
  }

  private static func read(_ path: String) throws(BenchError) -> [UInt8] {
    guard let file = unsafe fopen(path, "rb") else {
      throw BenchError(sentence: "there is no \(path): scripts/bench makes the inputs", status: 66)
    }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}
