/// The values of one measure.
public struct CentralityScores: Sendable {
  /// The measure.
  public let measure: CentralityMeasure
  /// One value a node of the view, in input order, or for a measure of edges one an edge, in the order of ``ViewGraph/edges``;
  /// `nil` where the measure is undefined. About single people, where the view has people.
  public let values: Sensitive<[Double?]>
  /// What else there is to know of how they were reckoned, as a sentence; `nil` for nothing.
  public let note: String?

  init(_ measure: CentralityMeasure, _ values: [Double?], note: String? = nil) {
    self.measure = measure
    self.values = Sensitive(values)
    self.note = note
  }
}
