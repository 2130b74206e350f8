import Disclosure
import HTTPTypes
import Records
import Store

/// The network as different viewers may see it, for as long as it is the newest.
actor SightKeeper {
  private struct Key: Hashable {
    let sight: Sight
    let viewer: String
  }

  private let key: PseudonymKey
  private var version: Int64 = -1
  private var kept: [(key: Key, network: Network)] = []
  /// Viewers whose sight is kept; each is about as large as the network.
  private static let most = 8

  /// - Parameter key: What pseudonyms are made with.
  init(key: PseudonymKey) { self.key = key }

  /// The network of a snapshot as a viewer may see it.
  func network(_ sight: Sight, for viewer: Viewer, _ snapshot: Snapshot) async throws -> Network {
    switch sight {
    case .whole: return snapshot.network
    case .none: throw Problem(.forbidden, "this is not open to the role \(viewer.role.rawValue)")
    case .agreed, .pseudonymous: break
    }
    if version < snapshot.version {
      version = snapshot.version
      kept = []
    }
    let place = Key(sight: sight, viewer: sight == .agreed ? viewer.person ?? "" : viewer.account)
    if version == snapshot.version, let known = kept.first(where: { $0.key == place }) { return known.network }
    let key = key
    let network = try await StoreHub.blocking {
      sight == .agreed
        ? snapshot.network.agreed(for: viewer.person) : snapshot.network.underPseudonyms(key, for: viewer.account)
    }
    if version == snapshot.version {
      kept.append((place, network))
      if kept.count > Self.most { kept.removeFirst() }
    }
    return network
  }
}
