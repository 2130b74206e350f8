public import Algorithms
public import Graph
public import Records

/// How long people go on using what they took up.
public struct Sustainment: Sendable {
  /// Lengths of spells of use, in moments.
  public let curve: SurvivalCurve
  /// Spells that began after an earlier one of the same person and technique had ended.
  public let restarts: Int
  /// Why spells ended, commonest first; empty for those without a reason.
  public let reasons: [(reason: String, count: Int)]
  /// Uses left out because no start is written.
  public let undated: Int
  /// Until when uses that have not ended are known to go on; `nil` where nothing is dated.
  public let until: Moment?
}

extension Network {
  /// How long spells of use last, of some techniques or all, as far as a window shows.
  ///
  /// Spells of one person and technique that touch or overlap are one. A use that has not ended is followed to the last record
  /// of practice, or to the end of the window where that is earlier.
  ///
  /// - Parameters:
  ///   - techniques: Those asked about; `nil` for all.
  ///   - window: Uses that meet it count.
  ///   - people: By row, those whose uses count; `nil` for everybody's.
  /// - Complexity: O(records log records).
  public func sustainment(
    of techniques: [RowIndex<Technique>]? = nil, _ window: TimeWindow = .always, among people: Set<Int>? = nil
  ) -> Sustainment {
    let asked = techniques.map { Set($0.map(\.int)) }
    let until = lastRecord.map { min(unit.end(of: $0), window.interval.upper) }
    var spells: [UInt64: [(span: Interval, reason: String)]] = [:]
    var undated = 0
    for use in uses.rows where asked?.contains(use.technique.int) ?? true {
      let span = use.spell.interval
      guard span.meets(window.interval), people?.contains(use.person.int) ?? true else { continue }
      if use.spell.start == nil { undated += 1 }
      guard let until, use.spell.start != nil, span.lower < until else { continue }
      let whose = UInt64(use.person.int) << 32 | UInt64(use.technique.int)
      spells[whose, default: []].append((span, use.reasonStopped))
    }
    return reckon(spells, until: until, undated)
  }

  private func reckon(
    _ spells: [UInt64: [(span: Interval, reason: String)]], until: Moment?, _ undated: Int
  ) -> Sustainment {
    var seen: [SurvivalCurve.Spell] = []
    var reasons: [String: Int] = [:]
    var restarts = 0
    for own in spells.values {
      let merged = Self.merged(own)
      for spell in merged {
        let end = min(spell.span.upper, until ?? .max)
        let hasEnded = spell.span.upper <= until ?? .max && spell.span.upper != .max
        seen.append(SurvivalCurve.Spell(length: end - spell.span.lower, hasEnded: hasEnded))
        if hasEnded { reasons[spell.reason, default: 0] += 1 }
      }
      restarts += merged.count - 1
    }
    return Sustainment(
      curve: SurvivalCurve(seen), restarts: restarts,
      reasons: reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) },
      undated: undated, until: until)
  }

  /// Spells that touch or overlap as one, which ends when the last of them does, for that one's reason.
  private static func merged(
    _ spells: [(span: Interval, reason: String)]
  ) -> [(span: Interval, reason: String)] {
    var merged: [(span: Interval, reason: String)] = []
    let order = spells.sorted {
      ($0.span.lower, $0.span.upper, $0.reason) < ($1.span.lower, $1.span.upper, $1.reason)
    }
    for spell in order {
      guard let last = merged.last, spell.span.lower <= last.span.upper else {
        merged.append(spell)
        continue
      }
      if spell.span.upper > last.span.upper || spell.span.upper == last.span.upper && last.reason.isEmpty {
        merged[merged.count - 1] = (Interval(last.span.lower, spell.span.upper), spell.reason)
      }
    }
    return merged
  }
}

extension TimeUnit {
  /// The first moment after the unit that a moment lies in.
  fileprivate func end(of moment: Moment) -> Moment {
    let (end, overflow) = start(of: moment).addingReportingOverflow(length)
    return overflow ? .max : end
  }
}
