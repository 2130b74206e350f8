public import Records

/// Which published convention the figures follow where they differ.
public enum SpreadDefinition: String, Sendable, CaseIterable {
  /// The literature: exposure comes before adoption, the first period has no hazard.
  case published
  /// netdiffuseR's, where it differs: exposure in the period of adoption, and with a lag by the ties of the earlier period;
  /// thresholds of adopters of the first period, whose hazard is 0; cuts closed on the left; infectiousness by followers' ties
  /// in their own period; equivalence turned over, the least alike counting most; Moran's I by one over the steps between
  /// people, up to six; a Bass curve that ends at everybody.
  case netdiffuser
}

/// What is counted as somebody's surroundings.
public enum ExposureKind: String, Sendable, CaseIterable {
  /// The share of those with influence on them who had adopted.
  case share
  /// How many of them had adopted.
  case count
  /// The share, each counting as much as the number of people they can influence.
  case reach
  /// The share of everybody who had adopted, each counting by how alike their place in the network is.
  case equivalence
}

/// Permutations to compare a spread with.
public struct SpreadTestOptions: Sendable {
  /// How often chance is tried.
  public var permutations: Int
  /// The attribute whose groups times are shuffled within; `nil` for staff groups, where they are written.
  public var within: String?
  /// Where the randomness begins.
  public var seed: UInt64 = 1

  /// As many permutations.
  public init(permutations: Int) { self.permutations = permutations }
}

/// What to ask about the spread of a technique.
public struct SpreadOptions: Sendable {
  /// The technique.
  public var technique: RowIndex<Technique>
  /// How to cut time; `nil` for numbers as they are, or months.
  public var by: PeriodLength?
  /// Periods between exposure and adoption; `nil` for the definition's own.
  public var lag: Int?
  /// Which convention to follow.
  public var definition = SpreadDefinition.published
  /// What exposure counts.
  public var exposure = ExposureKind.share
  /// Let ties count by their weights.
  public var isWeighted = false
  /// Work out everybody's exposure in every period, which takes 16 bytes each, and Moran's I of every period.
  public var isFull = true
  /// How many periods after and before an adoption count in infectiousness and susceptibility.
  public var span = 1
  /// A period k off counts 1 / (1 + discount)^(k - 1); `nil` for 1 / k.
  public var discount: Double?
  /// Divide infectiousness and susceptibility by the number of adopters in those periods.
  public var isNormalised = false
  /// Set innovators apart from early adopters, as Rogers does.
  public var hasInnovators = false
  /// The attribute whose groups are set side by side.
  public var grouping: String?
  /// Compare with chance.
  public var test: SpreadTestOptions?
  /// The part of time.
  public var window = TimeWindow.always
  /// Read ties that do not say which way they carry as forward.
  public var isDirected = false
  /// The defaults for a technique.
  public init(technique: RowIndex<Technique>) { self.technique = technique }
}
