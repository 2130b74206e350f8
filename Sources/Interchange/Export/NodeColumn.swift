import Records

/// Something that was reckoned of the nodes of a view, to stand in an export beside what is on record.
public struct NodeColumn: Sendable {
  /// One value a node of the view, `nil` where there is none.
  public enum Values: Sendable {
    case whole([Int?])
    case decimal([Double?])
    case text([String?])
  }

  /// What the column is called: small letters, digits and underscores.
  public let name: String
  /// What it says, in one line.
  public let meaning: String
  /// The values; numbers that are not finite are left out and counted.
  public let values: Values
  /// True where texts are dates or times.
  public let isTime: Bool

  /// A column over the nodes of a view.
  public init(_ name: String, _ values: Values, isTime: Bool = false, meaning: String) {
    self.name = name
    self.values = values
    self.isTime = isTime
    self.meaning = meaning
  }

  /// Number of nodes.
  public var count: Int {
    switch values {
    case .whole(let values): values.count
    case .decimal(let values): values.count
    case .text(let values): values.count
    }
  }

  /// The value of a node as text; empty where there is none that can be written.
  func text(_ node: Int) -> String {
    switch values {
    case .whole(let values): values[node].map { String($0) } ?? ""
    case .decimal(let values): values[node].flatMap { $0.isFinite ? Decimal.text($0) : nil } ?? ""
    case .text(let values): values[node] ?? ""
    }
  }

  /// How many values are numbers that are not finite.
  var withheld: Int {
    guard case .decimal(let values) = values else { return 0 }
    return values.count { $0.map { !$0.isFinite } ?? false }
  }
}

/// Where the nodes of a view lie in a drawing, in points of a page; y grows downwards.
public struct NodePlaces: Sendable {
  /// From left to right.
  public let x: [Double]
  /// From top to bottom.
  public let y: [Double]

  /// Places, as precise as a picture needs.
  public init(x: [Double], y: [Double]) {
    precondition(x.count == y.count, "every place has two coordinates")
    self.x = x.map { ($0 * 10).rounded() / 10 }
    self.y = y.map { ($0 * 10).rounded() / 10 }
  }

  /// The places as columns.
  public var columns: [NodeColumn] {
    [
      NodeColumn("x", .decimal(x), meaning: "place in a drawing, from left to right; means nothing by itself"),
      NodeColumn("y", .decimal(y), meaning: "place in a drawing, from top to bottom; means nothing by itself"),
    ]
  }
}
