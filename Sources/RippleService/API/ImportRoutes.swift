import Foundation
import HTTPTypes
import Hummingbird
import Interchange
import NIOCore
import NIOFoundationEssentialsCompat
import Records
import Rendering
import Store
import Synchronization

/// Taking in a network: a job, whose progress can be asked for.
struct ImportRoutes {
  let service: ServiceCore
  let jobs: JobList

  private static let mostBytes = 256 << 20

  var routes: [Route] {
    [
      Route(
        method: .post, path: "/api/v1/imports", operation: .importNetwork,
        summary: "Takes in a network: tables as JSON by file name, or one file as it is with its name in filename.",
        parameters: [
          Route.Parameter(
            name: "source", help: "The source's name, by which its next version is known.", isRequired: true),
          Route.Parameter(name: "filename", help: "What the file is called, when the body is a file."),
          Route.Parameter(
            name: "part",
            help: "It is a part of what is recorded, whose records it may name: what it leaves out stays.", kind: .flag),
          Route.Parameter(name: "dryRun", help: "Say what would change, and change nothing.", kind: .flag),
          Route.Parameter(name: "note", help: "Why, for the history."),
        ],
        body: Route.Schema(
          media: "application/json",
          json: """
            {"type":"object","required":["files"],"additionalProperties":false,"properties":{"files":{"type":"object",\
            "additionalProperties":{"type":"string"}}}}
            """),
        answers: [Route.Answer(status: 202, media: "application/json", words: "The job, at the address in Location.")],
        handle: begin),
      Route(
        method: .get, path: "/api/v1/imports/{job}", operation: .jobs, summary: "How far an import has got.",
        handle: { ask in
          let id = try ask.place("job")
          guard let job = jobs[id] else {
            throw Problem(.notFound, "there is no job '\(id.prefix(60))': jobs are forgotten when the service restarts")
          }
          return ask.json(ByteBuffer(string: job.json(id)), version: nil)
        }),
    ]
  }

  private struct Files: Decodable {
    let files: [String: String]
  }

  private func begin(_ ask: Ask) async throws -> Response {
    let source = ask.value("source") ?? ""
    let folder = service.folder.newFile()
    let place = try await receive(ask, in: folder)
    let (author, note, isDry) = (try ask.signedIn().name, ask.value("note") ?? "", ask.flag("dryRun"))
    let known = ask.flag("part") ? try await service.hub.snapshot().network : nil
    let id = jobs.add()
    let service = service
    let jobs = jobs
    Task {
      defer { service.folder.remove(folder) }
      do {
        jobs.set(id, .reading)
        let (network, files) = try await StoreHub.blocking {
          let network = try readNetwork(at: place, partOf: known).network
          return (network, try networkFiles(at: place).map { SourceFile(name: $0.name, contents: try $0.contents()) })
        }
        jobs.set(id, .comparing)
        let origin = ImportSource(name: source, files: files)
        let result =
          isDry
          ? try await service.hub.comparing {
            ImportResult(difference: try $0.difference(of: network, from: origin, partOf: known), change: nil)
          }
          : try await service.hub.change {
            try $0.importNetwork(network, from: origin, partOf: known, by: author, note: note)
          }
        let bytes = try await rendered {
          try writeImport(
            result, from: source, into: "the store", isDone: !isDry, as: .json, to: $0)
        }
        jobs.set(id, .done(String(buffer: bytes)))
      } catch let error as any CustomStringConvertible & Error where Problem(telling: error) != nil {
        jobs.set(id, .failed(error.description))
      } catch {
        jobs.set(id, .failed(Problem.fault.detail))
      }
    }
    return Response(
      status: .accepted, headers: [.contentType: "application/json", .location: "/api/v1/imports/\(id)"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: (jobs[id] ?? .waiting).json(id))))
  }

  /// Writes what was sent under names that are looked at first, and says where it is.
  private func receive(_ ask: Ask, in folder: String) async throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    if let name = ask.value("filename") {
      let place = "\(folder)/\(try Self.plain(name))"
      let handle = try await StoreHub.blocking {
        _ = FileManager.default.createFile(atPath: place, contents: nil)
        return try FileHandle(forWritingTo: URL(fileURLWithPath: place))
      }
      defer { try? handle.close() }
      var size = 0
      for try await part in ask.request.body {
        size += part.readableBytes
        guard size <= Self.mostBytes else {
          throw Problem(.contentTooLarge, "the file is larger than \(Self.mostBytes >> 20) MiB: use 'ripple import'")
        }
        let bytes = Data(buffer: part)
        try await StoreHub.blocking { try handle.write(contentsOf: bytes) }
      }
      return place
    }
    let body = try await ask.body(upTo: 64 << 20)
    guard let files = try? JSONDecoder().decode(Files.self, from: Data(buffer: body)).files, !files.isEmpty else {
      throw Problem(
        .badRequest, "the body holds no files: send {\"files\":{\"people.csv\":\"...\"}}, or name one in filename")
    }
    for (name, text) in files {
      let place = "\(folder)/\(try Self.plain(name))"
      try await StoreHub.blocking { try Data(text.utf8).write(to: URL(fileURLWithPath: place)) }
    }
    return folder
  }

  /// A file's name that names a file in the folder and nothing else.
  private static func plain(_ name: String) throws -> String {
    let isPlain =
      !name.isEmpty && name.utf8.count <= 100 && !name.hasPrefix(".")
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "._- ".unicodeScalars.contains($0)
      }
    guard isPlain else {
      throw Problem(.badRequest, "'\(name.prefix(60))' is no plain file name: use letters, digits, '.', '-' and '_'")
    }
    return name
  }
}

/// The imports of late, by random names.
final class JobList: Sendable {
  /// How far an import has got.
  enum State: Sendable {
    case waiting, reading, comparing
    case done(String)
    case failed(String)

    func json(_ id: String) -> String {
      let (state, more) =
        switch self {
        case .waiting: ("waiting", "")
        case .reading: ("reading", "")
        case .comparing: ("comparing", "")
        case .done(let result): ("done", ",\"result\":\(result)")
        case .failed(let why): ("failed", ",\"detail\":\(JSONWriter.quoted(why))")
        }
      return "{\"job\":\(JSONWriter.quoted(id)),\"state\":\"\(state)\"\(more)}\n"
    }
  }

  private let jobs = Mutex<[(id: String, state: State)]>([])
  /// Jobs kept in mind.
  private static let most = 100

  subscript(_ id: String) -> State? { jobs.withLock { $0.first { $0.id == id }?.state } }

  /// A new job's name.
  func add() -> String {
    let id = UUID().uuidString
    jobs.withLock { jobs in
      jobs.append((id, .waiting))
      if jobs.count > Self.most { jobs.removeFirst() }
    }
    return id
  }

  func set(_ id: String, _ state: State) {
    jobs.withLock { jobs in
      if let place = jobs.firstIndex(where: { $0.id == id }) { jobs[place].state = state }
    }
  }
}
