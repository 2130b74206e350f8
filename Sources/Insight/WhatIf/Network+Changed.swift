import Graph
import Records

extension Network {
  /// The network as it would be had some people not been there, others known each other all along, and others been trained.
  ///
  /// Of people who were not there nothing is left but their row: no tie, transfer, engagement, membership, enrolment or use, nor
  /// anybody's having learnt from them. People who were trained are enrolled on `cohort`, from its start.
  ///
  /// - Complexity: O(records).
  func changed(by changes: FutureChanges, cohort: RowIndex<Cohort>?) -> Network {
    func isGone(_ person: RowIndex<Person>) -> Bool { changes.leaving.contains(person.int) }
    var network = keeping { table, row in
      switch table {
      case .memberships: !isGone(memberships.rows[row].person)
      case .uses: !isGone(uses.rows[row].person)
      case .engagements: !isGone(engagements.rows[row].person)
      case .transfers: !isGone(transfers.rows[row].from) && !isGone(transfers.rows[row].to)
      case .ties: !isGone(ties.rows[row].from) && !isGone(ties.rows[row].to)
      }
    }
    for row in network.uses.rows.indices {
      if let source = network.uses.rows[row].learnedFrom, isGone(source) { network.uses.rows[row].learnedFrom = nil }
    }
    // Answers name no line of these tables, and read no unknown column of them.
    network.enrolments = Table(enrolments.rows.filter { !isGone($0.person) })
    if !changes.meeting.isEmpty {
      network.ties = Table(
        network.ties.rows
          + changes.meeting.map { first, second in
            var tie = Tie()
            tie.from = RowIndex(first)
            tie.to = RowIndex(second)
            tie.influence = .both
            return tie
          })
    }
    if let cohort {
      for person in changes.trained.sorted() {
        var enrolment = Enrolment()
        enrolment.person = RowIndex(person)
        enrolment.cohort = cohort
        enrolment.spell = cohorts[cohort].spell
        network.enrolments.rows.append(enrolment)
      }
    }
    return network
  }
}
