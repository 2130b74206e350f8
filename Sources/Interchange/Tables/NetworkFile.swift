import FoundationEssentials
import Records

/// `network.json`: what a network says about itself.
enum NetworkFile {
  static let name = "network.json"

  /// Reads the file, reporting what is wrong with it.
  static func read(_ bytes: [UInt8], _ problems: inout [Problem]) -> About {
    var about = About()
    func report(_ line: Int, _ member: String?, _ message: String, _ remedy: String) {
      problems.append(
        Problem(.error, file: name, line: line, column: member, message: message, remedy: remedy))
    }
    let members: [String: JSONValue]
    do {
      members = try JSONDecoder().decode([String: JSONValue].self, from: Data(bytes))
    } catch {
      let place = JSONPlace.line(of: error)
      report(
        place ?? 1, nil, "this is not a JSON object",
        "write one such as {\"title\": \"My programme\", \"time\": \"date\"}")
      return about
    }
    for (member, value) in members.sorted(by: { $0.key < $1.key }) {
      let line = JSONPlace.line(of: member, in: bytes)
      guard let target = texts[member] else {
        if member == "time" {
          if case .text(let text) = value, let scale = TimeScale(rawValue: text) {
            about.time = scale
          } else {
            report(line, member, "the time is neither \"date\" nor \"integer\"", "write one of the two")
          }
        } else {
          about.further[member] = value.json
        }
        continue
      }
      guard case .text(let text) = value else {
        report(line, member, "the \(member) is not a text", "put it in quotation marks")
        continue
      }
      about[keyPath: target] = text
    }
    return about
  }

  private static var texts: [String: WritableKeyPath<About, String>] {
    ["title": \.title, "description": \.description, "citation": \.citation, "licence": \.licence]
  }

  /// Writes the file.
  static func write(_ about: About, to output: OutputFile) throws(OutputError) {
    var json = JSONWriter(output)
    try json.object { (json) throws(OutputError) in
      for member in ["title", "description"] { try text(member) }
      try json.member("time", about.time.rawValue)
      for member in ["citation", "licence"] { try text(member) }
      for (member, value) in about.further.sorted(by: { $0.key < $1.key }) {
        try json.name(member)
        try json.raw(value)
      }
      func text(_ member: String) throws(OutputError) {
        guard let value = texts[member].map({ about[keyPath: $0] }), !value.isEmpty else { return }
        try json.member(member, value)
      }
    }
  }
}
