import Graph
import Records
import Testing

/// Reads tables given as texts, in the order of `TableName`.
func read(_ tables: [TableName: String], time: TimeScale = .calendar, limit: Int = 100) throws -> (
  network: Network, problems: ProblemList
) {
  var about = About()
  about.time = time
  var builder = NetworkBuilder(about: about, limit: limit)
  for table in TableName.allCases {
    guard let text = tables[table] else { continue }
    let rows = CSVRows(file: table.file, bytes: Array(text.utf8))
    builder.read(table, from: rows)
  }
  return try builder.finish()
}

@Suite struct NetworkBuilderTests {
  private static let people = "id,name\np1,Ann\np2,Bo\n"

  private func problem(_ tables: [TableName: String], time: TimeScale = .calendar) -> Problem? {
    do {
      let read = try read(tables, time: time)
      return read.problems.kept.first
    } catch let error as InvalidInput {
      return error.problems.kept.first
    } catch {
      return nil
    }
  }

  @Test(arguments: [
    (TableName.people, "id,name\np1,A\np1,B\n", "people.csv:3: id: the id 'p1' is already used"),
    (.people, "id,name\n,A\n", "people.csv:2: id: the cell is empty"),
    (.people, "name\nA\n", "people.csv:1: id: there is no column 'id'"),
    (.people, "ID,name\np1,A\n", "people.csv:1: id: there is no column 'id': rename 'ID' to 'id'"),
    (.people, "id;name\np1;A\n", "people.csv:1: id: there is no column 'id': save the file with commas"),
    (.people, "id,id\np1,A\n", "people.csv:1: id: two columns are called 'id'"),
    (.people, "id,\np1,A\n", "people.csv:1: column 2 has no name"),
    (.people, "id,x\u{1}y\np1,A\n", "people.csv:1: the name of column 2 contains a control character"),
    (.people, "", "people.csv:1: the file is empty"),
    (
      .people, "id,Name\np1,A\n",
      "people.csv:1: Name: warning: this column is kept as an attribute: rename it to 'name'"
    ),
    (.people, "id\np1 \n", "people.csv:2: id: warning: the id 'p1 ' begins or ends with a space"),
    (.people, "id,listed\np1,Yes\n", "people.csv:2: listed: 'Yes' is neither yes nor no"),
    (.people, "id,capacity\np1,-1\n", "people.csv:2: capacity: '-1' is not a whole number"),
    (.people, "id,capacity\np1,99999999999999999999\n", "people.csv:2: capacity: '99999999999999999999' is not"),
    (.people, "id,name\np1,a\u{7}b\n", "people.csv:2: name: the cell contains a control character"),
    (.people, "id,name\np1\n", "people.csv:2: the row has 1 cells where the header has 2"),
    (
      .people, "id,organisation_id\np1,nowhere\n",
      "people.csv:2: organisation_id: 'nowhere' is not in organisations.csv"
    ),
    (
      .organisations, "id,parent_id\na,b\nb,a\n", "organisations.csv:2: parent_id: 'a' is, step by step, its own parent"
    ),
    (.organisations, "id,parent_id\na,c\n", "organisations.csv:2: parent_id: 'c' is not in organisations.csv"),
  ])
  func locatesProblems(table: TableName, text: String, expected: String) {
    let found = problem([table: text])?.description ?? "none"
    #expect(found.hasPrefix(expected))
  }

