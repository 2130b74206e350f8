public import Disclosure
import Graph
public import Records

/// How much of the network an answer is made from: what is out of sight is taken out before anything is computed, so that
/// it has no influence on what is shown.
public enum Sight: String, Sendable, Codable, CaseIterable {
  /// All of it.
  case whole
  /// All of it under pseudonyms, without names, contacts and free text.
  case pseudonymous
  /// The viewer and the people who agreed to be listed or to introduce, and what joins these.
  case agreed
  /// Nothing of the network.
  case none
}

/// What somebody sees: the network as it was known after a change set, as far as it is in their sight.
public struct Outlook: Codable, Hashable, Sendable {
  /// The change set.
  public let known: Int64
  /// How much of the network.
  public let sight: Sight
  /// Who looks, where it matters to what they see: a person, or the account that pseudonyms are for.
  public let viewer: String

  init(_ known: Int64, _ sight: Sight, of viewer: Viewer) {
    self.known = known
    self.sight = sight
    self.viewer =
      switch sight {
      case .agreed: viewer.person ?? ""
      case .pseudonymous: viewer.account
      case .whole, .none: ""
      }
  }

  init(whole known: Int64) {
    self.known = known
    sight = .whole
    viewer = ""
  }
}

extension Network {
  /// The network as somebody sees it; `nil` for those who see nothing of it.
  ///
  /// - Parameters:
  ///   - outlook: What they see.
  ///   - key: What pseudonyms are made with: the same in every answer and export to somebody, others for everybody else.
  /// - Complexity: O(records), times their logarithm under pseudonyms.
  public func seen(in outlook: Outlook, _ key: PseudonymKey) -> Network? {
    switch outlook.sight {
    case .whole: self
    case .agreed: agreed(for: outlook.viewer)
    case .pseudonymous: pseudonymised(with: Pseudonyms(key, export: serviceExport, recipient: outlook.viewer)).network
    case .none: nil
    }
  }

  /// The network with those people alone who agreed to be listed or to introduce, and one more.
  private func agreed(for person: String) -> Network {
    selecting { kind, row in
      guard kind == .person else { return kind != .outcome }
      let one = people.rows[row]
      return one.listed == true || one.introduces == true || one.id == person
    }.network
  }
}

/// What pseudonyms of the service's are named by.
let serviceExport = "service"
