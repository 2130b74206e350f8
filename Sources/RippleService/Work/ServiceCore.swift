import Disclosure
import Foundation
import HTTPTypes
import Hummingbird
import Insight
import Logging
import NIOCore
import NIOFoundationEssentialsCompat
import NIOPosix
import Records
import Store

/// What the routes share: the store, the workers, and what was answered before.
struct ServiceCore: Sendable {
  let hub: StoreHub
  let workers: WorkerPool
  let cache: AnswerCache
  /// The network as viewers see it, what is drawn of it, and who can help with what.
  let networks = OutlookKeeper<Network>()
  let pictures = OutlookKeeper<ServedPicture>()
  let peerIndexes = OutlookKeeper<PeerIndex>()
  /// The file with the key that pseudonyms are made with, and the key.
  let pseudonymKey: String
  let pseudonyms: PseudonymKey
  let folder: WorkFolder
  let metrics: ServiceMetrics
  let isSecure: Bool
  let sessionSeconds: Int

  /// The network as the viewer may see it.
  func network(for ask: Ask, _ snapshot: Snapshot) async throws -> Network {
    if ask.rule.sight == .whole { return snapshot.network }
    let viewer = try ask.signedIn()
    let outlook = Outlook(snapshot.version, ask.rule.sight, of: viewer)
    let key = pseudonyms
    return try await networks.value(outlook) {
      guard let network = try await StoreHub.blocking({ snapshot.network.seen(in: outlook, key) }) else {
        throw Problem(.forbidden, "this is not open to the role \(viewer.role.rawValue)")
      }
      return network
    }
  }

  /// Answers a question of the command line in JSON.
  func ask(_ ask: Ask, _ words: Words) async throws -> Response {
    let question = try await question(ask, words, ask.rule)
    return ask.json(try await answer(question, ask), version: ask.tag(question.outlook.known))
  }

  /// The answer to a question that a page asks, under the rule of the question, which may be another than the page's.
  ///
  /// - Parameters:
  ///   - type: What the answer is read as.
  ///   - ask: Who asks, and what for.
  ///   - operation: The question.
  ///   - options: Its options, without the format.
  func answer<Value: Decodable>(
    _ type: Value.Type, _ ask: Ask, _ operation: Operation, _ options: [String]
  ) async throws -> Value {
    let words = Words(options: options + ["--format=json"], places: [])
    let question = try await question(ask, words, try ask.rule(of: operation))
    return try JSONDecoder().decode(type, from: Data(buffer: try await answer(question, ask)))
  }

  private func answer(_ question: Question, _ ask: Ask) async throws -> ByteBuffer {
    if let bytes = cache[question] { return bytes }
    let file = folder.newFile()
    defer { folder.remove(file) }
    try await work(question, for: ask, to: file)
    let answer = ByteBuffer(data: try await StoreHub.blocking { try Data(contentsOf: URL(fileURLWithPath: file)) })
    cache.keep(answer, for: question)
    return answer
  }

  /// Writes an export and sends it, as a file that never is in memory as a whole.
  ///
  /// - Parameters:
  ///   - ask: Who asks, and what for.
  ///   - words: What.
  ///   - to: The format.
  ///   - rule: The rule of exports.
  func export(_ ask: Ask, _ words: Words, to: String, under rule: Rule) async throws -> Response {
    let (kind, question) = try await exporting(ask, words, to, rule)
    return try await file(
      question, ask, folder.newFile(), as: kind.media, named: "ripple.\(kind.ending)",
      zipped: ExportMedia.folders.contains(to))
  }

  /// Writes the commissioner's report and sends it, keeping in mind what it tells.
  func report(_ ask: Ask, _ words: Words) async throws -> Response {
    var words = words
    let policy = ask.value("disclosure").flatMap(DisclosurePolicy.init) ?? .nhsHES
    if policy != .none { words.options.append("--release-log=\(pseudonymKey)-released-\(policy.rawValue)") }
    return try await file(
      try await question(ask, words, ask.rule), ask, folder.newFile() + ".html", as: "text/html; charset=utf-8",
      named: "report.html", zipped: false)
  }

  /// Has a question answered into a file, or a folder that is zipped, and sends that for the asker to keep.
  private func file(
    _ question: Question, _ ask: Ask, _ place: String, as media: String, named name: String, zipped: Bool
  ) async throws -> Response {
    do {
      try await work(question, for: ask, to: place)
      let sent = zipped ? place + ".zip" : place
      if zipped {
        try await StoreHub.blocking { try ZipFolder.write(place, to: sent) }
        folder.remove(place)
      }
      return Response(
        status: .ok,
        headers: [.contentType: media, .contentDisposition: "attachment; filename=\"\(name)\""],
        body: folder.sending(sent))
    } catch {
      folder.remove(place)
      throw error
    }
  }

