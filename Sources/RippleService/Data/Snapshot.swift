public import Disclosure
import Graph
import Insight
public import Records

/// The network at one change set, and what answers need of it besides.
struct Snapshot: Sendable {
  /// Number of the change set.
  let version: Int64
  /// All of it.
  let network: Network
  /// Who can help with what.
  let peers: PeerIndex

  init(version: Int64, network: Network) {
    self.version = version
    self.network = network
    peers = PeerIndex(network)
  }
}

extension Network {
  /// The network with those people alone who agreed to be listed or to introduce, and one more.
  public func agreed(for person: String?) -> Network {
    selecting { kind, row in
      guard kind == .person else { return kind != .outcome }
      let one = people.rows[row]
      return one.listed == true || one.introduces == true || one.id == person
    }.network
  }

  /// The network as the service shows it to somebody who may see everything but who it is: the same pseudonyms in every answer
  /// and export to them, and others for everybody else.
  ///
  /// - Parameters:
  ///   - key: What pseudonyms are made with.
  ///   - recipient: The account of the one who looks.
  public func underPseudonyms(_ key: PseudonymKey, for recipient: String) -> Network {
    pseudonymised(with: Pseudonyms(key, export: serviceExport, recipient: recipient)).network
  }
}

/// What pseudonyms of the service's are named by.
let serviceExport = "service"
