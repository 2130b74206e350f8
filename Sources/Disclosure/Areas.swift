import Records

/// Organisations as a pseudonymised network has them: areas and regions where enough people work.
struct Areas {
  /// The organisations that are left, in the order of their new ids.
  private(set) var organisations: [Organisation] = []
  /// Where each organisation went; `nil` where nothing large enough holds it.
  private(set) var place: [RowIndex<Organisation>?]
  /// For each organisation its own new place, where it is an area that stays.
  private(set) var own: [RowIndex<Organisation>?]

  /// - Parameters:
  ///   - network: The network as it is.
  ///   - least: How many people must work in an area, or else in what is left of a region, for it to stay.
  ///   - mentions: Takes people out of names.
  init(of network: Network, _ pseudonyms: Pseudonyms, least: Int, _ mentions: inout PersonMentions) {
    let rows = network.organisations.rows
    let boards = rows.indices.map { Self.board(of: $0, in: rows) }
    let regions = rows.indices.map { row in
      rows[row].region.isEmpty ? boards[row].map { rows[$0].region } ?? "" : rows[row].region
    }
    let places = network.people.rows.compactMap { $0.organisation?.int }
    var peopleOfBoard = [Int](repeating: 0, count: rows.count)
    for row in places { if let board = boards[row] { peopleOfBoard[board] += 1 } }
    func boardThatStays(_ row: Int) -> Int? { boards[row].flatMap { peopleOfBoard[$0] >= least ? $0 : nil } }
    var peopleOfRegion: [String: Int] = [:]
    for row in places where boardThatStays(row) == nil { peopleOfRegion[regions[row], default: 0] += 1 }
    func regionThatStays(_ row: Int) -> String? {
      !regions[row].isEmpty && peopleOfRegion[regions[row], default: 0] >= least ? regions[row] : nil
    }

    let kept = rows.indices.filter { boardThatStays($0) == $0 }
    let ids = pseudonyms.pseudonyms(of: kept.map { rows[$0].id }, in: .organisations)
    var found: [(organisation: Organisation, board: Int?)] = []
    for (row, id) in zip(kept, ids) {
      var organisation = Organisation()
      organisation.id = id
      organisation.name = mentions.masked(rows[row].name)
      organisation.kind = rows[row].kind
      organisation.region = mentions.masked(regions[row])
      found.append((organisation, row))
    }
    let names = Set(rows.indices.compactMap { boardThatStays($0) == nil ? regionThatStays($0) : nil })
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let regionIDs = pseudonyms.pseudonyms(of: names, in: "regions", "o")
    for (name, id) in zip(names, regionIDs) {
      var organisation = Organisation()
      organisation.id = id
      organisation.name = mentions.masked(name)
      organisation.kind = "region"
      organisation.region = organisation.name
      found.append((organisation, nil))
    }
    found.sort { $0.organisation.id.utf8.lexicographicallyPrecedes($1.organisation.id.utf8) }
    organisations = found.map(\.organisation)

    var placeOfBoard: [Int: Int] = [:]
    var placeOfID: [String: Int] = [:]
    for (new, area) in found.enumerated() {
      if let board = area.board { placeOfBoard[board] = new } else { placeOfID[area.organisation.id] = new }
    }
    let idOfRegion = Dictionary(uniqueKeysWithValues: zip(names, regionIDs))
    place = rows.indices.map { row in
      let new =
        boardThatStays(row).flatMap { placeOfBoard[$0] }
        ?? regionThatStays(row).flatMap { idOfRegion[$0] }.flatMap { placeOfID[$0] }
      return new.map { RowIndex($0) }
    }
    own = rows.indices.map { placeOfBoard[$0].map { RowIndex($0) } }
  }

  /// The nearest organisation of kind `icb` at or above a row.
  private static func board(of row: Int, in rows: [Organisation]) -> Int? {
    var next: Int? = row
    while let current = next {
      if rows[current].kind == "icb" { return current }
      next = rows[current].parent?.int
    }
    return nil
  }
}
