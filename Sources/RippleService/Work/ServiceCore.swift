import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import Records
import Store

/// What the routes share: the store, the workers, and what was answered before.
struct ServiceCore: Sendable {
  let hub: StoreHub
  let workers: WorkerPool
  let cache: AnswerCache
  let sights: SightKeeper
  /// The file with the key that pseudonyms are made with.
  let pseudonymKey: String
  let folder: WorkFolder
  let metrics: ServiceMetrics
  let isSecure: Bool

  /// The network as the viewer may see it.
  func network(for ask: Ask, _ snapshot: Snapshot) async throws -> Network {
    try await sights.network(ask.rule.sight, for: try ask.signedIn(), snapshot)
  }

  /// Answers a question of the command line in JSON.
  func ask(_ ask: Ask, _ words: Words) async throws -> Response {
    let (bytes, version) = try await answer(ask, words, under: ask.rule)
    return ask.json(ByteBuffer(bytes: bytes), version: ask.tag(version))
  }

  /// The answer to a question of the command line in JSON, and the change set it was made after.
  ///
  /// - Parameters:
  ///   - ask: Who asks, and what for.
  ///   - words: What.
  ///   - rule: The rule of the question, which on a page may be another than the page's.
  func answer(_ ask: Ask, _ words: Words, under rule: Rule) async throws -> (bytes: [UInt8], version: Int64) {
    let (version, key) = try await key(ask, words, rule)
    try await note(ask, words, version, rule)
    if let bytes = cache[key] { return (bytes, version) }
    let file = folder.newFile()
    defer { folder.remove(file) }
    try await work(key, for: ask, to: file)
    let bytes = try await StoreHub.blocking { try Data(contentsOf: URL(fileURLWithPath: file)) }
    let answer = [UInt8](bytes)
    cache.keep(answer, for: key)
    return (answer, version)
  }

  /// Writes an export and sends it, as a file that never is in memory as a whole.
  func export(_ ask: Ask, _ words: Words) async throws -> Response {
    try await export(ask, words, to: ask.value("to") ?? "", under: ask.rule)
  }

  /// Writes an export and sends it, under the rule of exports.
  func export(_ ask: Ask, _ words: Words, to: String, under rule: Rule) async throws -> Response {
    guard let kind = ExportMedia.all[to] else { throw Problem(.badRequest, "there is no format '\(to.prefix(20))'") }
    let key = try await exportKey(ask, words, rule)
    if ask.flag("report") { return try await report(on: key, ask) }
    let file = folder.newFile()
    do {
      try await work(key, for: ask, to: file)
      var sent = file
      if ExportMedia.folders.contains(to) {
        sent = file + ".zip"
        try await StoreHub.blocking { try ZipFolder.write(file, to: file + ".zip") }
        folder.remove(file)
      }
      return Response(
        status: .ok,
        headers: [
          .contentType: kind.media, .contentDisposition: "attachment; filename=\"ripple.\(kind.ending)\"",
        ],
        body: folder.sending(sent))
    } catch {
      folder.remove(file)
      throw error
    }
  }

  /// What an export does not carry, and how well it hides who is in it, without the export.
  private func report(on key: AnswerCache.Key, _ ask: Ask) async throws -> Response {
    let (file, report) = (folder.newFile(), folder.newFile())
    defer {
      folder.remove(file)
      folder.remove(report)
    }
    let reporting = AnswerCache.Key(
      version: key.version, sight: key.sight, viewer: key.viewer, words: key.words.adding(["--report=\(report)"]))
    try await work(reporting, for: ask, to: file)
    return ask.json(
      try await StoreHub.blocking { ByteBuffer(bytes: try Data(contentsOf: URL(fileURLWithPath: report))) },
      version: nil)
  }

  /// The question that makes an export, noted on the audit; who may see everything but who it is has pseudonyms by the
  /// command itself, which says with them how many people could be told by what.
  private func exportKey(_ ask: Ask, _ words: Words, _ rule: Rule) async throws -> AnswerCache.Key {
    let (version, key) = try await key(ask, words, rule)
    try await note(ask, words, version, rule)
    guard key.sight == .pseudonymous else { return key }
    return AnswerCache.Key(
      version: version, sight: .whole, viewer: "",
      words: words.adding([
        "--pseudonymise=\(pseudonymKey)", "--recipient=\(try ask.signedIn().account)", "--export-name=\(serviceExport)",
      ]))
  }

