import Records

/// A day, counted from 1970-01-01.
typealias Day = Int32

/// When things happen in the programme.
enum Timeline {
  /// Years in which a cohort starts.
  static let years = [2022, 2023, 2024]
  /// Month in which each cohort starts.
  static let startMonth = 3
  /// Months that a cohort lasts, with one group event in each.
  static let months = 6
  /// Days in an average month: what turns a rate a month into one a day.
  static let daysPerMonth = 30.4375
  /// First day on which anyone can be taught.
  static let first = day(2022, 3, 1)
  /// Last day on which anything is recorded: a year after the last cohort ended.
  static let last = day(2025, 8, 31)

  /// The day of a date that exists.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(Calendar.days(year: year, month: month, day: day))
  }

  /// Months from the year 0 to the month of `day`.
  static func month(of day: Day) -> Int {
    let date = Calendar.date(days: Int64(day))
    return date.year * 12 + date.month - 1
  }

  /// First day of the month counted from the year 0.
  static func firstDay(ofMonth month: Int) -> Day { day(month / 12, month % 12 + 1, 1) }

  /// Number of the month of the first group event of a cohort.
  private static func firstMonth(ofCohort cohort: Int) -> Int { years[cohort] * 12 + startMonth - 1 }

  /// First and last day of a cohort.
  static func cohort(_ cohort: Int) -> (start: Day, end: Day) {
    let month = firstMonth(ofCohort: cohort)
    return (firstDay(ofMonth: month), firstDay(ofMonth: month + months) - 1)
  }

  /// First of the two days of a cohort's group event: the third Tuesday of its month.
  static func groupEvent(cohort: Int, number: Int) -> Day {
    let first = firstDay(ofMonth: firstMonth(ofCohort: cohort) + number)
    // 1970-01-01 was a Thursday, so a Tuesday is 5 days, modulo 7, after it.
    return first + 14 + (5 - first % 7 + 7) % 7
  }
}

extension Stamp {
  /// The whole of `day`.
  init(day: Day) { self.init(Int64(day) * Calendar.day, isDate: true) }
}

extension Spell {
  /// From `start` up to and including `end`; still going on without one.
  init(from start: Day, through end: Day? = nil) {
    self.init(start: Stamp(day: start), end: end.map { Stamp(day: $0) })
  }
}
