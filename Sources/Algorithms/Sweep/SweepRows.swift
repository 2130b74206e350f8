import Graph

/// What a sweep over contacts moves about: one row a node, such as the set of sources that have reached it.
///
/// Sweeps know only the order in which rows flow into one another; what a row is, is known here.
protocol SweepRows {
  /// False when times do not matter, which spares the sweep looking them up.
  static var listens: Bool { get }
  /// Lets everything in row `from` into row `into` at `time`; true when the row grew.
  mutating func merge(_ from: Int, into: Int, at time: Moment) -> Bool
  /// Puts a copy of row `from` in the place of row `to`.
  mutating func copy(_ from: Int, to: Int)
  /// Does what is to be done at one of the sweep's stops; gives the node whose row grew by it.
  mutating func stop(_ stop: Int) -> Int?
}

/// A moment at which a sweep hands over to its rows, before anything that begins at that moment.
struct SweepStop {
  /// When.
  var time: Moment
  /// What the rows know the stop by.
  var index: Int
  /// The node whose row may grow by it.
  var node: Int
}

extension [SweepStop] {
  /// Sorts the stops by time, then index.
  mutating func sortByTime() { sort { ($0.time, $0.index) < ($1.time, $1.index) } }
}
