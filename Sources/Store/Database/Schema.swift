import GRDB
import Records

/// The tables of a store, as migrations; one that has shipped is never edited.
///
/// A record keeps its number, `record`, for good, and has a row for each version of it that was ever known: from the change
/// set `known_from` on, up to but excluding `known_until`. Records that others refer to have their ids in a table of their
/// own, so that a person's id stands in one place. Where a version holds something else than its source said, because some
/// cell was edited by hand, `said` keeps what the source did say.
enum Schema {
  /// Tables whose rows others refer to.
  static let referenced: [TableName] = [.organisations, .people, .teams, .techniques, .cohorts, .engagements]

  /// The table of the ids of `table`.
  static func ids(of table: TableName) -> String { "\(table.rawValue)_ids" }

  /// True when ids of `table` stand in a table of their own.
  static func hasIDs(_ table: TableName) -> Bool { referenced.contains(table) }

  /// Marks the file as a store of Ripple's, for `file` and the like: "Ripp".
  static let applicationID: Int32 = 0x5269_7070

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: records with two times") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: administration)
      for table in referenced {
        let null = table == .engagements ? "" : " NOT NULL"
        try database.execute(
          sql: "CREATE TABLE \(ids(of: table)) (record INTEGER PRIMARY KEY, id TEXT\(null) UNIQUE) STRICT")
      }
      for (table, columns) in records {
        try database.execute(
          sql: """
            CREATE TABLE \(table) (
              record INTEGER NOT NULL, known_from INTEGER NOT NULL, known_until INTEGER, source INTEGER,
              checksum INTEGER NOT NULL, \(columns), further TEXT, said TEXT, PRIMARY KEY (record, known_from)
            ) WITHOUT ROWID, STRICT
            """)
      }
    }
    migrator.registerMigration("2: accounts of the service, retention") { try $0.execute(sql: accounts) }
    migrator.registerMigration("3: requests between people") { try $0.execute(sql: requests) }
    return migrator
  }

  /// Secrets are kept as hashes; an account of a person goes with the person.
  private static let accounts = """
    CREATE TABLE accounts (
      id TEXT PRIMARY KEY, role TEXT NOT NULL, name TEXT NOT NULL, person INTEGER REFERENCES people_ids(record),
      made INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE tokens (
      number INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
      account TEXT NOT NULL REFERENCES accounts(id), expires INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX tokens_of_account ON tokens(account);
    CREATE TABLE retention (
      programme TEXT PRIMARY KEY, months INTEGER NOT NULL, structure TEXT NOT NULL
    ) WITHOUT ROWID, STRICT;
    """

  /// What people ask of each other; it goes with either of them.
  private static let requests = """
    CREATE TABLE requests (
      number INTEGER PRIMARY KEY, asker INTEGER NOT NULL REFERENCES people_ids(record),
      peer INTEGER NOT NULL REFERENCES people_ids(record), message TEXT NOT NULL, made INTEGER NOT NULL,
      state TEXT NOT NULL
    ) STRICT;
    CREATE INDEX requests_of_asker ON requests(asker);
    CREATE INDEX requests_of_peer ON requests(peer);
    CREATE TABLE claims (
      number INTEGER PRIMARY KEY, claimant INTEGER NOT NULL REFERENCES people_ids(record),
      other INTEGER NOT NULL REFERENCES people_ids(record), of_table TEXT NOT NULL, record INTEGER NOT NULL,
      made INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX claims_of_claimant ON claims(claimant);
    CREATE INDEX claims_of_other ON claims(other);
    CREATE TABLE erasure_requests (
      person INTEGER PRIMARY KEY REFERENCES people_ids(record), made INTEGER NOT NULL
    ) STRICT;
    """

  private static let administration = """
    CREATE TABLE changes (
      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, author TEXT NOT NULL, action TEXT NOT NULL, source TEXT,
      note TEXT NOT NULL DEFAULT '', undoes INTEGER REFERENCES changes(id), counts TEXT NOT NULL DEFAULT '{}'
    ) STRICT;
    CREATE TABLE source_files (
      change INTEGER NOT NULL REFERENCES changes(id), file TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
      PRIMARY KEY (change, file)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE about (
      member TEXT NOT NULL, known_from INTEGER NOT NULL REFERENCES changes(id),
      known_until INTEGER REFERENCES changes(id), value TEXT NOT NULL, PRIMARY KEY (member, known_from)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE further_columns (
      of_table TEXT NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL,
      known_from INTEGER NOT NULL REFERENCES changes(id), PRIMARY KEY (of_table, place), UNIQUE (of_table, name)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE actors (surrogate TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE) WITHOUT ROWID, STRICT;
    CREATE TABLE erased (mark TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;
    CREATE TABLE totals (of_table TEXT PRIMARY KEY, versions INTEGER NOT NULL, sum INTEGER NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
      purpose TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT;
    """

  private static func reference(_ table: TableName) -> String { "INTEGER REFERENCES \(ids(of: table))(record)" }

  /// A column of numbers; SQLite's own kind of them forgets the sign of a zero.
  private static func real(_ column: String) -> String { "ANY CHECK (typeof(\(column)) IN ('real', 'null'))" }

  private static var records: [(table: String, columns: String)] {
    let person = reference(.people)
    let team = reference(.teams)
    let organisation = reference(.organisations)
    let technique = reference(.techniques)
    let cohort = reference(.cohorts)
    let spell = "start TEXT, \"end\" TEXT"
    return [
      ("organisations", "name TEXT, kind TEXT, region TEXT, parent_id \(organisation)"),
      (
        "people",
        """
        name TEXT, role TEXT, staff_group TEXT, organisation_id \(organisation), email TEXT, listed INTEGER,
        introduces INTEGER, capacity INTEGER, available_from TEXT, available_until TEXT
        """
      ),
      ("teams", "name TEXT, organisation_id \(organisation), setting TEXT, headcount INTEGER"),
      ("memberships", "person_id \(person) NOT NULL, team_id \(team) NOT NULL, \(spell)"),
      ("techniques", "name TEXT, category TEXT, aliases TEXT"),
      ("cohorts", "name TEXT, programme TEXT, \(spell)"),
      ("enrolments", "person_id \(person) NOT NULL, cohort_id \(cohort) NOT NULL, \(spell), outcome TEXT"),
      ("events", "id TEXT, cohort_id \(cohort), kind TEXT, \(spell), person_id \(person), techniques TEXT"),
      (
        "uses",
        """
        id TEXT, person_id \(person) NOT NULL, technique_id \(technique) NOT NULL, \(spell), learned_from \(person),
        evidence TEXT, reason_stopped TEXT
        """
      ),
      (
        "engagements",
        """
        person_id \(person) NOT NULL, team_id \(team) NOT NULL, techniques TEXT, \(spell), timing TEXT, evidence TEXT,
        note TEXT
        """
      ),
      (
        "transfers",
        """
        id TEXT, from_id \(person) NOT NULL, to_id \(person) NOT NULL, technique_id \(technique) NOT NULL, date TEXT,
        evidence TEXT, fidelity \(real("fidelity")), note TEXT
        """
      ),
      (
        "ties",
        """
        id TEXT, from_id \(person) NOT NULL, to_id \(person) NOT NULL, kind TEXT, \(spell), weight \(real("weight")), influence TEXT
        """
      ),
      (
        "outcomes",
        """
        id TEXT, team_id \(team), organisation_id \(organisation), measure TEXT, date TEXT, value \(real("value")), unit TEXT,
        better TEXT, engagement_id \(reference(.engagements)), evidence TEXT, note TEXT
        """
      ),
    ]
  }
}
