import Records
import Testing

@testable import Store

/// A network brought up to date with few changes is the one that is read as a whole.
@Suite struct RevisionTests {
  private let tables: [TableName: String] = [
    .organisations: "id,name\no1,North\no2,South\n",
    .people: "id,name,organisation_id,Shoe size\np1,Ada,o1,38\np2,Ben,o2,\np3,Cy,,41\np4,Di,o1,\n",
    .teams: "id,name,organisation_id\nt1,Ward,o1\nt2,Clinic,o2\n",
    .techniques: "id,name,aliases\nk1,Coaching,\nk2,Inquiry,AI;Appreciative\n",
    .uses: "id,person_id,technique_id,start,learned_from\nu1,p1,k1,2020-01-01,\nu2,p2,k1,2021-01-01,p1\n",
    .engagements: "id,person_id,team_id,techniques,start\ne1,p1,t1,k1;k2,2021-02-01\ne2,p2,t2,,2021-03-01\n",
    .ties: "from_id,to_id,kind,start,Remark\np1,p2,advice,2020-05-01,so\np2,p3,advice,2020-06-01,\np3,p4,advice,,\n",
  ]

  /// Everything that is in a network, in order.
  private func contents(_ network: Network) -> [String] {
    TableName.allCases.flatMap { table in
      let cells = network.cells(of: table)
      let width = table.columns.count + cells.further.count
      return (0..<cells.count).map { row in
        "\(table) \(cells.lines[row]): " + (0..<width).map { cells.cell(row, $0) }.joined(separator: "|")
      }
    }
  }

  private func edit(_ lots: inout Lots, _ number: Int) -> RecordEdit {
    func one(_ ids: [String]) -> String { ids.randomElement(using: &lots) ?? "" }
    let people = ["p1", "p2", "p3", "p4"]
    let techniques = ["k1", "k2", "k1;k2", ""]
    switch Int.random(in: 0..<9, using: &lots) {
    case 0: return .add(.people, ["id": "q\(number)", "name": "New \(number)", "organisation_id": "o2"])
    case 1: return .change(.people, .id(one(people)), ["name": "Name \(number)", "Shoe size": "\(number)"])
    case 2: return .add(.techniques, ["id": "n\(number)", "name": "Technique \(number)"])
    case 3: return .add(.uses, ["person_id": one(people), "technique_id": one(["k1", "k2"]), "start": "2022-01-01"])
    case 4: return .change(.engagements, .id(one(["e1", "e2"])), ["techniques": one(techniques), "note": "\(number)"])
    case 5: return .add(.ties, ["from_id": one(people), "to_id": one(people), "kind": "advice", "Remark": "\(number)"])
    case 6: return .remove(.ties, .number(Int64.random(in: 1...4, using: &lots)))
    case 7: return .remove(.uses, .id(one(["u1", "u2"])))
    default: return .remove(.people, .id("q\(Int.random(in: 0...number, using: &lots))"))
    }
  }

  @Test(arguments: 0..<20) func isTheSameAsReadWhole(seed: UInt64) throws {
    var lots = Lots(state: seed)
    let scratch = try Scratch()
    let store = try StoreOwner(scratch.store("r"), makingNew: true)
    try store.take(try network(tables))
    var known: [(network: Network, change: Int64)] = [(try store.reader.network(), 1)]
    var count = 0
    for number in 0..<25 {
      let change: Int64
      if number % 6 == 5, let last = known.last?.change, last > 1, let undone = try? store.undo(last, by: "tester") {
        change = undone.id
      } else if let result = try? store.edit(edit(&lots, number), by: "tester") {
        change = result.change.id
      } else {
        continue
      }
      let whole = try store.reader.network()
      for earlier in known {
        #expect(
          contents(try store.reader.network(asKnown: change, from: earlier)) == contents(whole), "change \(change)")
        try store.reader.read { session in
          let revision = try Revision(session, from: earlier.change, to: change)
          if try revision?.network(from: earlier.network) != nil { count += 1 }
        }
      }
      known.append((whole, change))
    }
    #expect(known.count > 12 && count > known.count * 2)
  }

  @Test func readsAllWhereMuchHasChanged() throws {
    let scratch = try Scratch()
    let store = try StoreOwner(scratch.store("r"), makingNew: true)
    try store.take(try network(tables))
    let first = try store.reader.network()
    _ = try store.edit(.change(.organisations, .id("o1"), ["name": "East"]), by: "tester")
    _ = try store.erase("p1", structure: .keep, by: "tester")
    try store.reader.read { session in
      let (ofOrganisations, ofErasure) = (
        try Revision(session, from: 1, to: 2), try Revision(session, from: 2, to: 3)
      )
      #expect(ofOrganisations == nil && ofErasure == nil)
      let ofNothing = try Revision(session, from: 3, to: 3)?.network(from: first)
      #expect(ofNothing != nil)
    }
    let (revised, whole) = (try store.reader.network(asKnown: 3, from: (first, 1)), try store.reader.network())
    #expect(contents(revised) == contents(whole))
  }
}
