import Disclosure
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Store
import UnixSignals

/// Serves a store until it is told to stop.
///
/// - Parameters:
///   - options: How.
///   - logger: Where it is noted what was asked, without personal data.
///   - onRunning: Told the port, once requests are taken.
/// - Throws: `StoreError` when the store cannot be opened; what the system says when the address cannot be had.
public func serve(
  _ options: ServiceOptions, logger: Logger, onRunning: @escaping @Sendable (Int) -> Void
) async throws {
  let service = try ServiceCore(options, logger)
  let shell = try PageShell()
  let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
  router.addMiddleware {
    SafetyMiddleware(metrics: service.metrics, isSecure: options.isSecure, shell: shell)
    CompressionMiddleware()
    AuthenticationMiddleware(
      accounts: StoreAccounts(hub: service.hub, verifier: options.provider.map { TokenVerifier($0) }),
      limit: RateLimit(rate: options.rate, burst: options.burst),
      strangers: RateLimit(rate: options.rate, burst: options.burst))
    VersionMiddleware(hub: service.hub)
  }
  if let origin = options.origin {
    router.add(
      middleware: CORSMiddleware(
        allowOrigin: .oneOf(origin),
        allowHeaders: [.authorization, .contentType, .ifMatch, .ifNoneMatch, VersionMiddleware.field],
        allowMethods: [.get, .post, .patch, .put, .delete], allowCredentials: false))
  }
  for route in allRoutes(service, shell, options) {
    router.on(route.routerPath, method: route.method) { request, context in
      try await route.handle(try Ask(request, context, route))
    }
  }
  var configuration = ApplicationConfiguration(address: .hostname(options.host, port: options.port))
  configuration.availableConnectionsDelegate = MaximumAvailableConnections(options.mostConnections, logger: logger)
  let application = Application(
    router: router, server: try server(options), configuration: configuration,
    services: [
      service.workers,
      // A file is lent to others, who change it one after another; on a server they need not ask.
      StoreLoan.isNeeded(ofStoreAt: options.store)
        ? Lending(hub: service.hub, path: options.store, logger: logger) : Following(hub: service.hub, logger: logger),
    ],
    onServerRunning: { onRunning($0.localAddress?.port ?? options.port) }, logger: logger)
  var group = ServiceGroupConfiguration(
    services: [.init(service: application)], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
  // Whoever is still sending by then is cut off.
  group.maximumGracefulShutdownDuration = .seconds(8)
  try await ServiceGroup(configuration: group).run()
}

/// Every route there is, the description of them included.
func allRoutes(_ service: ServiceCore, _ shell: PageShell, _ options: ServiceOptions) -> [Route] {
  var routes =
    TableRoutes(service: service).routes + QuestionRoutes(service: service, questions: options.questions).routes
    + EditRoutes(service: service).routes + ImportRoutes(service: service, jobs: JobList()).routes
    + KeepingRoutes(service: service).routes + OwnRoutes(service: service).routes
    + RequestRoutes(service: service).routes
    + PeerRoutes(service: service).routes
    + OpenRoutes(service: service).routes + PictureRoutes(service: service).routes
    + PageRoutes(service: service, shell: shell, questions: options.questions).routes
  let described = Route(
    method: .get, path: "/api/v1/openapi.json", operation: .openAPI, summary: "This description.",
    handle: { _ in throw Problem.notFound })
  let document = ByteBuffer(string: InterfaceDescription(routes: routes + [described]).json)
  routes.append(
    Route(
      method: .get, path: described.path, operation: .openAPI, summary: described.summary,
      handle: { ask in ask.json(document, version: ask.tag(0)) }))
  return routes
}

private func server(_ options: ServiceOptions) throws -> HTTPServerBuilder {
  let limits = ConnectionLimits()
  let plain = HTTP1Channel.Configuration(
    additionalChannelHandlers: [ConnectionGuard(limits)], idleTimeout: limits.head)
  guard let certificate = options.certificate else { return .http1(configuration: plain) }
  var tls = TLSConfiguration.makeServerConfiguration(
    certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.chain).map { .certificate($0) },
    privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.key, format: .pem)))
  tls.minimumTLSVersion = .tlsv12
  return try .tls(.http1(configuration: plain), tlsConfiguration: tls)
}

extension ServiceCore {
  init(_ options: ServiceOptions, _ logger: Logger) throws {
    // That of a store on a server lies in a folder that may not be there yet.
    try? FileManager.default.createDirectory(
      at: URL(fileURLWithPath: options.pseudonymKey).deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    self.init(
      hub: try StoreHub(options.store),
      workers: WorkerPool(
        executable: options.worker.executable,
        arguments: options.worker.arguments + ["--pseudonym-key=\(options.pseudonymKey)"], count: options.workers,
        mostWaiting: options.mostWaiting, deadline: .seconds(options.deadline), logger: logger),
      cache: AnswerCache(mostBytes: options.cacheBytes), pseudonymKey: options.pseudonymKey,
      pseudonyms: try PseudonymKey.file(at: options.pseudonymKey).key, folder: try WorkFolder(),
      metrics: ServiceMetrics(), isSecure: options.isSecure, sessionSeconds: options.sessionHours * 3600)
  }
}