  /// Makes an export to see what it leaves out and how well it hides who is in it, and keeps nothing of it.
  ///
  /// - Parameters:
  ///   - ask: Who asks, and what for.
  ///   - words: What.
  ///   - to: The format.
  ///   - rule: The rule of exports.
  /// - Returns: The report, and the lines of Python and R that load the file, where the format has them.
  func trial(_ ask: Ask, _ words: Words, to: String, under rule: Rule) async throws -> ExportTrial {
    let (kind, question) = try await exporting(ask, words, to, rule)
    let place = folder.newFile()
    defer { folder.remove(place) }
    try await StoreHub.blocking {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    }
    let name = ExportMedia.folders.contains(to) ? "ripple" : "ripple.\(kind.ending)"
    var trying = question
    trying.words.options.append("--report=\(place)/report.json")
    if ExportMedia.loadable.contains(to) { trying.words.options.append("--snippet") }
    try await work(trying, for: ask, to: "\(place)/\(name)")
    return try await StoreHub.blocking { try ExportTrial(in: place, named: name) }
  }

  /// What an export is sent as, and the question that makes it; who may see everything but who it is has pseudonyms by the
  /// command itself, which says with them how many people could be told by what.
  private func exporting(
    _ ask: Ask, _ words: Words, _ to: String, _ rule: Rule
  ) async throws -> (kind: (media: String, ending: String), question: Question) {
    guard let kind = ExportMedia.all[to] else { throw Problem(.badRequest, "there is no format '\(to.prefix(20))'") }
    let question = try await question(ask, words, rule)
    guard question.outlook.sight == .pseudonymous else { return (kind, question) }
    var hidden = words
    hidden.options += [
      "--pseudonymise=\(pseudonymKey)", "--recipient=\(question.outlook.viewer)", "--export-name=\(serviceExport)",
    ]
    return (kind, Question(outlook: Outlook(whole: question.outlook.known), words: hidden))
  }

  /// What is asked, of what was known when; on the audit before it is answered, where it is about people.
  private func question(_ ask: Ask, _ words: Words, _ rule: Rule) async throws -> Question {
    let newest = try await hub.snapshot().version
    let known = ask.value("asKnown").flatMap { Int64($0) } ?? newest
    guard known <= newest else {
      throw Problem(.badRequest, "there is no change set \(known): the last one is \(newest)")
    }
    guard known > 0 else { throw Problem(.conflict, "the store is empty: import a network first") }
    try await note(ask, words, known, rule)
    return Question(outlook: Outlook(known, rule.sight, of: try ask.signedIn()), words: words)
  }

  /// The audit is never altered, so that it holds which options were given and not their values, which may be people.
  private func note(_ ask: Ask, _ words: Words, _ version: Int64, _ rule: Rule) async throws {
    guard rule.needsPurpose || rule.sight == .pseudonymous else { return }
    if rule.needsPurpose { try ask.needPurpose() }
    let viewer = try ask.signedIn()
    let purpose = ask.purpose
    let options = words.options.filter { $0.hasPrefix("--") }.map { $0.prefix { $0 != "=" } }
    let to = ask.value("to").map { " to \($0)" } ?? ""
    let subject = (options + ["as known after change \(version)\(words.options.first == "export" ? to : "")"]).joined(
      separator: " ")
    try await hub.change {
      try $0.noteRead("read \(words.options.first ?? "")", of: subject, for: purpose, by: viewer.name)
    }
  }

  /// Has a question answered into a file, for as long as the one who asked is there.
  private func work(_ question: Question, for ask: Ask, to file: String) async throws {
    let order = WorkOrder(question: question, output: file)
    let cost = WorkCost(question.words, of: try await hub.snapshot().network)
    let report: WorkReport
    // Where a body was read there is no telling any more whether its sender is there.
    if ask.request.method == .get {
      ask.context.isConnectionSpent = true
      report = try await ask.request.body.consumeWithCancellationOnInboundClose { _ in
        try await workers.answer(order, costing: cost)
      }
    } else {
      report = try await workers.answer(order, costing: cost)
    }
    switch report.status {
    case 0: return
    case 64: throw Problem(.badRequest, QuestionRoutes.inParameters(report.message))
    case 65: throw Problem(.unprocessableContent, report.message)
    case 73: throw Problem(.noRoom, report.message, retryAfter: 60)
    default: throw Problem.fault
    }
  }
}
