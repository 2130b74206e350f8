public import Graph

/// How much reach is lost if some people leave.
public struct LossOfReach: Sendable, Equatable {
  /// Those who leave.
  public let nodes: [Int]
  /// How many pairs of others, one of whom reached the other in the order of time, no longer do so.
  public let pairs: Int
}

/// Those without whom most of the others can no longer reach each other.
///
/// For people: *whose leaving would cut reach most?* Pairs that take in someone who leaves do not count: what is lost is what
/// only they carried on.
public struct ReachLosses {
  private let stream: ContactStream
  private let starts: [Moment]
  private let people: Range<Int>
  private let lag: Int64
  /// How many each person reaches, and is reached by.
  public let now: EveryonesReach
  /// No more pairs than this hang on each person.
  private let atMost: [Int]

  /// - Parameters:
  ///   - stream: Contacts in the order of time.
  ///   - starts: When influence leaves each person; person i is node i.
  ///   - people: The nodes that count and may leave, from 0 on.
  ///   - lag: Least time between receiving and passing on.
  /// - Complexity: twice that of ``reachOfEveryone(in:starts:counted:lag:)``.
  public init(in stream: ContactStream, starts: [Moment], people: Range<Int>, lag: Int64 = 0) {
    self.stream = stream
    self.starts = starts
    self.people = people
    self.lag = lag
    now = reachOfEveryone(in: stream, starts: starts, counted: people, lag: lag)
    // Whoever is reached through somebody is among those they reach from the beginning of time.
    let first = starts.min() ?? 0
    let any = reachOfEveryone(
      in: stream, starts: [Moment](repeating: first, count: starts.count), counted: people, lag: lag)
    let reachedBy = now.reachedBy
    atMost = zip(reachedBy, any.reached).map { $0.multipliedReportingOverflow(by: $1).partialValue }
  }

  /// Everybody, those on whom most could hang first.
  public var byStake: [Int] { people.sorted { (atMost[$1], $0) < (atMost[$0], $1) } }

  /// What is lost if `nodes` leave.
  ///
  /// - Complexity: that of ``reachOfEveryone(in:starts:counted:lag:)``.
  public func loss(of nodes: [Int]) -> LossOfReach {
    var isGone = [Bool](repeating: false, count: stream.nodeCount)
    for node in nodes { isGone[node] = true }
    let left = reachOfEveryone(in: stream.leavingOut(isGone), starts: starts, counted: people, lag: lag)
    let before = now.reached.reduce(0, +) - pairsWith(nodes)
    return LossOfReach(nodes: nodes, pairs: before - left.reached.reduce(0, +))
  }

  /// Pairs one or both of whom are among `nodes`.
  private func pairsWith(_ nodes: [Int]) -> Int {
    var pairs = nodes.reduce(0) { $0 + now.reached[$1] + now.reachedBy[$1] }
    // Pairs both of whom are were counted twice.
    for node in nodes where nodes.count > 1 {
      let reaching = reachOfEveryone(in: stream, starts: starts, counted: node..<node + 1, lag: lag).reached
      for other in nodes where other != node { pairs -= reaching[other] }
    }
    return pairs
  }

  /// The `count` people whose leaving loses most, of equals those of the lower number, and how many were tried.
  ///
  /// Those on whom most could hang are tried first, until none left could lose more than those found, or `most` were tried.
  public func worst(_ count: Int, trying most: Int) -> (losses: [LossOfReach], tried: Int, isComplete: Bool) {
    var found: [LossOfReach] = []
    var tried = 0
    for person in byStake {
      if atMost[person] == 0 { break }
      if found.count == count, let least = found.last, atMost[person] < least.pairs { break }
      if tried == most { return (found, tried, false) }
      tried += 1
      let loss = loss(of: [person])
      if loss.pairs == 0 { continue }
      found.append(loss)
      found.sort { ($1.pairs, $0.nodes[0]) < ($0.pairs, $1.nodes[0]) }
      if found.count > count { found.removeLast() }
    }
    return (found, tried, true)
  }
}
