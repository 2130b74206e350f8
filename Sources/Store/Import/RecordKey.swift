import Records

/// What tells a record from others when its contents have changed: its id, or, of a record without one, the cells that
/// say between whom, of what and since when.
struct RecordKey {
  private let idColumn: Int?
  private let natural: [Int]

  init(_ table: TableName) {
    let names = table.columns.map(\.name)
    idColumn = names.firstIndex(of: "id")
    let telling: [String] =
      switch table {
      case .memberships: ["person_id", "team_id", "start"]
      case .enrolments: ["person_id", "cohort_id"]
      case .events: ["cohort_id", "kind", "start", "person_id"]
      case .uses: ["person_id", "technique_id", "start"]
      case .engagements: ["person_id", "team_id", "start", "techniques"]
      case .transfers: ["from_id", "to_id", "technique_id", "date"]
      case .ties: ["from_id", "to_id", "kind", "start"]
      case .outcomes: ["team_id", "organisation_id", "measure", "date"]
      case .organisations, .people, .teams, .techniques, .cohorts: ["id"]
      }
    natural = telling.compactMap { names.firstIndex(of: $0) }
  }

  /// The key of a row given as text; records that have an id never share a key with those that have none.
  func key(_ cell: (Int) -> String) -> String {
    if let idColumn {
      let id = cell(idColumn)
      if !id.isEmpty { return "#" + id }
    }
    return natural.map(cell).joined(separator: "\u{1F}")
  }

  /// What to call the record where a person reads it.
  func name(_ cell: (Int) -> String) -> String {
    if let idColumn {
      let id = cell(idColumn)
      if !id.isEmpty { return id }
    }
    return natural.map(cell).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
