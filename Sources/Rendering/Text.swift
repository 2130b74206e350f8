import Graph
import Insight
import Interchange

/// Text for one line of a terminal: line ends become spaces, controls and marks that turn text round are left out.
func oneLine(_ text: String, limit: Int = 60) -> String {
  var line = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: line += " "
    case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: continue
    default: line.unicodeScalars.append(scalar)
    }
  }
  return line.count > limit ? String(line.prefix(limit - 1)) + "…" : line
}

/// A number for reading: whole ones as they are, others with `digits` decimals.
func rounded(_ value: Double?, _ digits: Int = 3) -> String {
  guard let value else { return "-" }
  if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  guard abs(value) < 1e12 else { return value.description }
  let scaled = Int64((abs(value) * scale).rounded())
  let whole = scaled / Int64(scale)
  let sign = value < 0 && scaled > 0 ? "-" : ""
  if digits == 0 { return sign + String(whole) }
  var fraction = String(scaled % Int64(scale))
  while fraction.count < digits { fraction = "0" + fraction }
  return sign + "\(whole).\(fraction)"
}

/// A share as a percentage for reading.
func percent(_ share: Double) -> String { rounded(share * 100, 1) + "%" }

/// `1 person`, `2 people`.
package func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

/// `a, b and c`.
package func listed(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " and " + last
}

/// A paragraph in lines of at most `width` columns where its words allow, every line after `indent`, ending in a line end.
func wrapped(_ paragraph: String, indent: String = "", width: Int = 100) -> String {
  var lines: [String] = []
  var line = ""
  for word in paragraph.split(separator: " ") {
    if !line.isEmpty, indent.count + line.count + 1 + word.count > width {
      lines.append(indent + line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  if !line.isEmpty { lines.append(indent + line) }
  return lines.map { $0 + "\n" }.joined()
}

/// What a level of certainty is called where surer records count too.
func words(_ level: Certainty) -> String { level == .confirmed ? "confirmed" : "\(level) or surer" }

extension JSONWriter {
  /// A member that holds a mean with its interval, or `null`.
  mutating func member(_ name: String, _ mean: MeanInterval?) throws(OutputError) {
    try self.name(name)
    guard let mean else { return try value(String?.none) }
    try object { (json) throws(OutputError) in
      try json.member("mean", mean.mean)
      try json.member("low", mean.low)
      try json.member("high", mean.high)
    }
  }
}
