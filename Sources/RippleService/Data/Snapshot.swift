import Records

/// The network at one change set.
struct Snapshot: Sendable {
  /// Number of the change set.
  let version: Int64
  /// All of it.
  let network: Network
}
