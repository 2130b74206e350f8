public import Records

extension Network {
  /// The network with pseudonyms in place of people, and without what tells who they are.
  ///
  /// - **Replaced**: ids of people, teams, cohorts and records, and areas' ids, wherever they are referred to; a person's name
  ///   is their pseudonym, a team's its setting with a number, a cohort's a number.
  /// - **Left out**: roles, e-mail addresses, what people said for the directory of peers (listed, introduces, capacity,
  ///   availability), notes, columns Ripple does not know, further members of `network.json`, observations of organisations
  ///   that are not areas.
  /// - **Made coarser**: a person's or team's organisation is its area, where enough people work there, else its region, else
  ///   nothing; staff groups, settings, kinds of ties and of events, outcomes of enrolments and reasons for stopping that stand
  ///   for few become `Other`; headcounts are rounded; dates may be cut to months; figures about teams follow the policy.
  /// - **Kept**: title, description, citation and licence, techniques, programmes, measures and units, names of areas and
  ///   regions, in which whoever is on record is replaced by `[person]`; dates, weights, evidence, and who is joined to whom,
  ///   which alone can tell who somebody is (see ``Anonymity``). So it stays personal data.
  ///
  /// Rows are in the order of their new ids, so that the old order says nothing. The same network and pseudonyms give the same
  /// network.
  ///
  /// - Parameters:
  ///   - pseudonyms: The pseudonyms.
  ///   - options: What is coarse enough.
  /// - Complexity: O(records · log(records)).
  public func pseudonymised(
    with pseudonyms: Pseudonyms, _ options: PseudonymisationOptions = PseudonymisationOptions()
  ) -> PseudonymisedNetwork {
    let shown = disclosed(under: options.policy)
    var work = Pseudonymisation(shown.network, pseudonyms, options)
    work.makeNodes()
    work.makeRecords()
    return PseudonymisedNetwork(network: work.network, changes: work.changes + shown.changes)
  }
}
