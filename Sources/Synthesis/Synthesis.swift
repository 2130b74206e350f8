public import Records

/// Invents a practitioner network that resembles a regional programme, together with the truth behind it.
///
/// Everything in it is synthetic: no name, organisation or figure is anybody's.
public enum Synthesis {
  /// How many people a programme can have.
  public static let peopleRange = 100...1_000_000

  /// A programme of `people` people in the South West; about 57 of every 100 are alumni.
  ///
  /// The same `people` and `seed` give the same programme on every machine.
  ///
  /// - Precondition: `people` lies in ``peopleRange``.
  /// - Complexity: O(people) in time and memory.
  public static func generate(people: Int, seed: UInt64) -> SyntheticProgramme {
    precondition(peopleRange.contains(people), "a synthetic programme has from 100 to 1,000,000 people")
    var places = Places(people: people, seed: seed)
    let ids = PersonIDs(people: people)
    let population = Population(people: people, ids: ids, places: places, seed: seed)
    let course = Course(population: population, ids: ids, seed: seed)
    let plot = SurgeonPlot(circle: population.circle, seed: seed)
    let ties = TieTable(population: population, places: places, plot: plot, seed: seed)
    let spread = TrueSpread(course: course, plot: plot, ties: ties.rows, people: people, seed: seed)
    let records = SpreadRecords(spread: spread, plot: plot, population: population, seed: seed)
    places.setHeadcounts(members: population.teams, seed: seed)
    places.addPeerTeam(headcount: plot.circle.count + 6)
    let support = SupportRecords(
      spread: spread, plot: plot, population: population, places: places, seed: seed)
    let series = OutcomeSeries(engagements: support.rows, places: places, people: people, seed: seed)

    var network = Network()
    network.about = about(people: people, seed: seed)
    network.organisations = Table(places.organisations)
    network.people = Table(population.rows)
    network.teams = Table(places.teams)
    network.memberships = Table(
      drawMemberships(population: population, places: places, plot: plot, seed: seed))
    network.techniques = Table(Catalogue.rows)
    network.cohorts = Table(course.cohorts)
    network.enrolments = Table(course.enrolments)
    network.events = Table(course.events)
    network.uses = Table(records.uses)
    network.engagements = Table(support.rows)
    network.transfers = Table(records.transfers)
    network.ties = Table(ties.rows)
    network.outcomes = Table(series.rows)
    let truth = Truth(
      seed: seed, ids: ids, people: people, alumni: population.alumni, spread: spread, plot: plot, series: series,
      teams: places.teams, peerTeam: places.peerTeam)
    return SyntheticProgramme(network: network, truth: truth)
  }

  private static func about(people: Int, seed: UInt64) -> About {
    var about = About()
    about.title = "South West practitioner network (SYNTHETIC)"
    about.description =
      "SYNTHETIC data, invented by a program: three six-month cohorts of a programme in organisational development, "
      + "their alumni, the peers and teams they passed it on to, and a consultant surgeon's work with surgical peers. "
      + "Every person, organisation, team and figure is made up; only the names of the seven areas are real. "
      + "Made with: ripple generate --people \(people) --seed \(seed)"
    about.citation = "Ripple: synthetic South West programme, \(people) people, seed \(seed)"
    about.licence = "CC0-1.0"
    return about
  }
}

/// An invented network and the truth behind it.
public struct SyntheticProgramme: Sendable {
  /// What was recorded.
  public let network: Network
  /// What really happened, and with what rates and effects.
  public let truth: Truth
}
