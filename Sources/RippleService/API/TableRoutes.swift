import Hummingbird
import NIOCore
import Records
import Store

/// What is recorded, page by page: rows as the tables hold them.
struct TableRoutes {
  let service: ServiceCore

  /// Tables with an address of their own, for everybody who may see some of them.
  private static let named: [(table: TableName, operation: Operation)] = [
    (.people, .people), (.teams, .teams), (.techniques, .techniques), (.cohorts, .cohorts),
    (.organisations, .organisations),
  ]

  var routes: [Route] {
    var routes = Self.named.flatMap { table, operation in
      [list(table, operation), one(table, table == .people ? .person : operation)]
    }
    for table in TableName.allCases where !Self.named.contains(where: { $0.table == table }) {
      routes.append(list(table, .records, under: "records/"))
    }
    return routes
  }

  private func list(_ table: TableName, _ operation: Operation, under folder: String = "") -> Route {
    Route(
      method: .get, path: "/api/v1/\(folder)\(table.rawValue)", operation: operation,
      summary: "The rows of \(table.rawValue), a page at a time.",
      parameters: [
        Route.Parameter(name: "q", help: "Text to look for in ids and names."),
        Route.Parameter(name: "limit", help: "Rows a page.", kind: .number(1...1000)),
        Route.Parameter(name: "offset", help: "Rows to pass over.", kind: .number(0...1_000_000_000)),
      ]
        + table.columns.map {
          Route.Parameter(name: $0.name, help: "Rows alone whose \($0.name) is this, as the table has it.")
        },
      handle: { ask in
        let viewer = try ask.signedIn()
        let snapshot = try await service.hub.snapshot()
        let network = try await service.network(for: ask, snapshot)
        let page = Page(
          table: table, viewer: viewer, words: ask.value("q"), offset: ask.number("offset", or: 0),
          limit: ask.number("limit", or: 100),
          filters: table.columns.compactMap { column in ask.value(column.name).map { (column.name, $0) } })
        return ask.json(
          try await StoreHub.blocking { try page.answer(network, version: snapshot.version) },
          version: ask.tag(snapshot.version))
      })
  }

  private func one(_ table: TableName, _ operation: Operation) -> Route {
    Route(
      method: .get, path: "/api/v1/\(table.rawValue)/{id}", operation: operation,
      summary: "One row of \(table.rawValue).",
      handle: { ask in
        let viewer = try ask.signedIn()
        let id = try ask.place("id")
        let snapshot = try await service.hub.snapshot()
        let network = try await service.network(for: ask, snapshot)
        let page = Page(table: table, viewer: viewer, words: nil, offset: 0, limit: 1, filters: [("id", id)])
        guard let row = try await StoreHub.blocking({ page.rows(network).first }) else {
          throw Problem(.notFound, "there is nothing of that id in \(table.rawValue), or nothing that may be shown")
        }
        return ask.json(try JSONText.encode(row), version: ask.tag(snapshot.version))
      })
  }
}

/// Some rows of a table.
struct Page: Sendable {
  let table: TableName
  let viewer: Viewer
  let words: String?
  let offset: Int
  let limit: Int
  let filters: [(column: String, value: String)]

  private struct Answer: Encodable {
    let version: Int64
    let total: Int
    let offset: Int
    let items: [[String: String]]
  }

  /// The page as JSON.
  func answer(_ network: Network, version: Int64) throws -> ByteBuffer {
    var total = 0
    let items = rows(network, &total)
    return try JSONText.encode(Answer(version: version, total: total, offset: offset, items: items))
  }

  /// The rows of the page, each with the cells that are not empty and may be shown.
  func rows(_ network: Network) -> [[String: String]] {
    var total = 0
    return rows(network, &total)
  }

  private func rows(_ network: Network, _ total: inout Int) -> [[String: String]] {
    let cells = network.cells(of: table)
    let names = table.columns.map(\.name) + (viewer.role == .lead ? cells.further : [])
    func shown(isOwn: Bool) -> [Bool] {
      names.map { table != .people || PersonFields.shows($0, to: viewer.role, isOwn: isOwn) }
    }
    let (shownOfOthers, shownOfOwn) = (shown(isOwn: false), shown(isOwn: true))
    let own = viewer.person.flatMap { person in
      table == .people ? network.people.rows.firstIndex { $0.id == person } : nil
    }
    let wanted = filters.map { filter in (column: names.firstIndex(of: filter.column), value: filter.value) }
    let words = words.map { TextSearch($0) }
    let told = ["id", "name"].compactMap { names.firstIndex(of: $0) }
    var items: [[String: String]] = []
    for row in 0..<cells.count {
      let isShown = row == own ? shownOfOwn : shownOfOthers
      // A cell that is not shown must not be told by asking for it either.
      func shown(_ column: Int) -> String { isShown[column] ? cells.cell(row, column) : "" }
      guard wanted.allSatisfy({ filter in filter.column.map { shown($0) == filter.value } ?? false }) else { continue }
      if let words, !told.contains(where: { words.isIn(shown($0)) }) { continue }
      total += 1
      guard total > offset, items.count < limit else { continue }
      var item: [String: String] = [:]
      for column in names.indices {
        let text = shown(column)
        if !text.isEmpty { item[names[column]] = text }
      }
      items.append(item)
    }
    return items
  }
}
