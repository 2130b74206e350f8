import Foundation
import Records
import Testing

@testable import PostgresStore
@testable import Store

/// A place for stores that is gone when the test has ended: a folder, or, where `RIPPLE_TEST_POSTGRES` holds the address of a
/// server, a schema for each store in it.
final class Scratch {
  /// The address of the server, where the tests are about one.
  static let server: String? = {
    guard let server = ProcessInfo.processInfo.environment["RIPPLE_TEST_POSTGRES"], !server.isEmpty else { return nil }
    PostgreSQL.install()
    return server
  }()
  /// True when stores are files.
  static var isOfFiles: Bool { server == nil }
  /// What is said of a test that is left out.
  static let ofFiles: Comment = "this is of files alone"
  static let ofServers: Comment = "RIPPLE_TEST_POSTGRES is not set; scripts/check-postgres runs this on a server"

  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/ripple-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A file of the folder.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Where a store is kept.
  func store(_ name: String) throws -> String {
    guard let server = Self.server else { return path(name + ".ripple") }
    let schema = "test_\(folder.suffix(36).replacing("-", with: "").lowercased())_\(name)"
    try PostgresConnection(PostgresAddress(server), "any").run("CREATE SCHEMA IF NOT EXISTS \(schema)")
    return server + "?options=-csearch_path%3D\(schema)"
  }

  /// The files a store is in, whatever of them is in use; the key apart.
  func remains(of store: StoreOwner) throws -> [(name: String, bytes: Data)] {
    guard Self.server != nil else {
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasSuffix("-key") }
        .map { ($0, try Data(contentsOf: URL(filePath: path($0)))) }
    }
    let connection = try PostgresConnection(PostgresAddress(store.path), "any")
    try connection.run("CHECKPOINT")
    let files = """
      SELECT name, encode(pg_read_binary_file(pg_relation_filepath(name::regclass)), 'hex') AS bytes FROM
      (SELECT c.oid::regclass::text AS name FROM pg_class AS c LEFT JOIN pg_class AS t ON t.reltoastrelid = c.oid
       WHERE current_schema()::regnamespace IN (c.relnamespace, t.relnamespace) AND c.relkind IN ('r', 't', 'i')) AS files
      """
    return try PostgresSession(connection).rows(files).map { row in
      (try row.text("name"), Data(hex: try row.text("bytes")))
    }
  }
}

extension Data {
  fileprivate init(hex: String) {
    self.init()
    var high: UInt8?
    for digit in hex.utf8.compactMap({ Character(Unicode.Scalar($0)).hexDigitValue }) {
      if let first = high { append(first << 4 | UInt8(digit)) }
      high = high == nil ? UInt8(digit) : nil
    }
  }
}

/// A network from tables written as CSV.
func network(_ tables: [TableName: String], time: TimeScale = .calendar, title: String = "") throws -> Network {
  var about = About()
  about.time = time
  about.title = title
  var builder = NetworkBuilder(about: about)
  for table in TableName.allCases {
    guard let text = tables[table] else { continue }
    let rows = CSVRows(file: table.file, bytes: Array(text.utf8))
    builder.read(table, from: rows)
  }
  return try builder.finish().network
}

/// Everything a network holds, as text.
func contents(_ network: Network) -> [String] {
  var lines = network.about.members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  for name in TableName.allCases {
    let cells = network.cells(of: name)
    for row in 0..<cells.count {
      let known = name.columns.indices.map { cells.cell(row, $0) }
      // A column that holds nothing anywhere is not told from one that is not there.
      let further = cells.further.indices.map { (cells.further[$0], cells.cell(row, known.count + $0)) }
      lines.append(
        "\(name.rawValue): \(known) \(further.filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }.sorted())")
    }
  }
  return lines
}

extension StoreOwner {
  /// Imports a network as the news of a source whose files say nothing.
  @discardableResult func take(_ network: Network, from source: String = "tables") throws -> ImportResult {
    try importNetwork(network, from: ImportSource(name: source, files: []), by: "tester")
  }
}

/// Random numbers that are the same each time.
struct Lots: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
