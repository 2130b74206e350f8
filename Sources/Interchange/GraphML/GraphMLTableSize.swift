/// How large a table of attributes becomes, with every cell in which nothing or a default stands.
///
/// A file of one megabyte can declare attributes and elements that make millions of cells; tables stay in proportion.
struct GraphMLTableSize {
  /// Unknown columns, and rows.
  let columns: Int
  let rows: Int
  /// Length of all default values together.
  var defaultBytes = 0

  /// The most unknown columns a table may have.
  static let mostColumns = 4096
  /// The most cells that attributes of few elements may spread over all of them.
  static let mostCells = 1 << 21
  static let remedy = "leave out attributes that hardly any element has"

  /// What is too much; `nil` when the table is in proportion.
  func excess(in contents: GraphMLContents) -> String? {
    if columns > Self.mostColumns { return "\(columns) attributes are more than \(Self.mostColumns)" }
    let (cells, overflow) = columns.multipliedReportingOverflow(by: rows)
    let (defaults, beyond) = defaultBytes.multipliedReportingOverflow(by: rows)
    if !overflow, !beyond, cells <= max(Self.mostCells, 32 * contents.data.count),
      defaults <= 16 * max(Self.mostCells, contents.text.count)
    {
      return nil
    }
    return "\(columns) attributes of \(rows) elements, mostly empty or by default, are too many"
  }
}
