/// What a cascade says of training, keeping at it, fidelity, and the way between places and professions.
public struct CascadeFigures: Sendable {
  /// People whom an event taught the technique; of a part of a cascade, those the part was asked of.
  public let trained: Int
  /// Of them, those who used it on or after the day they were first taught it; over all techniques, any they were taught.
  public let trainedWhoUsed: Int
  /// How many were still using it some months after they adopted it; empty in a network that counts time in whole
  /// numbers.
  public let stillActive: [StillActive]
  /// Fidelity by generation of the receiver, where any is on record; empty over all techniques.
  public let fidelity: [GenerationFidelity]
  /// Credit that went from one organisation to another, or stayed inside, the greatest first.
  public let organisationFlow: [CreditFlow]
  /// The same between areas.
  public let areaFlow: [CreditFlow]
  /// The same between staff groups, with how rarely the two are linked at all, the rarest first.
  public let surprises: [Surprise]

  /// How many were still using a technique some months after adopting it.
  public struct StillActive: Sendable {
    /// Calendar months after adoption.
    public let months: Int
    /// Adopters with a use on record, whose adoption lies so long before the record of practice ends.
    public let observed: Int
    /// Of them, those with a use, engagement or transfer over the day the months were up.
    public let active: Int
  }

  /// How true to what was taught the technique was passed on.
  public struct GenerationFidelity: Sendable {
    /// Generation of the receivers.
    public let generation: Int
    /// Transfers to them from their known sources whose fidelity is on record.
    public let transfers: Int
    /// Mean fidelity of these, 0 to 1; `nil` when there are none.
    public let mean: Double?
    /// Receivers for whom the fidelity of every step down the forest to them is on record.
    public let chains: Int
    /// Mean over them of the fidelities multiplied along the chain: what is left of the original; `nil` when there are
    /// none.
    public let cumulative: Double?
  }

  /// Credit from the sources' place to the adopters' place; all of a cascade's flows sum to its adopters with a source,
  /// those of a part to what its own people passed on.
  public struct CreditFlow: Sendable {
    /// Where the sources are: an organisation's id, or an area's name; `nil` where nothing is known.
    public let from: String?
    /// Where the adopters are.
    public let to: String?
    /// Credit, in adopters.
    public let credit: Double
  }

  /// Passing on between two staff groups.
  public struct Surprise: Sendable {
    /// Staff group of the sources; `nil` where nothing is known.
    public let from: String?
    /// Staff group of the adopters.
    public let to: String?
    /// Credit, in adopters.
    public let credit: Double
    /// Distinct pairs of people of the two groups joined by a tie.
    public let ties: Int
    /// How rarely the two are linked: -log2 of (ties + 1/2) / (all tied pairs + half the number of pairs of groups).
    public let bits: Double
  }
}
