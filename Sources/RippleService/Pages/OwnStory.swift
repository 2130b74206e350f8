import Records
import Rendering
import Store

/// What is held about a person, in plain sentences, made from all that the store holds of them.
struct OwnStory {
  /// Sentences by what they are about.
  private(set) var chapters: [(title: String, sentences: [String])] = []
  /// Engagements that go on.
  private(set) var load = 0
  /// What the person's own record holds now.
  private(set) var own: [String: String] = [:]
  /// Records that were taken out again, of which the history is kept.
  private(set) var takenOut = 0

  private let person: String
  private let names: Names

  /// - Parameters:
  ///   - person: Who.
  ///   - histories: All that is held of them.
  ///   - names: What ids stand for, as far as the person may know.
  ///   - today: The day it is, as tables write it.
  init(of person: String, _ histories: [RecordHistory], _ names: Names, today: String) {
    self.person = person
    self.names = names
    var sentences: [TableName: [String]] = [:]
    for history in histories {
      guard let cells = Self.cells(of: history) else {
        takenOut += 1
        continue
      }
      if history.table == .people { own = cells }
      if history.table == .engagements, Self.holds(cells, today) { load += 1 }
      sentences[history.table, default: []] += self.sentences(history.table, cells)
    }
    for (table, title) in Self.titles {
      if let found = sentences[table], !found.isEmpty { chapters.append((title, found)) }
    }
  }

  private static let titles: [(TableName, String)] = [
    (.people, "You"), (.memberships, "Teams you work in"), (.enrolments, "Programmes"), (.events, "Events"),
    (.uses, "Techniques"), (.engagements, "Teams you supported"), (.transfers, "What you passed on, and were taught"),
    (.ties, "People you know"), (.outcomes, "Outcomes"),
  ]

  /// What is known of a record now; `nil` when it was taken out.
  private static func cells(of history: RecordHistory) -> [String: String]? {
    guard let last = history.steps.last, last.action != .removed else { return nil }
    var cells: [String: String] = [:]
    for step in history.steps {
      if step.action == .removed { cells = [:] }
      for cell in step.cells { cells[cell.column] = cell.after.isEmpty ? nil : cell.after }
    }
    return cells
  }

  /// True when what a record says goes on. Days are compared as they are written, which is in the order of time.
  private static func holds(_ cells: [String: String], _ today: String) -> Bool {
    (cells["start"] ?? "") <= today && (cells["end"] ?? today) >= today
  }

  private func sentences(_ table: TableName, _ cells: [String: String]) -> [String] {
    func cell(_ name: String) -> String { cells[name] ?? "" }
    func who(_ column: String) -> String { cell(column) == person ? "you" : names.name(ofPerson: cell(column)) }
    let spell = PlainWords.spell(cell("start"), cell("end"))
    let evidence = " (\(cell("evidence").isEmpty ? "reported" : cell("evidence")))"
    let technique = names.name(.techniques, cell("technique_id"))
    let ids = cell("techniques").split(separator: ";").map { names.name(.techniques, String($0)) }
    let techniques = ids.isEmpty ? "" : " with \(listed(ids))"
    let note = cell("note").isEmpty ? "" : " Note: \(cell("note"))"
    switch table {
    case .people: return ownSentences(cells)
    case .memberships: return ["You work in \(names.name(.teams, cell("team_id")))\(spell)."]
    case .enrolments:
      let outcome = cell("outcome").isEmpty ? "" : ": \(cell("outcome"))"
      return ["You were enrolled in \(names.name(.cohorts, cell("cohort_id")))\(spell)\(outcome)."]
    case .events: return ["You took part in a \(cell("kind").isEmpty ? "meeting" : cell("kind"))\(spell)."]
    case .uses where cell("person_id") == person:
      let teacher = cell("learned_from").isEmpty ? "" : ", which you learnt from \(who("learned_from"))"
      return ["You have used \(technique)\(spell)\(teacher)\(evidence)."]
    case .uses: return ["Somebody says that they learnt \(technique) from you\(evidence)."]
    case .engagements:
      return ["You supported \(names.name(.teams, cell("team_id")))\(techniques)\(spell)\(evidence).\(note)"]
    case .transfers:
      let day = cell("date").isEmpty ? "" : " on \(PlainWords.day(cell("date")))"
      let from = who("from_id")
      return [
        "\(from.prefix(1).uppercased())\(from.dropFirst()) passed \(technique) on to \(who("to_id"))\(day)\(evidence)."
          + note
      ]
    case .ties:
      let other = cell("from_id") == person ? "to_id" : "from_id"
      return [
        "You and \(names.name(ofPerson: cell(other))): "
          + "\(cell("kind").isEmpty ? "know each other" : cell("kind"))\(spell)."
      ]
    case .outcomes, .organisations, .teams, .techniques, .cohorts: return []
    }
  }

  /// What the person's own record says.
  private func ownSentences(_ cells: [String: String]) -> [String] {
    let words: [(String, String)] = [
      ("name", "Name"), ("role", "Role"), ("staff_group", "Staff group"), ("organisation_id", "Organisation"),
      ("email", "E-mail"), ("capacity", "Requests you can take a month"), ("available_from", "Available from"),
      ("available_until", "Available until"), ("listed", "Can be found as a peer"),
      ("introduces", "Introduces others"),
    ]
    var sentences = words.compactMap { column, word -> String? in
      guard let text = cells[column] else { return nil }
      let shown = column == "organisation_id" ? names.name(.organisations, text) : PlainWords.day(text)
      return "\(word): \(shown)"
    }
    let known = Set(words.map(\.0) + ["id"])
    for (column, text) in cells.sorted(by: { $0.key < $1.key }) where !known.contains(column) {
      sentences.append("\(column): \(text)")
    }
    return sentences
  }
}
