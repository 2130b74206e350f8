import Graph
import Records

/// The groups that an attribute makes of a view's nodes.
public struct Grouping: Sendable {
  /// The attribute.
  public let field: String
  /// The value that makes each group, in the order of first appearance.
  public let names: [String]
  /// The group of each node; `nil` where nothing is written.
  public let groups: [Int?]

  /// Fields that are not columns of a node's own table.
  private static let derived = ["cohort", "region", "area", "kind"]

  /// Groups the nodes of a view by a column of their tables, known or not, or by `cohort` (the first somebody was enrolled
  /// on), `region` or `area` (of the organisation; see ``Network/area(of:)``) or `kind` (of node).
  ///
  /// - Throws: ``QuestionError`` when no kind of node in the view has such an attribute.
  /// - Complexity: O(nodes).
  init(by field: String, of network: Network, _ view: View) throws(QuestionError) {
    var values: [String] = []
    var isKnown = false
    for kind in view.kinds {
      let own = Self.values(of: field, kind, in: network)
      isKnown = isKnown || own != nil
      values += own ?? [String](repeating: "", count: network.space.range(of: kind).count)
    }
    guard isKnown else {
      let known = view.kinds.flatMap { Self.fields(of: $0, in: network) } + Self.derived
      let unique = known.enumerated().filter { known.firstIndex(of: $1) == $0 }.map(\.element)
      throw QuestionError(
        "nothing in the \(view.rawValue) view has the attribute '\(field)': choose from \(unique.joined(separator: ", "))"
      )
    }
    self.init(field: field, values: values)
  }

  /// Groups nodes by the value of each; an empty one is no group.
  public init(field: String, values: [String]) {
    var numbers: [String: Int] = [:]
    var names: [String] = []
    groups = values.map { value in
      if value.isEmpty { return nil }
      if let number = numbers[value] { return number }
      numbers[value] = names.count
      names.append(value)
      return names.count - 1
    }
    self.field = field
    self.names = names
  }

  /// The value of an attribute for each node of `kind`; `nil` where such nodes have none.
  private static func values(of field: String, _ kind: NodeKind, in network: Network) -> [String]? {
    func column<Row: TableRow>(_ table: Table<Row>) -> [String]? {
      if let column = Row.Column.allCases.first(where: { $0.info.name == field }) {
        return table.rows.map { $0.cell(column, in: network) }
      }
      return table.extraColumns.first { $0.name == field }?.values
    }
    func region(_ organisation: RowIndex<Organisation>?) -> String {
      organisation.map { network.organisations[$0].region } ?? ""
    }
    let own: [String]? =
      switch kind {
      case .person: column(network.people)
      case .team: column(network.teams)
      case .technique: column(network.techniques)
      case .organisation: column(network.organisations)
      case .cohort: column(network.cohorts)
      case .event: column(network.events)
      case .outcome: column(network.outcomes)
      }
    if let own { return own }
    switch (field, kind) {
    case ("kind", _): return [String](repeating: "\(kind)", count: network.space.range(of: kind).count)
    case ("region", .person): return network.people.rows.map { region($0.organisation) }
    case ("region", .team): return network.teams.rows.map { region($0.organisation) }
    case ("area", .person): return network.people.rows.map { network.area(of: $0.organisation) ?? "" }
    case ("area", .team): return network.teams.rows.map { network.area(of: $0.organisation) ?? "" }
    case ("cohort", .person): return firstCohorts(in: network)
    default: return nil
    }
  }

  /// The cohort each person was enrolled on first; of enrolments without a start, the one written first.
  private static func firstCohorts(in network: Network) -> [String] {
    var first = [(start: Moment, cohort: String)?](repeating: nil, count: network.people.count)
    for enrolment in network.enrolments.rows {
      let start = enrolment.spell.interval.lower
      let person = enrolment.person.int
      if let known = first[person], known.start <= start { continue }
      first[person] = (start, network.cohorts[enrolment.cohort].id)
    }
    return first.map { $0?.cohort ?? "" }
  }

  private static func fields(of kind: NodeKind, in network: Network) -> [String] {
    func names<Row: TableRow>(_ table: Table<Row>) -> [String] {
      Row.Column.allCases.map(\.info.name).filter { !["id", "name", "email"].contains($0) }
        + table.extraColumns.map(\.name)
    }
    return switch kind {
    case .person: names(network.people)
    case .team: names(network.teams)
    case .technique: names(network.techniques)
    case .organisation: names(network.organisations)
    case .cohort: names(network.cohorts)
    case .event: names(network.events)
    case .outcome: names(network.outcomes)
    }
  }
}
