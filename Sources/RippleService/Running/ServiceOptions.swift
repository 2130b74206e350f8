import Store

/// How the service is run.
public struct ServiceOptions: Sendable {
  /// The store.
  public var store: String
  /// The file with the key that pseudonyms are made with, apart from the store and its backups; made where there is none.
  public var pseudonymKey: String
  /// The address it listens on.
  public var host = "127.0.0.1"
  /// The port; 0 for one that is free.
  public var port = 8080
  /// The program that answers as a worker, and what makes it one.
  public var worker: (executable: String, arguments: [String])
  /// Questions worked on at once.
  public var workers = 2
  /// Questions in line before more are refused.
  public var mostWaiting = 32
  /// Seconds an answer may take.
  public var deadline = 60
  /// Requests a second that one caller may make in the long run.
  public var rate = 50.0
  /// Requests that one caller may make at once.
  public var burst = 200.0
  /// Connections at once.
  public var mostConnections = 4096
  /// Bytes of answers kept for those who ask the same.
  public var cacheBytes = 64 << 20
  /// Hours a browser's session lasts.
  public var sessionHours = 12
  /// Files with the certificate chain and the private key, in PEM; `nil` for plain HTTP, as behind a proxy.
  public var certificate: (chain: String, key: String)?
  /// True when browsers reach the service over HTTPS, by its own certificate or a proxy's.
  public var isSecure = false
  /// The origin whose pages may ask from a browser; none unless named.
  public var origin: String?
  /// The organisation's own sign-in; `nil` for tokens of the store's alone.
  public var provider: IdentityProvider?
  /// The questions that are offered.
  public var questions: [QuestionDescription]

  /// The options that have no default.
  public init(
    store: String, worker: (executable: String, arguments: [String]), questions: [QuestionDescription]
  ) {
    self.store = store
    pseudonymKey = StoreReader.companion("pseudonym-key", ofStoreAt: store)
    self.worker = worker
    self.questions = questions
  }
}
