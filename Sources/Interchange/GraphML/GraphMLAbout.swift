import FoundationEssentials
import Graph
import Records

extension Network {
  /// What a file says of the whole, by name: about the network, and what its unknown columns were called.
  ///
  /// - Parameters:
  ///   - columns: The unknown columns of each table, by the table's name.
  ///   - reckoned: The names of attributes that are no records.
  ///   - withContact: Whether e-mail addresses may leave; those that may not are counted in `notes`.
  func graphValues(
    _ view: View, columns: [String: [GraphMLColumn]], reckoned: [String], withContact: Bool, _ notes: inout GraphMLNotes
  ) -> [(name: String, text: String)] {
    var values = [
      (GraphMLNames.view, view.rawValue), ("time", about.time.rawValue), ("title", about.title),
      ("description", about.description), ("citation", about.citation), ("licence", about.licence),
    ]
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func add(_ name: String, _ value: some Encodable) {
      // Dictionaries and arrays of strings always encode.
      if let data = try? encoder.encode(value) { values.append((name, String(decoding: data, as: UTF8.self))) }
    }
    if !about.further.isEmpty { add(GraphMLNames.further, about.further) }
    if !columns.isEmpty { add(GraphMLNames.columns, columns) }
    if !reckoned.isEmpty { add(GraphMLNames.reckoned, reckoned) }
    return values.filter { !$0.1.isEmpty }.map { name, text in
      guard !withContact, let masked = EmailAddresses.removed(from: text) else { return (name, text) }
      notes.addresses += 1
      return (name, masked)
    }
  }

  /// True where a node's table has names and the node has none.
  func isNameless(_ kind: NodeKind, _ row: Int) -> Bool {
    switch kind {
    case .person: people.rows.span[row].name.isEmpty
    case .team: teams.rows.span[row].name.isEmpty
    case .technique: techniques.rows.span[row].name.isEmpty
    case .organisation: organisations.rows.span[row].name.isEmpty
    case .cohort: cohorts.rows.span[row].name.isEmpty
    case .event, .outcome: false
    }
  }
}
