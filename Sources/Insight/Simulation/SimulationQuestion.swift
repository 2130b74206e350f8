public import Records

/// How a simulated practice goes from person to person.
public enum SimulationModel: String, Sendable, CaseIterable {
  /// Independent cascade: each new user has one try at each person they can influence.
  case ic
  /// Linear threshold: people follow once those who have adopted weigh enough with them.
  case lt
  /// Users try in every step, for good.
  case si
  /// Users try in every step until they stop, and may begin again.
  case sis
  /// Users try in every step until they stop for good.
  case sir
  /// Complex contagion: people follow once so many, or such a share, have adopted.
  case complex

  /// Whether single tries succeed or fail.
  public var hasTries: Bool { self != .lt && self != .complex }
  /// Whether users try in every step, not only once.
  public var isEpidemic: Bool { self == .si || self == .sis || self == .sir }
  /// Whether users stop.
  public var hasRecovery: Bool { self == .sis || self == .sir }
}

/// What time a simulation runs in.
public enum SimulationTime: String, Sendable, CaseIterable {
  /// In steps, along ties that hold throughout.
  case `static`
  /// In real time, along dated ties.
  case contacts
}

/// How likely one try along a tie is to succeed.
public enum TryChance: Sendable, Equatable {
  /// Along every tie alike.
  case same(Double)
  /// By the kind of tie.
  case byKind([String: Double])
  /// As a column of the ties' table says.
  case byColumn(String)
}

/// How many of those who can influence somebody must have adopted.
public enum AdoptionThreshold: Sendable, Equatable {
  /// So many.
  case count(Int)
  /// Such a share of them, above 0.
  case share(Double)

  /// `2` is two people, `0.25` and `1.0` are shares; `nil` for what is neither.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    if let count = wholeNumber(bytes.span) {
      guard count >= 1, count <= Int64(Int32.max) else { return nil }
      self = .count(Int(count))
    } else if let share = Decimal.parse(bytes.span), share > 0, share <= 1 {
      self = .share(share)
    } else {
      return nil
    }
  }
}

/// What to simulate.
public struct SimulationOptions: Sendable {
  /// How it goes from person to person.
  public var model: SimulationModel
  /// Whom it begins with; they count as reached.
  public var seeds: [RowIndex<Person>]
  /// How likely a try is to succeed, where the model has tries.
  public var chance = TryChance.same(0)
  /// How likely users are to stop in a step, or unit of time, where the model has them stop.
  public var gamma = 0.0
  /// How many must have adopted, in complex contagion.
  public var threshold = AdoptionThreshold.count(2)
  /// How often to run it.
  public var runs = 1000
  /// Where chance begins: the same answer for the same number.
  public var seed: UInt64 = 1
  /// Most steps; `nil` for the model's own end.
  public var steps: Int?
  /// What time it runs in.
  public var time = SimulationTime.static
  /// Let ties count by their weights, in the linear threshold model.
  public var isWeighted = false
  /// Read ties that do not say which way they carry as forward.
  public var isDirected = false
  /// The part of time.
  public var window = TimeWindow.always

  /// The defaults for a model.
  public init(model: SimulationModel, seeds: [RowIndex<Person>]) {
    self.model = model
    self.seeds = seeds
  }

  /// The steps after which a run of the model is cut off: as asked for; where carriers never die out, 100.
  var lastStep: Int {
    if let steps { return steps }
    return switch model {
    case .si, .sis: 100
    case .sir: 10_000
    case .ic, .lt, .complex: .max
    }
  }
}
