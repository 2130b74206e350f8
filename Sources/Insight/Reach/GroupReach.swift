public import Algorithms
public import Graph
public import Records

/// What people are grouped by when each group's reach is asked for.
public enum ReachGrouping: String, Sendable, CaseIterable {
  /// Everybody enrolled on a cohort.
  case cohort
  /// Everybody who works for an organisation.
  case organisation
}

/// How far one group's influence got as time went on.
public struct GroupReach: Sendable {
  /// Cohort or organisation.
  public let kind: NodeKind
  /// Row in the table of its kind.
  public let row: Int
  /// People in the group.
  public let size: Int
  /// People (first) and teams (second) reached by each distinct arrival; participants of a cohort are among the people,
  /// those who work for the organisation itself are not.
  public let curve: ReachCurve
}

extension Network {
  /// The reach of each cohort or organisation over time, in input order, at the level of the limits; organisations
  /// nobody works for are left out.
  ///
  /// - Precondition: The limits have no `maxGap` and no `maxGenerations`.
  /// - Complexity: O(m groups / 512) merges of 64 bytes, and O(1) for each node reached by each group.
  public func reach(ofEach grouping: ReachGrouping, _ options: ReachOptions = ReachOptions()) -> [GroupReach] {
    var groups: [(row: Int, size: Int, source: ReachSource)] = []
    switch grouping {
    case .cohort:
      for row in cohorts.rows.indices {
        let cohort = RowIndex<Cohort>(row)
        groups.append((row, participants(of: cohort).count, .cohort(cohort)))
      }
    case .organisation:
      var people = [[RowIndex<Person>]](repeating: [], count: organisations.count)
      for (row, person) in self.people.rows.enumerated() {
        if let organisation = person.organisation { people[organisation.int].append(RowIndex(row)) }
      }
      for row in people.indices where !people[row].isEmpty {
        groups.append((row, people[row].count, .people(people[row])))
      }
    }
    let curves = reachCurves(of: groups.map(\.source), options)
    return zip(groups, curves).map { group, curve in
      GroupReach(
        kind: grouping == .cohort ? .cohort : .organisation, row: group.row, size: group.size, curve: curve)
    }
  }
}
