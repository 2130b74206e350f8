import Records
import Testing

@Suite struct CalendarTests {
  @Test func countsEveryDayOfFourCenturiesInOrder() {
    var expected = Calendar.days(year: 1800, month: 1, day: 1)
    #expect(expected == -62_091)
    for year in 1800..<2200 {
      for month in 1...12 {
        for day in 1...Calendar.length(ofMonth: month, year: year) {
          let days = Calendar.days(year: year, month: month, day: day)
          #expect(days == expected)
          let date = Calendar.date(days: days)
          #expect(date.year == year && date.month == month && date.day == day)
          expected += 1
        }
      }
    }
  }

  @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29)])
  func knowsLeapYears(year: Int, length: Int) {
    #expect(Calendar.length(ofMonth: 2, year: year) == length)
  }
}
