import Records

/// A small network made by lot, from which people can be taken out with everything that names them.
struct RandomPractice {
  private struct Row {
    let table: TableName
    let people: [String]
    let cells: (_ isIn: (String) -> Bool) -> String
  }

  let people: [(id: String, listed: Bool, introduces: Bool)]
  private var rows: [Row] = []
  private static let headers: [TableName: String] = [
    .people: "id,name,listed,introduces,capacity,available_from,available_until,staff_group",
    .teams: "id,name,setting", .techniques: "id,name,category,aliases",
    .uses: "id,person_id,technique_id,start,end,learned_from,evidence",
    .engagements: "id,person_id,team_id,techniques,start,end,evidence",
    .transfers: "id,from_id,to_id,technique_id,date,evidence", .ties: "id,from_id,to_id,start,end",
    .memberships: "person_id,team_id,start,end",
  ]

  init(seed: UInt64, people count: Int) {
    var state = seed
    func below(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(n))
    }
    func pick(_ values: [String]) -> String { values[below(values.count)] }
    func day() -> String { "2024-0\(1 + below(9))-\(10 + below(19))" }
    func ending() -> String { pick(["", "", "2024-10-15", "2025-02-01"]) }
    // Ids whose order is not that of the rows.
    people = (0..<count).map { ("p\(($0 * 7) % count)", below(3) > 0, below(2) == 0) }
    let ids = people.map(\.id)
    for person in people {
      let (listed, introduces) = (person.listed ? "yes" : "no", person.introduces ? "yes" : "")
      let (capacity, from, until) = (
        pick(["", "1", "2", "0", "5"]), pick(["", "", "2024-06-01"]), pick(["", "", "2026-01-01", "2024-07-01"])
      )
      let group = pick(["Medical", "Nursing"])
      rows.append(
        Row(table: .people, people: [person.id]) { _ in
          "\(person.id),Name \(person.id),\(listed),\(introduces),\(capacity),\(from),\(until),\(group)"
        })
    }
    rows.append(Row(table: .teams, people: []) { _ in "t0,Team,theatre\nt1,Other,ward" })
    rows.append(
      Row(table: .techniques, people: []) { _ in
        "k0,Coaching,talk,one to one;mentoring\nk1,Listening,talk,\nk2,Diagnosis,look,"
      })
    let grades = ["", "observed", "confirmed", "reported", "inferred"]
    for number in 0..<count * 2 {
      let (who, what, start, grade, source) = (pick(ids), "k\(below(3))", day(), pick(grades), pick(ids + ["", ""]))
      let end = ending()
      rows.append(
        Row(table: .uses, people: [who]) { isIn in
          "u\(number),\(who),\(what),\(start),\(end),\(isIn(source) && source != who ? source : ""),\(grade)"
        })
    }
    for number in 0..<count {
      let (who, team, what, start, grade) = (pick(ids), "t\(below(2))", pick(["", "k0", "k1;k2"]), day(), pick(grades))
      let end = ending()
      rows.append(
        Row(table: .engagements, people: [who]) { _ in "e\(number),\(who),\(team),\(what),\(start),\(end),\(grade)" })
      let (from, to) = (pick(ids), pick(ids))
      if from != to {
        let (what, date, grade) = ("k\(below(3))", pick([day(), day(), ""]), pick(grades))
        rows.append(
          Row(table: .transfers, people: [from, to]) { _ in "x\(number),\(from),\(to),\(what),\(date),\(grade)" })
      }
      rows.append(Row(table: .memberships, people: [who]) { _ in "\(who),\(team),," })
    }
    for number in 0..<count * 3 / 2 {
      let (from, to, start) = (pick(ids), pick(ids), pick(["", day()]))
      let end = start.isEmpty ? "" : ending()
      if from == to { continue }
      rows.append(Row(table: .ties, people: [from, to]) { _ in "t\(number),\(from),\(to),\(start),\(end)" })
    }
  }

  /// The network with only those people who are in, and nothing that names others.
  func network(with isIn: (String) -> Bool = { _ in true }) throws -> Network {
    var tables: [TableName: String] = [:]
    for row in rows where row.people.allSatisfy(isIn) {
      tables[row.table, default: Self.headers[row.table] ?? ""] += "\n" + row.cells(isIn)
    }
    return try Samples.read(tables.mapValues { $0 + "\n" })
  }
}
