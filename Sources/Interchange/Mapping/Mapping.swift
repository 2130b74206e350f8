public import Records

/// What the columns of somebody else's files become in Ripple's tables.
///
/// A small JSON file that a person can edit; ``format`` describes it.
public struct Mapping: Sendable, Equatable {
  /// What the network is called and how it counts time.
  public var about = About()
  /// The files and sheets that are read; others are left alone.
  public var sources: [Source] = []

  /// A mapping of nothing.
  public init() {}

  /// One file, or one sheet of a workbook.
  public struct Source: Sendable, Equatable {
    /// Name of the file, without its folder.
    public var file = ""
    /// The sheet of a workbook, or `nodes` or `edges` of a GraphML or GEXF file.
    public var part: String?
    /// The table that keeps attributes.
    public var table = TableName.people
    /// Which rows are read: those whose cells are among the texts given for their columns.
    public var conditions: [Condition] = []
    /// How many rows below the header are no data.
    public var skip = 0
    /// How times are written.
    public var dates: [DatePattern] = []
    /// What each column becomes.
    public var columns: [Column] = []
    /// Cells that are the same in every row.
    public var constants: [Constant] = []
    /// A source that says nothing yet.
    public init() {}
  }

  /// What a cell must say for its row to be read.
  public struct Condition: Sendable, Equatable {
    /// The header as written.
    public var column: String
    /// The texts of which it must be one.
    public var texts: [String]
    /// A column and what it may say.
    public init(_ column: String, _ texts: [String]) {
      self.column = column
      self.texts = texts
    }
  }

  /// A column of a table of Ripple's.
  public struct Target: Sendable, Hashable, CustomStringConvertible {
    /// The table.
    public var table: TableName
    /// Header of the column.
    public var column: String
    /// A column of a table.
    public init(_ table: TableName, _ column: String) {
      self.table = table
      self.column = column
    }
    /// `people.name`.
    public var description: String { "\(table.rawValue).\(column)" }
  }

  /// A cell that is the same in every row of a table.
  public struct Constant: Sendable, Equatable {
    /// Where it stands.
    public var target: Target
    /// What stands there.
    public var value: String
    /// A cell and its text.
    public init(_ target: Target, _ value: String) {
      self.target = target
      self.value = value
    }
  }

  /// What a column becomes.
  public enum Meaning: Sendable, Equatable {
    /// Cells of these columns.
    case cells([Target])
    /// Ties from the person of the row to those named, all of one kind.
    case nomination
    /// Uses of one technique by the person of the row, where the cell says yes.
    case use(technique: String)
    /// Kept under its own name in the source's table.
    case attribute
    /// Not read.
    case nothing
  }

  /// A column of a source.
  public struct Column: Sendable, Equatable {
    /// The header as written.
    public var name: String
    /// Which of several columns with that header, the first being 1.
    public var occurrence = 1
    /// What it becomes.
    public var meaning: Meaning
    /// The place of its text where several columns make one cell, such as forename and surname.
    public var part: Int?
    /// How its times are written, where that is not how the source's are.
    public var dates: [DatePattern] = []
    /// What stands between the entries where a cell holds several.
    public var separator: String?
    /// Cells that are written otherwise in Ripple.
    public var values: [String: String] = [:]
    /// Kind of the ties that a nomination makes.
    public var kind = ""
    /// Which way those ties can carry influence.
    public var influence: Influence?
    /// True where a name that is not in its table yet is added there.
    public var adds = false
    /// A column with what it becomes.
    public init(_ name: String, _ meaning: Meaning) {
      self.name = name
      self.meaning = meaning
    }
  }
}

extension TableName {
  /// True for tables whose rows have names by which others refer to them.
  var isNamed: Bool { [.organisations, .people, .teams, .techniques, .cohorts].contains(self) }
}

extension Mapping.Target {
  /// What the column holds; `nil` when the table has no such column.
  var info: ColumnInfo? { table.columns.first { $0.name == column } }

  /// The table that its cells name rows of, if they do.
  var refersTo: TableName? {
    guard let info else { return nil }
    if case .reference(let table) = info.type { return table }
    return info.type == .list && column == "techniques" ? .techniques : nil
  }
}
