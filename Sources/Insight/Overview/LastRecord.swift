public import Graph
public import Records

extension Network {
  /// Where the record of practice ends: the last time written in uses, engagements, transfers, ties, events and outcomes;
  /// `nil` where none is. What looks ahead, such as until when somebody is available, says nothing of it.
  ///
  /// - Complexity: O(records).
  public var lastRecord: Moment? {
    var last: Moment?
    func note(_ stamp: Stamp?) {
      if let stamp { last = max(last ?? stamp.moment, stamp.moment) }
    }
    func note(_ spell: Spell) {
      note(spell.start)
      note(spell.end)
    }
    for use in uses.rows { note(use.spell) }
    for engagement in engagements.rows { note(engagement.spell) }
    for transfer in transfers.rows { note(transfer.date) }
    for tie in ties.rows { note(tie.spell) }
    for event in events.rows { note(event.spell) }
    for outcome in outcomes.rows { note(outcome.date) }
    return last
  }
}
