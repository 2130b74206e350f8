import Graph
import Insight
import Records
import Testing

@Suite struct PictureTests {
  @Test func everybodyStandsInTheirAreaAndTheSameEveryTime() throws {
    let network = try Samples.network("south-west")
    let places = network.placesByArea()
    #expect(places.areas.count == 7)
    #expect(places.areas.map(\.name) == places.areas.map(\.name).sorted())
    #expect(places.peopleX.count == network.people.count && places.teamsY.count == network.teams.count)
    for (person, row) in network.people.rows.enumerated() {
      let area = places.areas[places.areaOfPeople[person]]
      #expect(area.name == network.area(of: row.organisation) ?? "")
      let away = distance(places.peopleX[person] - area.x, places.peopleY[person] - area.y)
      #expect(away <= area.radius * 1.25, "\(row.id) stands outside its area")
    }
    let again = network.placesByArea()
    #expect(again.peopleX == places.peopleX && again.peopleY == places.peopleY && again.teamsX == places.teamsX)
  }

  @Test func areasLieBesideEachOther() throws {
    let places = try Samples.network("south-west").placesByArea()
    for (place, one) in places.areas.enumerated() {
      for other in places.areas[(place + 1)...] {
        #expect(distance(one.x - other.x, one.y - other.y) >= one.radius + other.radius)
      }
    }
    // A picture is half as wide again as it is high.
    let width = places.areas.map { abs($0.x) + $0.radius }.max() ?? 0
    let height = places.areas.map { abs($0.y) + $0.radius }.max() ?? 1
    #expect(width / height > 1.3 && width / height < 1.8)
  }

  @Test func fewStandOnEachOthersFeet() throws {
    let places = try Samples.network("south-west").placesByArea()
    let x = places.peopleX + places.teamsX
    let y = places.peopleY + places.teamsY
    let crowded = x.indices.count { node in
      x.indices.contains { $0 != node && distance(x[node] - x[$0], y[node] - y[$0]) < 0.4 }
    }
    #expect(Double(crowded) < 0.03 * Double(x.count))
  }

  @Test func aTeamWithoutAnAreaIsWhereItsPeopleAre() throws {
    let network = try Samples.read([
      .organisations: "id,name,kind,region\no1,North,icb,\no2,South,icb,\n",
      .people: "id,organisation_id\na,o1\nb,o2\nc,o2\nd,\n",
      .teams: "id\nt\nu\n",
      .memberships: "person_id,team_id\na,t\nb,t\nc,t\nd,u\n",
    ])
    let places = network.placesByArea()
    #expect(places.areas.map(\.name) == ["North", "South", ""])
    #expect(places.areaOfTeams == [1, 2])
    #expect(places.areaOfPeople == [0, 1, 1, 2])
  }

  @Test func fortyAreasHaveADiscAndTheRestShareOne() throws {
    let rows = (1...60).map { "o\($0),Area \($0),icb,\n" }.joined()
    let people = (1...60).flatMap { area in (0..<max(1, 60 - area)).map { "p\(area)x\($0),o\(area)\n" } }.joined()
    let network = try Samples.read([
      .organisations: "id,name,kind,region\n" + rows, .people: "id,organisation_id\n" + people,
    ])
    let places = network.placesByArea()
    #expect(places.areas.count == 41)
    #expect(places.areas.last?.name == "")
    #expect((places.peopleX + places.peopleY).allSatisfy { $0.isFinite })
  }

  @Test(arguments: ["", "id\na\n", "id\na\nb\nc\n"]) func smallNetworksHavePlaces(people: String) throws {
    let network = try Samples.read(people.isEmpty ? [:] : [.people: people])
    let picture = network.picture()
    #expect(picture.places.areas.map(\.name) == [""])
    #expect(picture.places.peopleX.allSatisfy { $0.isFinite })
    #expect(picture.mostTelling == 0)
    #expect(picture.spreads.map(\.reached) == [0])
  }

  @Test func aPictureCountsWhatTheCascadesSay() throws {
    let network = try Samples.network("south-west")
    let picture = network.picture()
    #expect(picture.spreads.count == network.techniques.count + 1)
    let cascades = network.cascades()
    for (spread, cascade) in zip(picture.spreads, cascades) {
      #expect(spread.cascade.people.map(\.person) == cascade.people.map(\.person))
      #expect(spread.reached == cascade.people.count { !$0.sources.isEmpty })
      #expect(spread.reachedOnRecord <= spread.reached)
      let technique = try #require(spread.technique)
      let supported = Set(
        network.engagements.rows.filter { $0.techniques.contains(technique) }.map { $0.team.int })
      #expect(spread.teams == supported.count)
      // Somebody whom no event taught is not taught; one by one, over all records.
      for (place, adopter) in cascade.people.enumerated() {
        #expect(spread.isTaught[place] == isTaught(adopter.person, technique, by: adopter.adopted, network))
      }
    }
    let most = picture.spreads.dropLast().map(\.reached).max()
    #expect(picture.spreads[picture.mostTelling].reached == most)
    #expect(picture.spreads.last?.cascade.people.count == network.cascadeOverAll().people.count)
    for (person, cohort) in picture.cohort.enumerated() {
      let own = network.enrolments.rows.filter { $0.person.int == person }
      let first = own.compactMap { $0.spell.start?.moment }.min()
      #expect(own.isEmpty == (cohort == nil))
      #expect(first == nil || own.contains { $0.cohort == cohort && $0.spell.start?.moment == first })
    }
  }

  private func isTaught(
    _ person: Int, _ technique: RowIndex<Technique>, by moment: Moment, _ network: Network
  ) -> Bool {
    network.events.rows.contains { event in
      guard event.techniques.contains(technique), event.spell.interval.lower <= moment else { return false }
      if let one = event.person { return one.int == person }
      return network.enrolments.rows.contains { $0.person.int == person && $0.cohort == event.cohort }
    }
  }

  private func distance(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
}
