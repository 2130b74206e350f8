/// A chart: what it says, what is drawn, and the figures as a table beside it.
public struct Chart: Sendable {
  /// Something that is drawn over the plane of the chart.
  public enum Mark: Sendable {
    /// Bars from 0 up, one after another on top of those drawn at the same place before.
    case bars(name: String, [(x: Double, y: Double)])
    /// A line through points.
    case line(name: String, [(x: Double, y: Double)])
    /// A line that keeps its height until the next point.
    case step(name: String, [(x: Double, y: Double)])
    /// What lies between two heights.
    case band(name: String, [(x: Double, low: Double, high: Double)])
    /// Single points.
    case points(name: String, [(x: Double, y: Double)])
    /// A line from top to bottom, with words beside it.
    case divider(name: String, x: Double)

    /// True for what is drawn as a line along points.
    var isLine: Bool {
      switch self {
      case .line, .step: true
      case .bars, .band, .points, .divider: false
      }
    }

    /// What it is called.
    public var name: String {
      switch self {
      case .bars(let name, _), .line(let name, _), .step(let name, _), .band(let name, _), .points(let name, _),
        .divider(let name, _):
        name
      }
    }
  }

  /// The finding, in a sentence.
  public var title: String
  /// How it was found, and what to mind.
  public var note: String
  /// What is measured upwards.
  public var upwards: String
  /// What runs from left to right.
  public var across: String
  /// True when heights are shares, to be shown as percentages.
  public var isShare = false
  /// Names of places from left to right.
  public var ticks: [(x: Double, name: String)]
  /// What is drawn, in order.
  public var marks: [Mark]
  /// The table's columns.
  public var columns: [String]
  /// The table's rows.
  public var rows: [[String]]

  /// A chart without marks.
  public init(title: String, note: String, upwards: String, across: String, ticks: [(x: Double, name: String)]) {
    self.title = title
    self.note = note
    self.upwards = upwards
    self.across = across
    self.ticks = ticks
    marks = []
    columns = []
    rows = []
  }
}
