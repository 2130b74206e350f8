import ArgumentParser
import Disclosure
import Foundation
import Insight
import Interchange
import Records
import RippleService
import Store

/// Answers the service's questions, one after another, until the service hangs up.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Answer questions for 'ripple serve'.", shouldDisplay: false)

  @OptionGroup var store: StoreArgument
  @Option(help: "The file with the key that pseudonyms are made with.") var pseudonymKey: String

  func run() throws {
    var memory = NetworkMemory(store: store.path, key: try PseudonymKey.file(at: pseudonymKey).key)
    while let line = readLine(strippingNewline: true) {
      let order = try JSONDecoder().decode(WorkOrder.self, from: Data(line.utf8))
      let report = answer(order, &memory)
      var bytes = try JSONEncoder().encode(report)
      bytes.append(10)
      try FileHandle.standardOutput.write(contentsOf: bytes)
    }
  }

  private func answer(_ order: WorkOrder, _ memory: inout NetworkMemory) -> WorkReport {
    do {
      let network = try memory.network(order.question.outlook)
      // Whatever stands after the dashes is no option.
      let words = order.question.words
      let arguments = words.options + ["--output=\(order.output)", "--", store.path] + words.places
      var command = try Ripple.parseAsRoot(arguments)
      try QuestionSurroundings.$network.withValue(network) { try command.run() }
      return WorkReport(status: 0, message: "")
    } catch {
      let failure = Failure(error) ?? Failure(ofParser: error)
      return WorkReport(status: failure.status, message: failure.message ?? "")
    }
  }
}

/// The networks that were asked of last.
private struct NetworkMemory {
  private let store: String
  private let pseudonyms: PseudonymKey
  private var kept: [(outlook: Outlook, network: Network)] = []
  /// Networks kept; a question is often followed by another of the same.
  private static let most = 2

  init(store: String, key: PseudonymKey) {
    self.store = store
    pseudonyms = key
  }

  mutating func network(_ outlook: Outlook) throws -> Network {
    if let place = kept.firstIndex(where: { $0.outlook == outlook }) {
      kept.append(kept.remove(at: place))
      return kept[kept.count - 1].network
    }
    let earlier = kept.filter { $0.outlook.sight == .whole && $0.outlook.known <= outlook.known }
      .max { $0.outlook.known < $1.outlook.known }.map { ($0.network, $0.outlook.known) }
    let known = try StoreReader(store).network(asKnown: outlook.known, from: earlier)
    guard let seen = known.seen(in: outlook, pseudonyms) else { throw QuestionError("this is not open to you") }
    kept.append((outlook, seen))
    if kept.count > Self.most { kept.removeFirst() }
    return seen
  }
}
