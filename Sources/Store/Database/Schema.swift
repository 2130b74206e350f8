import Records

/// The tables of a store, as migrations; one that has shipped is never edited.
///
/// A record keeps its number, `record`, for good, and has a row for each version of it that was ever known: from the change
/// set `known_from` on, up to but excluding `known_until`. Records that others refer to have their ids in a table of their
/// own, so that a person's id stands in one place. Where a version holds something else than its source said, because some
/// cell was edited by hand, `said` keeps what the source did say.
package enum Schema {
  /// Tables whose rows others refer to.
  static let referenced = TableName.referredTo

  /// The table of the ids of `table`.
  static func ids(of table: TableName) -> String { "\(table.rawValue)_ids" }

  /// Numbers as SQL has them in a list.
  static func list(_ numbers: [Int64]) -> String { numbers.map(String.init).joined(separator: ", ") }

  /// True when ids of `table` stand in a table of their own.
  static func hasIDs(_ table: TableName) -> Bool { referenced.contains(table) }

  /// The tables of a store and the columns that tell their rows apart; those that others refer to come first.
  package static var tables: [(name: String, key: String)] {
    [
      ("changes", "id"), ("source_files", "change, file"), ("sources", "id"), ("about", "member, known_from"),
      ("further_columns", "of_table, place"), ("actors", "surrogate"), ("erased", "mark"), ("totals", "of_table"),
      ("audit", "id"),
    ] + referenced.map { (ids(of: $0), "record") } + TableName.allCases.map { ($0.rawValue, "record, known_from") } + [
      ("accounts", "id"), ("tokens", "number"), ("retention", "programme"), ("requests", "number"),
      ("claims", "number"), ("erasure_requests", "person"), ("handed_over", "change, of_table, key, column_name"),
    ]
  }

  /// Where people stand beside the records, who may have many rows there: tables, what tells their rows apart, and the columns
  /// with people. Of the requests to be erased everybody has one at most.
  static let besideRecords: [(table: String, key: String, columns: [String])] = [
    ("accounts", "id", ["person"]), ("requests", "number", ["asker", "peer"]),
    ("claims", "number", ["claimant", "other"]),
  ]

  /// References of records to what is not there, one sentence each.
  package static func danglingReferences(_ session: any StoreSession) throws -> [String] {
    var findings: [String] = []
    for table in TableName.allCases {
      for column in table.columns {
        guard case .reference(let target) = column.type else { continue }
        let found = try session.number(
          """
          SELECT a.record FROM \(table.rawValue) AS a LEFT JOIN \(ids(of: target)) AS i ON i.record = a."\(column.name)"
          WHERE a."\(column.name)" IS NOT NULL AND i.record IS NULL ORDER BY a.record LIMIT 1
          """)
        if let found {
          findings.append("record \(found) of \(table.rawValue) refers to one of \(target.rawValue) that is not there")
        }
      }
    }
    return findings
  }

  /// A step from one form of a store to the next.
  package struct Migration: Sendable {
    /// What it is called, in the store as well.
    package let name: String
    /// What it does.
    package let statements: [String]
  }

  /// The steps, in their order.
  package static func migrations(_ dialect: Dialect) -> [Migration] {
    var first = [administration]
    for table in referenced {
      let null = table == .engagements ? "" : " NOT NULL"
      first.append("CREATE TABLE \(ids(of: table)) (record INTEGER PRIMARY KEY, id TEXT\(null) UNIQUE) STRICT")
    }
    for (table, columns) in records(dialect) {
      first.append(
        """
        CREATE TABLE \(table) (
          record INTEGER NOT NULL, known_from INTEGER NOT NULL, known_until INTEGER, source INTEGER,
          checksum INTEGER NOT NULL, \(columns), further TEXT, said TEXT, PRIMARY KEY (record, known_from)
        ) WITHOUT ROWID, STRICT
        """)
    }
    return [
      ("1: records with two times", first), ("2: accounts of the service, retention", [accounts]),
      ("3: requests between people", [requests]), ("4: what people who were merged had", [handedOver]),
    ].map { Migration(name: $0.0, statements: $0.1.map(dialect.definition)) }
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

  /// What was one person's until a change set made it another's, so that undoing that gives it back.
  private static let handedOver = """
    CREATE TABLE handed_over (
      change INTEGER NOT NULL REFERENCES changes(id), of_table TEXT NOT NULL, key TEXT NOT NULL, column_name TEXT NOT NULL,
      made INTEGER NOT NULL, person INTEGER NOT NULL REFERENCES people_ids(record),
      receiver INTEGER NOT NULL REFERENCES people_ids(record), PRIMARY KEY (change, of_table, key, column_name)
    ) WITHOUT ROWID, STRICT;
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

  private static func records(_ dialect: Dialect) -> [(table: String, columns: String)] {
    func reference(_ column: String, _ table: TableName) -> String { dialect.reference(column, to: ids(of: table)) }
    func needed(_ column: String, _ table: TableName) -> String { reference(column, table) + " NOT NULL" }
    let spell = "start TEXT, \"end\" TEXT"
    return [
      ("organisations", "name TEXT, kind TEXT, region TEXT, \(reference("parent_id", .organisations))"),
      (
        "people",
        """
        name TEXT, role TEXT, staff_group TEXT, \(reference("organisation_id", .organisations)), email TEXT, listed INTEGER,
        introduces INTEGER, capacity INTEGER, available_from TEXT, available_until TEXT
        """
      ),
      ("teams", "name TEXT, \(reference("organisation_id", .organisations)), setting TEXT, headcount INTEGER"),
      ("memberships", "\(needed("person_id", .people)), \(needed("team_id", .teams)), \(spell)"),
      ("techniques", "name TEXT, category TEXT, aliases TEXT"),
      ("cohorts", "name TEXT, programme TEXT, \(spell)"),
      ("enrolments", "\(needed("person_id", .people)), \(needed("cohort_id", .cohorts)), \(spell), outcome TEXT"),
      (
        "events",
        "id TEXT, \(reference("cohort_id", .cohorts)), kind TEXT, \(spell), \(reference("person_id", .people)), techniques TEXT"
      ),
      (
        "uses",
        """
        id TEXT, \(needed("person_id", .people)), \(needed("technique_id", .techniques)), \(spell),
        \(reference("learned_from", .people)), evidence TEXT, reason_stopped TEXT
        """
      ),
      (
        "engagements",
        """
        \(needed("person_id", .people)), \(needed("team_id", .teams)), techniques TEXT, \(spell), timing TEXT, evidence TEXT,
        note TEXT
        """
      ),
      (
        "transfers",
        """
        id TEXT, \(needed("from_id", .people)), \(needed("to_id", .people)), \(needed("technique_id", .techniques)), date TEXT,
        evidence TEXT, \(dialect.real("fidelity")), note TEXT
        """
      ),
      (
        "ties",
        """
        id TEXT, \(needed("from_id", .people)), \(needed("to_id", .people)), kind TEXT, \(spell), \(dialect.real("weight")),
        influence TEXT
        """
      ),
      (
        "outcomes",
        """
        id TEXT, \(reference("team_id", .teams)), \(reference("organisation_id", .organisations)), measure TEXT, date TEXT,
        \(dialect.real("value")), unit TEXT, better TEXT, \(reference("engagement_id", .engagements)), evidence TEXT, note TEXT
        """
      ),
    ]
  }
}
