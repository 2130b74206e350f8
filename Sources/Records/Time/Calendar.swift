/// The proleptic Gregorian calendar of ISO 8601, years 0000 to 9999, in whole numbers.
public enum Calendar {
  /// Seconds in a day.
  public static let day: Int64 = 86_400
  /// First moment of the year 0000.
  public static let first = days(year: 0, month: 1, day: 1) * day
  /// First moment after the year 9999.
  public static let end = days(year: 10_000, month: 1, day: 1) * day

  /// Days from 1970-01-01 to the given date. The date must exist.
  ///
  /// Counts in 400-year eras of 146,097 days with years that begin in March, so that a leap day comes last.
  public static func days(year: Int, month: Int, day: Int) -> Int64 {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month and day of the date `days` after 1970-01-01.
  public static func date(days: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Number of days in a month.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// The moment the given number of calendar months after another, at the same time of day; the last day of the month
  /// where it has no such day. `nil` beyond the calendar.
  public static func adding(months: Int, to moment: Int64) -> Int64? {
    guard moment >= first, moment < end, abs(months) < 120_000 else { return nil }
    let date = date(days: days(of: moment))
    let month = date.year * 12 + date.month - 1 + months
    guard month >= 0, month < 120_000 else { return nil }
    let (year, monthOfYear) = (month / 12, month % 12 + 1)
    let day = min(date.day, length(ofMonth: monthOfYear, year: year))
    return days(year: year, month: monthOfYear, day: day) * Calendar.day + moment - days(of: moment) * Calendar.day
  }

  /// `days` after 1970-01-01 for a moment, rounded down.
  public static func days(of moment: Int64) -> Int64 {
    let quotient = moment / day
    return moment % day < 0 ? quotient - 1 : quotient
  }
}