  /// Makes an export to see what it leaves out, and keeps nothing of it.
  ///
  /// - Parameters:
  ///   - ask: Who asks, and what for.
  ///   - words: What.
  ///   - to: The format.
  ///   - rule: The rule of exports.
  /// - Returns: The report, and the lines of Python and R that load the file, where the format has them.
  func trial(_ ask: Ask, _ words: Words, to: String, under rule: Rule) async throws -> ExportTrial {
    guard let kind = ExportMedia.all[to] else { throw Problem(.badRequest, "there is no format '\(to.prefix(20))'") }
    let key = try await exportKey(ask, words, rule)
    let place = folder.newFile()
    defer { folder.remove(place) }
    try await StoreHub.blocking {
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    }
    let name = ExportMedia.folders.contains(to) ? "ripple" : "ripple.\(kind.ending)"
    var more = key
    more.words.options.append("--report=\(place)/report.json")
    if ExportMedia.loadable.contains(to) { more.words.options.append("--snippet") }
    try await work(more, for: ask, to: "\(place)/\(name)")
    return try await StoreHub.blocking { try ExportTrial(in: place, named: name) }
  }

  private func key(_ ask: Ask, _ words: Words, _ rule: Rule) async throws -> (Int64, AnswerCache.Key) {
    let viewer = try ask.signedIn()
    let newest = try await hub.snapshot().version
    let known = ask.value("asKnown").flatMap { Int64($0) } ?? newest
    guard known <= newest else {
      throw Problem(.badRequest, "there is no change set \(known): the last one is \(newest)")
    }
    guard known > 0 else { throw Problem(.conflict, "the store is empty: import a network first") }
    let of =
      switch rule.sight {
      case .agreed: viewer.person ?? ""
      case .pseudonymous: viewer.account
      case .whole, .none: ""
      }
    return (known, AnswerCache.Key(version: known, sight: rule.sight, viewer: of, words: words))
  }

  /// Reads are on the audit before they are answered, where they are about people.
  ///
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
  private func work(_ key: AnswerCache.Key, for ask: Ask, to file: String) async throws {
    let order = WorkOrder(
      known: key.version, sight: key.sight, viewer: key.viewer, arguments: key.words.options,
      places: key.words.places, output: file)
    // Where a body was read there is no telling any more whether its sender is there.
    let report =
      ask.request.method == .get
      ? try await ask.request.body.consumeWithCancellationOnInboundClose { _ in try await workers.answer(order) }
      : try await workers.answer(order)
    switch report.status {
    case 0: return
    case 64: throw Problem(.badRequest, QuestionRoutes.inParameters(report.message))
    case 65: throw Problem(.unprocessableContent, report.message)
    case 73: throw Problem(.noRoom, report.message, retryAfter: 60)
    default: throw Problem.fault
    }
  }

  /// What a renderer writes into a file, as bytes.
  func rendered(_ write: @escaping @Sendable (String) throws -> Void) async throws -> ByteBuffer {
    let file = folder.newFile()
    defer { folder.remove(file) }
    return try await StoreHub.blocking {
      try write(file)
      return ByteBuffer(bytes: try Data(contentsOf: URL(fileURLWithPath: file)))
    }
  }
}

/// A folder of the service's own for answers on their way, gone with the service.
final class WorkFolder: Sendable {
  private let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A name that nothing has yet.
  func newFile() -> String { "\(path)/\(UUID().uuidString)" }

  /// Takes away a file or a folder, if it is there.
  func remove(_ file: String) { try? FileManager.default.removeItem(atPath: file) }

  /// A file as a body, taken away when it was sent, or could not be.
  func sending(_ file: String) -> ResponseBody {
    ResponseBody { writer in
      defer { self.remove(file) }
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
      defer { try? handle.close() }
      while true {
        let block = try await StoreHub.blocking { try handle.read(upToCount: 1 << 17) }
        guard let block, !block.isEmpty else { break }
        try await writer.write(ByteBuffer(bytes: block))
      }
      try await writer.finish(nil)
    }
  }
}
