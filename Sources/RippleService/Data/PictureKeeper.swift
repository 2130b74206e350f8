import Graph
import Insight
import Interchange
import NIOCore
import Records
import Rendering

/// Pictures of the network as different viewers may see it, each made once for as long as it is of the newest change.
actor PictureKeeper {
  /// A picture, and its JSON.
  struct Kept: Sendable {
    let picture: Picture
    let network: Network
    let json: ByteBuffer
  }

  private struct Key: Hashable {
    let version: Int64
    let sight: Sight
    let viewer: String
  }

  private var kept: [(key: Key, picture: Task<Kept, any Error>)] = []
  /// Pictures kept, each about as large as the network.
  private static let most = 8

  /// The picture a viewer may see; all who ask while it is being made wait for the one.
  ///
  /// - Parameters:
  ///   - ask: Who asks, under which rule.
  ///   - service: What has the network and the folder to write in.
  func picture(for ask: Ask, _ service: ServiceCore) async throws -> (version: Int64, kept: Kept) {
    let viewer = try ask.signedIn()
    let snapshot = try await service.hub.snapshot()
    let of =
      switch ask.rule.sight {
      case .whole, .none: ""
      case .agreed: viewer.person ?? ""
      case .pseudonymous: viewer.account
      }
    let key = Key(version: snapshot.version, sight: ask.rule.sight, viewer: of)
    if let known = kept.first(where: { $0.key == key }) { return (snapshot.version, try await known.picture.value) }
    let task = Task {
      let network = try await service.network(for: ask, snapshot)
      let picture = try await StoreHub.blocking { network.picture() }
      let json = try await service.rendered {
        try writePicture(picture, of: network, version: Int(snapshot.version), to: OutputFile(path: $0))
      }
      return Kept(picture: picture, network: network, json: json)
    }
    kept.removeAll { $0.key.version < snapshot.version }
    kept.append((key, task))
    if kept.count > Self.most { kept.removeFirst() }
    do {
      return (snapshot.version, try await task.value)
    } catch {
      // What failed is tried anew when it is asked for again.
      kept.removeAll { $0.key == key }
      throw error
    }
  }
}
