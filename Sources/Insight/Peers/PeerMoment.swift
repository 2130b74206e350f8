import Graph
import Records

extension Network {
  /// The moment that peers are looked for at: what is asked, else the last time written of the practice of people who may
  /// be shown; all of time where nothing has a time.
  ///
  /// Records that name anybody else do not count, so that nothing can be told from the moment either.
  func peerMoment(_ asked: Stamp?) -> Interval {
    if let asked { return asked.interval }
    let isVisible = people.rows.map(\.isVisible)
    var last: Interval?
    func note(_ stamp: Stamp?) {
      guard let span = stamp?.interval else { return }
      if last.map({ ($0.lower, $0.upper) < (span.lower, span.upper) }) ?? true { last = span }
    }
    func note(_ spell: Spell) {
      note(spell.start)
      note(spell.end)
    }
    for use in uses.rows where isVisible[use.person.int] { note(use.spell) }
    for engagement in engagements.rows where isVisible[engagement.person.int] { note(engagement.spell) }
    for tie in ties.rows where isVisible[tie.from.int] && isVisible[tie.to.int] { note(tie.spell) }
    for transfer in transfers.rows where isVisible[transfer.from.int] && isVisible[transfer.to.int] {
      note(transfer.date)
    }
    for event in events.rows where event.person.map({ isVisible[$0.int] }) ?? true { note(event.spell) }
    for outcome in outcomes.rows { note(outcome.date) }
    return last ?? .always
  }
}

extension Interval {
  /// What a record over this span says at a moment: the last moment of it known by then, and whether it goes on; `nil` for
  /// what is still to come. `last` is the moment written as the span's end.
  func known(at now: Interval, last: Moment?) -> (last: Moment, goesOn: Bool)? {
    guard lower < now.upper else { return nil }
    if upper > now.lower { return (now.lower, upper == .max || upper > now.upper) }
    return (last ?? now.lower, false)
  }
}
