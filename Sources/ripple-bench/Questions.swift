#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Questions to ask one after another, each with a time of its own.
struct Questions {
  /// How many.
  let count: Int
  /// Answers the question of a number, in rows of numbers.
  let answer: (Int) -> [[Int]]

  /// How many answers the checksum is of.
  private static let checked = 50

  /// Asks every question; gives a checksum of the first answers, as other programs reckon it, and the median and 99th
  /// percentile of the time one takes, on the clock and of the processor, as members of a JSON object.
  func ask() -> (checksum: String, further: String) {
    var times: [Double] = []
    var processor: [Double] = []
    var sum = CRC32()
    for number in 0..<count {
      let (before, used) = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_THREAD_CPUTIME_ID))
      let rows = answer(number)
      processor.append(Self.now(CLOCK_THREAD_CPUTIME_ID) - used)
      times.append(Self.now(CLOCK_MONOTONIC) - before)
      if number < Self.checked { sum.add(Self.text(rows)) }
    }
    let (wall, cpu) = (times.sorted(), processor.sorted())
    func percentile(_ share: Double, _ times: [Double]) -> String {
      times.isEmpty ? "null" : fixed(1e3 * times[min(times.count - 1, Int(Double(times.count) * share))], 4)
    }
    let figures = [
      ("p50_ms", percentile(0.5, wall)), ("p99_ms", percentile(0.99, wall)), ("p50_cpu_ms", percentile(0.5, cpu)),
      ("p99_cpu_ms", percentile(0.99, cpu)), ("queries", String(count)),
    ]
    return (
      "crc of first \(Self.checked)=\(sum.text)", figures.map { " \"\($0.0)\": \($0.1)," }.joined()
    )
  }

  /// Rows as Python writes a list of tuples.
  private static func text(_ rows: [[Int]]) -> String {
    let tuples = rows.map { row in "(" + row.map { String($0) }.joined(separator: ", ") + ")" }
    return "[" + tuples.joined(separator: ", ") + "]"
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// The checksum of zlib and Ethernet.
private struct CRC32 {
  private var state = UInt32.max

  mutating func add(_ text: String) {
    for byte in text.utf8 {
      state ^= UInt32(byte)
      for _ in 0..<8 { state = state & 1 == 1 ? state >> 1 ^ 0xEDB8_8320 : state >> 1 }
    }
  }

  /// Eight hexadecimal digits.
  var text: String {
    let digits = String(~state, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
