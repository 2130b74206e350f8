import Foundation
import HTTPTypes
import Records
import Store

/// Days, amounts and names as pages write them.
enum PlainWords {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// A day as it is written in tables, in words; anything else stays as it is.
  static func day(_ text: String) -> String {
    let parts = text.prefix(10).split(separator: "-")
    guard parts.count == 3, parts[0].count == 4, let month = Int(parts[1]), let day = Int(parts[2]),
      months.indices.contains(month - 1)
    else { return text }
    return "\(day) \(months[month - 1]) \(parts[0])"
  }

  /// The day of a moment, in words.
  static func day(_ seconds: Int64) -> String { day(isoDay(seconds)) }

  /// The day of a moment as tables write it.
  static func isoDay(_ seconds: Int64) -> String { Stamp.text(seconds, daysOnly: true) }

  /// Day and time of day of a moment, in UTC.
  static func time(_ seconds: Int64) -> String {
    let text = Stamp.text(seconds, daysOnly: false)
    return "\(day(text)), \(text.dropFirst(11).prefix(5))"
  }

  /// A time span such as `from 1 March 2024 until 2 May 2024`; empty where nothing is said.
  static func spell(_ start: String, _ end: String) -> String {
    (start.isEmpty ? "" : " from \(day(start))") + (end.isEmpty ? "" : " until \(day(end))")
  }

  /// A number with at most so many places after the point.
  static func number(_ value: Double, places: Int = 1) -> String {
    let scale = [1.0, 10, 100, 1000][min(3, max(0, places))]
    let rounded = (value * scale).rounded() / scale
    // Amounts beyond this are written as they are.
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int64(rounded)) : String(rounded)
  }
}

/// What the ids of a network stand for, as far as a viewer may see it.
struct Names {
  private let people: [String: Person]
  private let texts: [TableName: [String: String]]

  init(_ network: Network) {
    people = Dictionary(network.people.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func named<Row>(_ rows: [Row], _ id: KeyPath<Row, String>, _ name: KeyPath<Row, String>) -> [String: String] {
      Dictionary(
        rows.map { ($0[keyPath: id], $0[keyPath: name].isEmpty ? $0[keyPath: id] : $0[keyPath: name]) },
        uniquingKeysWith: { first, _ in first })
    }
    texts = [
      .techniques: named(network.techniques.rows, \.id, \.name), .teams: named(network.teams.rows, \.id, \.name),
      .cohorts: named(network.cohorts.rows, \.id, \.name),
      .organisations: named(network.organisations.rows, \.id, \.name),
    ]
  }

  /// A person in sight.
  func person(_ id: String) -> Person? { people[id] }

  /// What a person is called; somebody out of sight has no name.
  func name(ofPerson id: String) -> String {
    guard let person = people[id] else { return "somebody who is not listed" }
    return person.name.isEmpty ? id : person.name
  }

  /// What a record of another table is called.
  func name(_ table: TableName, _ id: String) -> String { texts[table]?[id] ?? id }

  /// The id of what somebody wrote: an id, a name, or a name with the id in brackets after it, as lists offer it.
  ///
  /// - Throws: ``Problem`` when there is nothing of that name, or more than one.
  func id(of text: String, among table: TableName, field: String) throws -> String {
    let all: [(id: String, name: String)] =
      table == .people
      ? people.values.map { ($0.id, $0.name) } : (texts[table] ?? [:]).map { ($0.key, $0.value) }
    if all.contains(where: { $0.id == text }) { return text }
    if let exact = all.first(where: { "\($0.name) (\($0.id))" == text }) { return exact.id }
    let found = all.filter { $0.name.lowercased() == text.lowercased() }
    if let one = found.first, found.count == 1 { return one.id }
    throw Problem(
      .unprocessableContent,
      found.isEmpty
        ? "\(field): there is no '\(text.prefix(80))' that can be named here: choose one from the list"
        : "\(field): more than one is called '\(text.prefix(80))': choose one with its id from the list")
  }
}
