public import Records

/// What an import changes: shown before, and done exactly so.
public struct Difference: Sendable {
  /// Tables in which something differs or was looked at, in the order of `TableName`.
  public var tables: [TableDifference] = []
  /// What the network says about itself and said otherwise before: member, before, now.
  public var about: [CellChange] = []
  /// Number of records left out because the person they are of was erased.
  public var withheld = 0

  /// True when the import says nothing new.
  public var isEmpty: Bool { about.isEmpty && tables.allSatisfy { $0.counts.isEmpty && $0.confirmed == 0 } }

  /// Counts by table.
  public var counts: ChangeCounts {
    Dictionary(uniqueKeysWithValues: tables.filter { !$0.counts.isEmpty }.map { ($0.table, $0.counts) })
  }
}

/// What an import changes in one table.
public struct TableDifference: Sendable {
  /// Which table.
  public let table: TableName
  /// How many records are added, changed, ended, removed.
  public var counts = RecordCounts()
  /// How many stay as they are.
  public var unchanged = 0
  /// How many of those that stay had been edited by hand to what the source says only now.
  public var confirmed = 0
  /// How many of those changed or removed had been edited by hand, or brought by another source, since.
  public var overridden = 0
  /// The first changes, to be looked at.
  public var examples: [RecordChange] = []

  /// Most examples kept of a table.
  static let exampleLimit = 20

  init(_ table: TableName) { self.table = table }

  /// True while another example would be kept.
  var wantsExample: Bool { examples.count < Self.exampleLimit }
}

/// What becomes of one record.
public struct RecordChange: Sendable, Equatable {
  /// What is done to it.
  public enum Action: String, Sendable {
    case added, changed, ended, removed
  }

  /// What is done to it.
  public let action: Action
  /// Which record it is: its id, or what tells it from others.
  public let record: String
  /// The cells that become others; none for a record that is added or removed.
  public let cells: [CellChange]
}

/// A cell that becomes another.
public struct CellChange: Sendable, Equatable {
  /// The column.
  public let column: String
  /// Its text before; empty for nothing.
  public let before: String
  /// Its text after; empty for nothing.
  public let after: String
}

extension Difference {
  /// What a network changes in a store that holds nothing yet.
  public init(adding network: Network) {
    for name in TableName.allCases {
      let cells = network.cells(of: name)
      guard cells.count > 0 else { continue }
      var table = TableDifference(name)
      table.counts.added = cells.count
      let key = RecordKey(name)
      for row in 0..<min(cells.count, TableDifference.exampleLimit) {
        table.examples.append(RecordChange(action: .added, record: key.name { cells.cell(row, $0) }, cells: []))
      }
      tables.append(table)
    }
  }
}
