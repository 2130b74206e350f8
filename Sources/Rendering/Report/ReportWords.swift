import Graph
import Insight
import Records

/// How a report speaks of times and people.
struct ReportWords {
  let network: Network
  let unit: TimeUnit
  let namesPeople: Bool

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// `14 Jun 2024`, or the number of a period.
  func date(_ moment: Moment) -> String {
    guard unit.scale == .calendar, moment >= Calendar.first, moment < Calendar.end else { return unit.text(moment) }
    let date = Calendar.date(days: Calendar.days(of: moment))
    return "\(date.day) \(Self.months[date.month - 1]) \(date.year)"
  }

  /// `Jun 2024`, or the number of a period.
  func month(_ moment: Moment) -> String {
    guard unit.scale == .calendar, moment >= Calendar.first, moment < Calendar.end else {
      return "period \(unit.text(moment))"
    }
    let date = Calendar.date(days: Calendar.days(of: moment))
    return "\(Self.months[date.month - 1]) \(date.year)"
  }

  /// A length of time in words that suit it: `14 days`, `5 months`.
  func duration(_ length: Double) -> String {
    guard unit.scale == .calendar else { return unit.duration(Int64(length)) }
    let days = Int((length / Double(Calendar.day)).rounded())
    return days < 60 ? counted(days, "day", "days") : counted(Int((Double(days) / 30.44).rounded()), "month", "months")
  }

  /// A person by what they are, or by name where names may be told.
  func person(_ row: Int) -> String {
    let person = network.people.rows[row]
    let role = person.role.isEmpty ? person.staffGroup : person.role
    if namesPeople {
      let name = network.label(.person, row)
      return role.isEmpty ? name : "\(name), \(Self.inSentence(role))"
    }
    if role.isEmpty { return "somebody" }
    let word = Self.inSentence(role)
    return ("aeiou".contains(word.lowercased().prefix(1)) ? "an " : "a ") + word
  }

  /// A title within a sentence: `Consultant surgeon` as `consultant surgeon`, but `OD lead` as it is.
  static func inSentence(_ title: String) -> String {
    let second = title.dropFirst().first
    guard let first = title.first, second?.isLowercase ?? false else { return title }
    return first.lowercased() + title.dropFirst()
  }

  /// The same with a capital, to begin a sentence.
  static func capitalised(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}
