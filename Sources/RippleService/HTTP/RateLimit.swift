import Synchronization

/// Lets each caller make so many requests at once and so many a second.
///
/// A bucket of tokens each, of those seen last: memory stays bounded whoever calls.
final class RateLimit: Sendable {
  private struct Bucket {
    var tokens: Double
    var moment: ContinuousClock.Instant
  }

  private let buckets = Mutex<[String: Bucket]>([:])
  private let rate: Double
  private let burst: Double
  private let mostCallers: Int

  /// - Parameters:
  ///   - rate: Requests a second, in the long run.
  ///   - burst: Requests at once.
  ///   - mostCallers: Callers kept in mind.
  init(rate: Double, burst: Double, mostCallers: Int = 10_000) {
    self.rate = max(rate, 0.001)
    self.burst = max(burst, 1)
    self.mostCallers = mostCallers
  }

  /// Takes one request of a caller's in; seconds to wait when it is too many.
  func wait(_ caller: String, at now: ContinuousClock.Instant = .now) -> Int? {
    buckets.withLock { buckets in
      if buckets.count >= mostCallers, buckets[caller] == nil {
        // Those whose buckets are full again lose nothing by being forgotten.
        let rate = rate
        let burst = burst
        buckets = buckets.filter { $0.value.tokens + Self.seconds($0.value.moment, now) * rate < burst }
        if buckets.count >= mostCallers { return 1 }
      }
      var bucket = buckets[caller] ?? Bucket(tokens: burst, moment: now)
      bucket.tokens = min(burst, bucket.tokens + Self.seconds(bucket.moment, now) * rate)
      bucket.moment = now
      defer { buckets[caller] = bucket }
      guard bucket.tokens >= 1 else { return max(1, Int((1 - bucket.tokens) / rate + 1)) }
      bucket.tokens -= 1
      return nil
    }
  }

  private static func seconds(_ start: ContinuousClock.Instant, _ end: ContinuousClock.Instant) -> Double {
    let (seconds, attoseconds) = (end - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
