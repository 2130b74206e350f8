/// Somebody asks a peer for a conversation.
public struct PeerRequest: Sendable, Equatable {
  /// Its number, by which it is answered.
  public let number: Int64
  /// Who asks.
  public let asker: String
  /// Who is asked.
  public let peer: String
  /// What the asker says to the peer; empty once it was declined.
  public let message: String
  /// When it was made, in seconds since 1970.
  public let made: Int64
  /// How it stands.
  public let state: State

  /// How a request stands; nobody says why they decline, and what was withdrawn is gone.
  public enum State: String, Sendable, CaseIterable {
    case asked, accepted, declined
  }
}

/// A record that somebody made of themselves and another person, who has not said yet whether it was so.
public struct Claim: Sendable, Equatable {
  /// Its number, by which it is answered.
  public let number: Int64
  /// Who made the record.
  public let claimant: String
  /// Who is asked whether it was so.
  public let other: String
  /// What the record says.
  public let content: Content
  /// When it was made, in seconds since 1970.
  public let made: Int64

  /// What a record says that waits for the other person's word.
  public enum Content: Sendable, Equatable {
    /// The claimant uses a technique since a day, and learnt it from the other.
    case learnt(technique: String, since: String)
    /// The claimant passed a technique on to the other on a day.
    case taught(technique: String, on: String)
  }
}

/// What the person named by a record says of it.
public enum ClaimAnswer: Sendable, Equatable {
  /// It was so, but for cells that were otherwise: the technique, or the day.
  case confirm(technique: String?, day: String?)
  /// It was not so, or they do not wish to be named; why is nobody's business.
  case decline
}

/// Somebody asks to be forgotten.
public struct ErasureRequest: Sendable, Equatable {
  /// Who.
  public let person: String
  /// When they asked, in seconds since 1970.
  public let made: Int64
}
