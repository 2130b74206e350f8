import Records

/// A store opened to be read: nothing in it can be changed through this, and others may write to it meanwhile.
///
/// Safe to use from several threads. Every answer is of one moment, whatever is written while it is made.
public struct StoreReader: Sendable {
  /// Where the store is.
  public let path: String
  let database: any ReadableStore

  /// Opens the store at `path`: a file, or an address.
  ///
  /// A store in a folder that may not be written is opened as it stands.
  ///
  /// - Throws: ``StoreError`` when there is none, it is another program's, or it was made by a later version.
  public init(_ path: String) throws {
    self.path = path
    database = try StoreEngines.engine(of: path).reading(path)
  }

  init(_ path: String, _ database: any ReadableStore) {
    self.path = path
    self.database = database
  }

  /// True when a place is a store's address, or a file that begins as a store does.
  public static func isStore(_ path: String) -> Bool { StoreEngines.engine(of: path).isStore(path) }

  /// The file of a name that belongs to a store and is not in it, such as a key: beside a file, and of a server's store in the
  /// folder of the user's own settings.
  public static func companion(_ name: String, ofStoreAt path: String) -> String {
    StoreEngines.engine(of: path).companion(name, of: path)
  }

  /// True when there is something at a place where a store could be made.
  ///
  /// - Throws: ``StoreError`` when nobody can tell.
  public static func isThere(_ path: String) throws -> Bool { try StoreEngines.engine(of: path).isThere(path) }

  /// Runs `body` on the contents at one moment.
  func read<Result>(_ body: (any StoreSession) throws -> Result) throws -> Result { try database.read(body) }
}

/// Refuses a store whose list of changes is not as it was written.
package func checkAdministration(_ session: any StoreSession) throws {
  guard try Totals(session, of: "administration") == Totals.administration(session) else {
    throw StoreError.damaged("its list of changes is not as it was written")
  }
}
