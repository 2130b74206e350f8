import Graph
import Records

/// What Ripple calls attributes in GraphML, and which table becomes which kind of node or edge.
enum GraphMLNames {
  /// Of a graph: the view that was written.
  static let view = "ripple_view"
  /// Of a graph: the unknown columns of every table, as JSON.
  static let columns = "ripple_columns"
  /// Of a graph: further members of `network.json`, as JSON.
  static let further = "ripple_further"
  /// Of a graph: the names of the attributes of nodes that were reckoned, not recorded, as JSON.
  static let reckoned = "ripple_reckoned"

  /// Of nodes and edges: what tools show.
  static let label = "label"
  /// Of nodes: the name once more, for tools that look for it.
  static let name = "name"
  /// Of nodes: what they stand for.
  static let kind = "kind"
  /// Of nodes: the record's id.
  static let record = "record_id"
  /// Of nodes and edges: cells that GraphML's readers would change, such as `listed=;weight=0`.
  static let kept = "kept"
  /// Of edges: the record's id.
  static let edge = "edge_id"
  /// Of edges: the record's kind.
  static let relation = "relation"
  /// Of edges: what Cytoscape shows.
  static let interaction = "interaction"
  /// Of edges: true where the relation goes both ways.
  static let undirected = "undirected"
  /// Of edges: their strength.
  static let weight = "weight"

  /// Of edges: what every one has.
  static let onEveryEdge = [label, interaction, relation, undirected]

  /// Names that no unknown column may have.
  static func reserved(_ domain: GraphMLDomain) -> Set<String> {
    var names: Set = [label, name, kind, record, kept, edge, relation, interaction, undirected, weight, "id"]
    for table in TableName.allCases where (shape(of: table) != nil) == (domain == .edge) {
      names.formUnion(columnNames(of: table).map { attribute(table, $0) })
    }
    return names
  }

  /// The attribute that carries a column of a table.
  static func attribute(_ table: TableName, _ column: String) -> String {
    switch (column, table) {
    case ("id", _): shape(of: table) == nil ? record : edge
    case ("kind", .organisations): "organisation_kind"
    case ("kind", .events): "event_kind"
    default: column
    }
  }

  /// The table whose rows are nodes of that kind.
  static func table(of kind: NodeKind) -> TableName {
    switch kind {
    case .person: .people
    case .team: .teams
    case .technique: .techniques
    case .organisation: .organisations
    case .cohort: .cohorts
    case .event: .events
    case .outcome: .outcomes
    }
  }

  /// The columns of a table that an edge's ends stand for.
  struct Shape {
    let kind: EdgeKind
    let tail: (column: String, kind: NodeKind)
    let head: (column: String, kind: NodeKind)
  }

  /// What the rows of a table join, when they are edges.
  static func shape(of table: TableName) -> Shape? {
    switch table {
    case .ties: Shape(kind: .tie, tail: ("from_id", .person), head: ("to_id", .person))
    case .transfers: Shape(kind: .transfer, tail: ("from_id", .person), head: ("to_id", .person))
    case .engagements: Shape(kind: .engagement, tail: ("person_id", .person), head: ("team_id", .team))
    case .memberships: Shape(kind: .membership, tail: ("person_id", .person), head: ("team_id", .team))
    case .uses: Shape(kind: .use, tail: ("person_id", .person), head: ("technique_id", .technique))
    case .enrolments: Shape(kind: .enrolment, tail: ("person_id", .person), head: ("cohort_id", .cohort))
    case .organisations, .people, .teams, .techniques, .cohorts, .events, .outcomes: nil
    }
  }

  private static func columnNames(of table: TableName) -> [String] { table.columns.map(\.name) }
}

/// An unknown column, as a graph remembers it.
struct GraphMLColumn: Codable {
  /// The header as written.
  var header: String
  /// The attribute that carries it.
  var name: String
  /// What its cells hold.
  var type: GraphMLColumnType
}

/// What the cells of an unknown column hold, told from how they are written.
enum GraphMLColumnType: String, Codable {
  case whole, decimal, flag, text

  /// The narrowest type in which every cell is written as that type writes it, so that it reads back the same.
  init(of values: [String]) {
    var candidates: [GraphMLColumnType] = [.whole, .decimal, .flag]
    var isEmpty = true
    for value in values {
      if value.isEmpty {
        // An absent boolean would read as false elsewhere.
        candidates.removeAll { $0 == .flag }
      } else {
        isEmpty = false
        candidates.removeAll { !$0.writes(value) }
      }
      if candidates.isEmpty { break }
    }
    self = isEmpty ? .text : candidates.first ?? .text
  }

  /// True when a value of the type is written as `text`, and not otherwise.
  private func writes(_ text: String) -> Bool {
    let bytes = text.utf8.span
    return switch self {
    case .text: true
    case .flag: text == "true" || text == "false"
    case .whole: wholeNumber(bytes).map { $0.magnitude <= 1 << 53 && String($0) == text } ?? false
    case .decimal: Decimal.parse(bytes).map { Decimal.text($0) == text } ?? false
    }
  }

  /// A cell as Ripple writes it, however another tool wrote the same value; the text itself where it is no such value.
  func normal(_ text: String) -> String {
    switch self {
    case .text: return text
    case .flag:
      switch text.lowercased() {
      case "true", "1": return "true"
      case "false", "0": return "false"
      default: return text
      }
    case .whole, .decimal:
      let bytes = Array(text.utf8)
      if let whole = wholeNumber(bytes.span), whole != 0, whole.magnitude <= 1 << 53 { return String(whole) }
      return Decimal.parse(bytes.span).map { Decimal.text($0) } ?? text
    }
  }
}