  @Test(arguments: [
    (TableName.ties, "from_id,to_id\np1,ghost\n", "ties.csv:2: to_id: 'ghost' is not in people.csv"),
    (.ties, "from_id,to_id,weight\np1,p2,nan\n", "ties.csv:2: weight: 'nan' is not a number"),
    (.ties, "from_id,to_id,weight\np1,p2,1e999\n", "ties.csv:2: weight: '1e999' is not a number"),
    (.ties, "from_id,to_id,weight\np1,p2,-1\n", "ties.csv:2: weight: the weight -1 is below 0"),
    (.ties, "from_id,to_id,influence\np1,p2,sideways\n", "ties.csv:2: influence: 'sideways' is not one of both"),
    (.ties, "from_id,to_id,start,end\np1,p2,2024-02-02,2024-02-01\n", "ties.csv:2: end: it ends 2024-02-01"),
    (.ties, "from_id,to_id,start\np1,p2,2024-02-30\n", "ties.csv:2: start: '2024-02-30' does not exist"),
    (.ties, "from_id,to_id\np1,p1\n", "ties.csv:2: to_id: warning: this tie is from a person to themself"),
    (
      .transfers, "from_id,to_id,technique_id\np1,p2,magic\n",
      "transfers.csv:2: technique_id: 'magic' is not in techniques"
    ),
  ])
  func locatesProblemsOfRecords(table: TableName, text: String, expected: String) {
    let found = problem([.people: Self.people, table: text])?.description ?? "none"
    #expect(found.hasPrefix(expected))
  }

  @Test func namesTheNearestIds() {
    let found = problem([.people: "id\nsurgeon\nben\n", .ties: "from_id,to_id\nsurgoen,ben\n"])
    #expect(found?.remedy.contains("nearest: surgeon") == true)
  }

  @Test func countsProblemsBeyondTheLimit() {
    let text = "from_id,to_id\n" + String(repeating: "p1,ghost\n", count: 250)
    do {
      _ = try read([.people: Self.people, .ties: text], limit: 10)
      Issue.record("bad input was taken")
    } catch let error as InvalidInput {
      #expect(error.problems.errors == 250)
      #expect(error.problems.kept.count == 10)
      #expect(error.description.hasSuffix("... and 240 more"))
    } catch {
      Issue.record("another error")
    }
  }

  @Test func keepsUnknownColumnsAndOverlappingRecords() throws {
    let network = try read([
      .people: "id,Years in post,name\np1,3,Ann\np2,,Bo\n", .teams: "id\nt1\n",
      .engagements: "person_id,team_id,start,end\np1,t1,2024-01-01,2024-06-30\np1,t1,2024-03-01,2024-04-01\n",
    ]).network
    #expect(network.people.extraColumns == [ExtraColumn(name: "Years in post", values: ["3", ""])])
    #expect(network.people.rows.map(\.name) == ["Ann", "Bo"])
    #expect(network.engagements.count == 2)
  }

  @Test func aTieWithAStartIsAnInstantOnlyWhereThereIsNoEndColumn() throws {
    let instant = try read([.people: Self.people, .ties: "from_id,to_id,start\np1,p2,2024-01-01\n"]).network
    let open = try read([.people: Self.people, .ties: "from_id,to_id,start,end\np1,p2,2024-01-01,\n"]).network
    #expect(instant.ties.rows[0].spell.interval.upper == instant.ties.rows[0].spell.interval.lower + 86_400)
    #expect(open.ties.rows[0].spell.interval.upper == .max)
  }

  @Test func theUnitIsADayWhileEveryTimeIsADate() throws {
    let days = try read([.people: Self.people, .ties: "from_id,to_id,start\np1,p2,2024-01-01\n"]).network
    let seconds = try read([
      .people: Self.people, .ties: "from_id,to_id,start\np1,p2,2024-01-01\np1,p2,2024-01-01T10:00:00Z\n",
    ]).network
    #expect(days.unit.name == "day")
    #expect(seconds.unit.name == "second")
    #expect(seconds.unit.text(0) == "1970-01-01T00:00:00Z")
  }

  @Test func theAreaIsTheNearestBoardElseTheRegion() throws {
    let network = try read([
      .organisations:
        "id,name,kind,region,parent_id\nr,South,region,,\ni,Moor Board,icb,,r\nt,Trust,trust,SW,i\nu,Unit,trust,East,r\nv,V,trust,,r\n"
    ]).network
    let areas = (0..<5).map { network.area(of: RowIndex($0)) }
    #expect(areas == [nil, "Moor Board", "Moor Board", "East", nil])
  }
}
