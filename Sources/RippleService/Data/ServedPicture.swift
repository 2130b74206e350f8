import Insight
import NIOCore
import Records
import Rendering

/// A picture of the network as somebody sees it, and its JSON.
struct ServedPicture: Sendable {
  let picture: Picture
  let network: Network
  let json: ByteBuffer
}

extension ServiceCore {
  /// The picture a viewer may see, and the change set it is of.
  func picture(for ask: Ask) async throws -> (version: Int64, picture: ServedPicture) {
    let snapshot = try await hub.snapshot()
    let outlook = Outlook(snapshot.version, ask.rule.sight, of: try ask.signedIn())
    let picture = try await pictures.value(outlook) {
      let network = try await network(for: ask, snapshot)
      let picture = try await StoreHub.blocking { network.picture() }
      let json = try await rendered {
        try writePicture(picture, of: network, version: Int(snapshot.version), to: $0)
      }
      return ServedPicture(picture: picture, network: network, json: json)
    }
    return (snapshot.version, picture)
  }
}
