import Graph
import Records

/// The cells of a table by position, whatever its rows are: what exporters of attributes go through.
struct RecordTable {
  /// Known columns, then unknown ones, which hold text.
  let columns: [(name: String, type: ColumnType)]
  private let read: (_ row: Int, _ column: Int) -> String
  private let withContact: Bool

  /// The text of a cell; empty where there is nothing. Without contact no e-mail address stands in it.
  func cell(_ row: Int, _ column: Int) -> String {
    let text = read(row, column)
    guard !withContact, columns[column].type == .text, columns[column].name != "id", columns[column].name != "name"
    else {
      return text
    }
    return EmailAddresses.removed(from: text) ?? text
  }

  /// - Parameters:
  ///   - leavingOut: Headers of known columns that are not to leave.
  ///   - withContact: Whether e-mail addresses may leave; names and ids leave as they are.
  init<Row: TableRow>(
    _ table: Table<Row>, of network: Network, leavingOut: Set<String> = [], withContact: Bool
  ) {
    self.withContact = withContact
    let known = Row.Column.allCases.filter { !leavingOut.contains($0.info.name) }
    columns = known.map { ($0.info.name, $0.info.type) } + table.extraColumns.map { ($0.name, .text) }
    read = { row, column in
      column < known.count
        ? Row.content(known[column], row, of: table.rows.span, in: network).text(network.scale)
        : table.extraColumns[column - known.count].values[row]
    }
  }

  /// The table of the nodes of `kind`.
  init(_ kind: NodeKind, of network: Network, withContact: Bool) {
    switch kind {
    case .person:
      self.init(
        network.people, of: network, leavingOut: withContact ? [] : ["email"], withContact: withContact)
    case .team: self.init(network.teams, of: network, withContact: withContact)
    case .technique: self.init(network.techniques, of: network, withContact: withContact)
    case .organisation: self.init(network.organisations, of: network, withContact: withContact)
    case .cohort: self.init(network.cohorts, of: network, withContact: withContact)
    case .event: self.init(network.events, of: network, withContact: withContact)
    case .outcome: self.init(network.outcomes, of: network, withContact: withContact)
    }
  }

  /// The table of the edges of `kind`, without their ends; `nil` for edges that have no record of their own.
  init?(_ kind: EdgeKind, of network: Network, withContact: Bool) {
    func table<Row: TableRow>(_ table: Table<Row>, without ends: Set<String>) -> RecordTable {
      RecordTable(table, of: network, leavingOut: ends, withContact: withContact)
    }
    switch kind {
    case .tie: self = table(network.ties, without: ["from_id", "to_id"])
    case .transfer: self = table(network.transfers, without: ["from_id", "to_id"])
    case .engagement: self = table(network.engagements, without: ["person_id", "team_id"])
    case .membership: self = table(network.memberships, without: ["person_id", "team_id"])
    case .use: self = table(network.uses, without: ["person_id", "technique_id"])
    case .enrolment: self = table(network.enrolments, without: ["person_id", "cohort_id"])
    default: return nil
    }
  }
}

/// Ids of a view's nodes that are unique over all kinds: the record's own, with the kind in front where two share one.
struct NodeNames {
  private let names: [String]

  init(_ network: Network, _ space: NodeSpace) {
    var uses: [String: Int] = [:]
    for node in 0..<space.count {
      let place = space.locate(node)
      uses[network.id(place.kind, place.row), default: 0] += 1
    }
    var taken = Set(uses.keys)
    names = (0..<space.count).map { node in
      let place = space.locate(node)
      let id = network.id(place.kind, place.row)
      if !id.isEmpty, uses[id] == 1 { return id }
      var name = id.isEmpty ? "\(place.kind)-\(place.row + 1)" : "\(place.kind):\(id)"
      while !taken.insert(name).inserted { name += "'" }
      return name
    }
  }

  subscript(node: Int) -> String { names[node] }
}

extension EdgeKind {
  /// How exports call the relation.
  var relation: String {
    self == .coEngagement ? "co-engagement" : "\(self)"
  }
}

extension Network {
  /// What an export calls a node: its name, verbatim. Events and outcomes have no names but words about them, from
  /// which e-mail addresses are taken out unless they may leave.
  func exportedLabel(_ kind: NodeKind, _ row: Int, withContact: Bool) -> String {
    let label = label(kind, row)
    guard !withContact, kind == .event || kind == .outcome else { return label }
    return EmailAddresses.removed(from: label) ?? label
  }
}
