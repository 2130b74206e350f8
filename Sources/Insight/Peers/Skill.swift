import Graph
public import Records

/// Something to be good at: a technique, or all of a category.
public struct Skill: Sendable {
  /// The technique's id, or the category.
  public let name: String
  /// The techniques that make it, by row.
  public let techniques: [RowIndex<Technique>]
}

extension Network {
  /// The skill that a text names: a technique by its id, its name or an alias, or all techniques of a category. Case
  /// counts in ids alone; what comes first in this order is meant.
  ///
  /// - Parameter text: What somebody looks for.
  /// - Throws: ``QuestionError`` that names the nearest ids when nothing is called so.
  public func skill(_ text: String) throws(QuestionError) -> Skill {
    let rows = techniques.rows
    func skill(_ isMeant: (Technique) -> Bool) -> Skill? {
      let found = rows.indices.filter { isMeant(rows[$0]) }
      guard let first = found.first else { return nil }
      return Skill(name: found.count == 1 ? rows[first].id : text, techniques: found.map { RowIndex($0) })
    }
    let wanted = text.lowercased()
    if let found = skill({ $0.id.utf8.elementsEqual(text.utf8) })
      ?? skill({ $0.name.lowercased() == wanted || $0.aliases.contains { $0.lowercased() == wanted } })
      ?? skill({ !$0.category.isEmpty && $0.category.lowercased() == wanted })
    {
      return found
    }
    // Somebody who half remembers a name is helped by the id it belongs to.
    let names = rows.flatMap { row in ([row.id, row.name, row.category] + row.aliases).map { ($0, row.id) } }
    var ids: [String] = []
    for near in nearest(to: text, among: names.map(\.0).filter { !$0.isEmpty }) {
      for (name, id) in names where name == near && !ids.contains(id) { ids.append(id) }
    }
    if ids.isEmpty { throw missing(text, "skill", among: rows.map(\.id)) }
    throw QuestionError("there is no skill '\(text)': did you mean \(ids.prefix(3).joined(separator: ", "))?")
  }

  /// Who asks, by id: anybody, though only people who may be shown are named when there is nobody of that id.
  ///
  /// - Parameter id: The id.
  /// - Throws: ``QuestionError`` that names the nearest ids of people who are listed or introduce others.
  public func asker(_ id: String) throws(QuestionError) -> RowIndex<Person> {
    if let row = people.rows.firstIndex(where: { $0.id.utf8.elementsEqual(id.utf8) }) { return RowIndex(row) }
    throw missing(id, "person", among: people.rows.filter(\.isVisible).map(\.id))
  }
}

extension Person {
  /// Whether anything may be told of the person: they agreed to be found, or to introduce others.
  var isVisible: Bool { listed == true || introduces == true }
}
