public import Algorithms
public import Graph
public import Records

/// What came of a simulation.
///
/// It says what would follow from its assumptions, not what will happen.
public struct Simulation: Sendable {
  /// How far it had got by one step.
  public struct Step: Sendable, Equatable {
    /// Number of the step; 0 is the seeds.
    public let number: Int
    /// Its last moment, in real time.
    public let time: Moment?
    /// Mean number reached by then.
    public let mean: Double
    /// Least number in the middle 95% of runs.
    public let low: Int
    /// Greatest number in the middle 95% of runs.
    public let high: Int
  }

  /// Who reached whom in one run.
  public struct Tree: Sendable {
    /// Which run.
    public let run: Int
    /// Everybody reached, in the order of steps.
    public let transmissions: [Transmission]
    /// The time of a step, in real time.
    public let times: [Moment]
  }

  /// What was asked.
  public let options: SimulationOptions
  /// Number of people.
  public let people: Int
  /// Number of ordered pairs of whom the first can influence the second.
  public let pairs: Int
  /// The step a run is cut off after; `nil` where runs end by themselves.
  public let lastStep: Int?
  /// Number of runs.
  public let runs: Int
  /// Mean number of people reached, seeds among them.
  public let mean: Double
  /// Standard error of the mean; `nil` of a single run.
  public let standardError: Double?
  /// 95% interval of the mean; `nil` of a single run.
  public let interval: (low: Double, high: Double)?
  /// How it got there, step by step.
  public let overTime: [Step]
  /// For each person the share of runs in which they were reached.
  public let probabilities: [Double]
  /// Who reached whom in the run whose size is the median.
  public let tree: Tree
  /// The network's unit of time.
  public let unit: TimeUnit
}
