import Graph
import Records
import Testing

@Suite struct StampTests {
  @Test(arguments: [
    ("2024-02-29", 1_709_164_800, 86_400, "2024-02-29"),
    ("1969-12-31", -86_400, 86_400, "1969-12-31"),
    ("2024-03-31T10:00:00Z", 1_711_879_200, 1, "2024-03-31T10:00:00Z"),
    ("2024-03-31 10:00", 1_711_879_200, 1, "2024-03-31T10:00:00Z"),
    ("2024-03-31T11:00:00+01:00", 1_711_879_200, 1, "2024-03-31T10:00:00Z"),
    ("2024-03-31T05:30:00-0430", 1_711_879_200, 1, "2024-03-31T10:00:00Z"),
    ("9999-12-31", 253_402_214_400, 86_400, "9999-12-31"),
  ])
  func readsAndWritesCalendarTimes(text: String, moment: Int64, tick: Int64, written: String) throws {
    let stamp = try Stamp.parse(text, .calendar)
    #expect(stamp.moment == moment)
    #expect(stamp.tick == tick)
    #expect(stamp.text(.calendar) == written)
  }

  @Test(arguments: [
    "2024-03", "2024", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-00", "24-01-01", "2024-1-1",
    "2024/01/01", "01/02/2024", "2024-01-01T", "2024-01-01T10", "2024-01-01T24:00:00Z", "2024-01-01T10:60:00Z",
    "2024-01-01T10:00:61Z", "2024-01-01T10:00:00.5Z", "2024-01-01T10:00:00+25:00", "2024-01-01T10:00:00Zz",
    "2024-01-01x", " 2024-01-01", "2024-01-01 ", "0000-01-01T00:00+01:00", "9999-12-31T23:59-01:00", "", "-2024-01-01",
    "２０２４-01-01", "20é-05-01", "00é-01-02", "éé-05-01", "2€-05-01", "2024-01é", "202:-01-01", "202/-01-01",
  ])
  func refusesWhatIsNoCalendarTime(text: String) {
    #expect(throws: StampError.self) { try Stamp.parse(text, .calendar) }
  }

  @Test func readsWholeNumbersWithinTheirBounds() throws {
    #expect(try Stamp.parse("-9007199254740992", .integer).moment == -(1 << 53))
    #expect(try Stamp.parse("17", .integer).text(.integer) == "17")
    for text in ["9007199254740993", "99999999999999999999999", "1.0", "1e3", "", "-", "+", "0x10", "2024-01-01"] {
      #expect(throws: StampError.self) { try Stamp.parse(text, .integer) }
    }
  }

  @Test func endsAreInclusiveAndSpellsHalfOpen() throws {
    func spell(_ start: String?, _ end: String?, _ scale: TimeScale = .calendar) throws -> Interval {
      Spell(start: try start.map { try Stamp.parse($0, scale) }, end: try end.map { try Stamp.parse($0, scale) })
        .interval
    }
    #expect(try spell("2024-03-31", "2024-03-31") == Interval(1_711_843_200, 1_711_929_600))
    #expect(try spell("2024-03-31T10:00:00Z", "2024-03-31T10:00:00Z") == Interval(1_711_879_200, 1_711_879_201))
    #expect(try spell("5", "5", .integer) == Interval(5, 6))
    #expect(try spell(nil, nil) == .always)
    #expect(Spell().isUndated)
    #expect(try spell("5", nil, .integer) == Interval(5, .max))
  }

  @Test func durationsFollowTheUnit() {
    let days = TimeUnit(scale: .calendar, everyTimeIsADate: true)
    let seconds = TimeUnit(scale: .calendar, everyTimeIsADate: false)
    let numbers = TimeUnit(scale: .integer, everyTimeIsADate: false)
    #expect(days.duration("2") == 172_800)
    #expect(days.duration("1w") == 604_800)
    #expect(seconds.duration("30") == 30)
    #expect(numbers.duration("30") == 30)
    #expect(numbers.duration("30s") == nil)
    #expect(days.duration(86_399) == "0 days" && days.duration(86_400) == "1 day" && numbers.duration(7) == "7 periods")
    #expect(days.start(of: -1) == -86_400 && days.start(of: 86_399) == 0 && numbers.start(of: -5) == -5)
    #expect(days.start(of: .min) == .min)
    for text in ["", "-1", "x", "1.5", "d", "99999999999999999999", "9007199254740992w"] {
      #expect(days.duration(text) == nil)
    }
  }
}
