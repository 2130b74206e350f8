/// A forest drawn along time: who learnt from whom.
public struct TimelineDrawing: Sendable {
  /// Somebody in the drawing.
  public struct Node: Sendable {
    /// Name, drawn.
    public var label: String
    /// More about them, shown on pointing.
    public var tooltip: String
    /// Position in ``TimelineDrawing/periods``.
    public var period: Int
    /// Place along the axis of time, from 0 at its beginning to 1 at its end.
    public var place: Double
    /// True for generation 0: those taught at an event, or with no source known or possible.
    public var isFirst: Bool
    /// Position in ``TimelineDrawing/groups``; `nil` for those in none of them.
    public var group: Int?
    /// A node of the drawing.
    public init(label: String, tooltip: String, period: Int, place: Double, isFirst: Bool, group: Int?) {
      self.label = label
      self.tooltip = tooltip
      self.period = period
      self.place = place
      self.isFirst = isFirst
      self.group = group
    }
  }

  /// Who learnt from whom.
  public struct Arc: Sendable {
    /// Position of the source in ``TimelineDrawing/nodes``.
    public var from: Int
    /// Position of the learner.
    public var to: Int
    /// True when a record names the source; false for a possible one.
    public var isKnown: Bool
    /// True for the source that the learner stands under in the forest; at most one a learner.
    public var isMain: Bool
    /// An arc of the drawing.
    public init(from: Int, to: Int, isKnown: Bool, isMain: Bool) {
      self.from = from
      self.to = to
      self.isKnown = isKnown
      self.isMain = isMain
    }
  }

  /// A stretch of the axis of time.
  public struct Period: Sendable {
    /// What it is called.
    public var name: String
    /// Where it begins on the axis, from 0 to 1.
    public var place: Double
    /// A period of the axis.
    public init(name: String, place: Double) {
      self.name = name
      self.place = place
    }
  }

  /// People drawn in one colour and shape.
  public struct Group: Sendable {
    /// What it is called.
    public var name: String
    /// People of it in the drawing.
    public var count: Int
    /// A group of people.
    public init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// How many groups can be told apart by colour and shape.
  public static let mostGroups = GroupStyle.all.count

  /// What the drawing shows.
  public var title: String
  /// What is not drawn, in a sentence; empty when nothing is left out.
  public var note: String
  /// Consecutive periods.
  public var periods: [Period]
  /// At most ``mostGroups``.
  public var groups: [Group]
  /// People, in any order.
  public var nodes: [Node]
  /// Arrows from source to learner.
  public var arcs: [Arc]

  /// A drawing.
  public init(title: String, note: String, periods: [Period], groups: [Group], nodes: [Node], arcs: [Arc]) {
    self.title = title
    self.note = note
    self.periods = periods
    self.groups = groups
    self.nodes = nodes
    self.arcs = arcs
  }

  /// People who belong to none of the groups.
  var others: Int { nodes.count { $0.group == nil } }
}

/// The colour and the shape of one group: either alone tells it from the others.
struct GroupStyle {
  /// Fill, and what is written on it.
  var colour: String
  var ink: String
  /// Graphviz's name of the shape.
  var dotShape: String
  /// Corners of the shape around the origin, within a circle of radius 1; none for the circle itself.
  var corners: [(x: Double, y: Double)]

  /// The groups' own, in order.
  static let all: [GroupStyle] = [
    GroupStyle(colour: DOTPalette.blue, ink: "white", dotShape: "ellipse", corners: []),
    GroupStyle(
      colour: DOTPalette.orange, ink: "black", dotShape: "box",
      corners: [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]),
    GroupStyle(
      colour: DOTPalette.green, ink: "white", dotShape: "hexagon",
      corners: [(-1, 0), (-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87)]),
    GroupStyle(
      colour: DOTPalette.purple, ink: "black", dotShape: "folder",
      corners: [(0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)]),
    GroupStyle(
      colour: DOTPalette.vermilion, ink: "white", dotShape: "octagon",
      corners: [(0, -1.1), (1.05, 0.8), (-1.05, 0.8)]),
    GroupStyle(
      colour: DOTPalette.sky, ink: "black", dotShape: "cds", corners: [(0, 1.1), (1.05, -0.8), (-1.05, -0.8)]),
    GroupStyle(
      colour: DOTPalette.yellow, ink: "black", dotShape: "tab",
      corners: [(-0.9, 0.9), (-0.9, -0.2), (0, -1.1), (0.9, -0.2), (0.9, 0.9)]),
    GroupStyle(
      colour: "#333333", ink: "white", dotShape: "note",
      corners: [(-1.1, 0.75), (-0.5, -0.75), (1.1, -0.75), (0.5, 0.75)]),
  ]

  /// Of everybody else: hollow.
  static let others = GroupStyle(colour: "white", ink: "black", dotShape: "component", corners: [])

  static func of(_ group: Int?) -> GroupStyle {
    guard let group, all.indices.contains(group) else { return others }
    return all[group]
  }
}
