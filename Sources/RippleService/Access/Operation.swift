/// Everything that can be asked of the service, each with a rule for every role in ``Operation/rule(for:)``.
public enum Operation: String, CaseIterable, Sendable {
  // What is recorded
  case summary, people, person, teams, techniques, cohorts, organisations, records
  // Questions
  case check, reach, cascade, centrality, measures, structure, communities, spreadObserved, spreadSimulate,
    spreadForecast, plan, fragility, whatif, outcomes, explain, compare, quality, peers, report
  // Taking it away
  case export
  // Changing it
  case edit, importNetwork, jobs, history, undo, erasures
  // Oneself
  case me, myReach, consent, requests, myRecords
  // Keeping the service
  case audit, tokens, metrics
  // Pages of their own, whose answers come under the rules of the questions they ask
  case planPage, takePage
  // Everybody, signed in or not
  case health, openAPI, signIn, signOut
}
