import Graph
import Records

extension Network {
  /// Who can influence whom by their ties: one arc for each pair and way, following what ties say of influence.
  ///
  /// - Complexity: O(ties + people).
  func influence(during window: Interval, silentTies: Influence, weighted: Bool) -> Adjacency {
    var edges = EdgeTable(space: NodeSpace([.person: people.count]))
    edges.reserve(2 * ties.count)
    for (row, tie) in ties.rows.enumerated() where tie.spell.interval.meets(window) {
      let influence = tie.influence ?? silentTies
      func add(_ from: RowIndex<Person>, _ to: RowIndex<Person>) {
        edges.add(.tie, row: row, from: from.int, to: to.int, weight: tie.weight ?? 1)
      }
      if influence != .backward { add(tie.from, tie.to) }
      if influence != .forward { add(tie.to, tie.from) }
    }
    return Adjacency(edges, directed: true, weighted: weighted)
  }

  /// The value of an attribute for everybody, empty where there is none: a column of the people's table, or `cohort`,
  /// `region`, `area` or `kind`.
  ///
  /// - Throws: ``QuestionError`` when people have no such attribute.
  func attribute(_ field: String) throws(QuestionError) -> [String] {
    let isColumn =
      Person.Column.allCases.contains { $0.info.name == field } || people.extraColumns.contains { $0.name == field }
    if field == "area", !isColumn { return people.rows.map { area(of: $0.organisation) ?? "" } }
    let grouping = try Grouping(by: field, of: self, .people)
    return grouping.groups.map { $0.map { grouping.names[$0] } ?? "" }
  }
}
