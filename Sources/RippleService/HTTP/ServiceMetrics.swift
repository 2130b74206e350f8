import Synchronization

/// What the service counts of itself, as Prometheus reads it.
final class ServiceMetrics: Sendable {
  private struct Key: Hashable {
    let method: String
    let route: String
    let status: Int
  }

  private struct Series {
    var count = 0
    var seconds = 0.0
    var buckets = [Int](repeating: 0, count: ServiceMetrics.bounds.count)
  }

  private struct State {
    var series: [Key: Series] = [:]
    var open = 0
  }

  private let state = Mutex(State())
  private static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30]

  /// A request has begun.
  func begin() { state.withLock { $0.open += 1 } }

  /// A request is answered; how long it took, in seconds.
  func end(_ method: String, _ route: String, _ status: Int, since start: ContinuousClock.Instant) -> Double {
    let (whole, attoseconds) = (ContinuousClock.now - start).components
    let seconds = Double(whole) + Double(attoseconds) * 1e-18
    // Methods are the client's to invent; their number is not.
    let known = ["GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"].contains(method) ? method : "other"
    state.withLock { state in
      state.open -= 1
      var series = state.series[Key(method: known, route: route, status: status)] ?? Series()
      series.count += 1
      series.seconds += seconds
      for (place, bound) in Self.bounds.enumerated() where seconds <= bound { series.buckets[place] += 1 }
      state.series[Key(method: known, route: route, status: status)] = series
    }
    return seconds
  }

  /// Everything in Prometheus's text format 0.0.4.
  ///
  /// - Parameter gauges: Further figures of the moment, by name, with what they are.
  func text(_ gauges: [(name: String, help: String, value: Double)]) -> String {
    let (series, open) = state.withLock { ($0.series, $0.open) }
    var out = """
      # HELP ripple_requests_open Requests being answered.
      # TYPE ripple_requests_open gauge
      ripple_requests_open \(open)
      # HELP ripple_request_seconds Time to answer, by route.
      # TYPE ripple_request_seconds histogram

      """
    let keys = series.keys.sorted { ($0.route, $0.method, $0.status) < ($1.route, $1.method, $1.status) }
    for key in keys {
      guard let one = series[key] else { continue }
      let labels = "method=\"\(key.method)\",route=\"\(key.route)\",status=\"\(key.status)\""
      for (bound, count) in zip(Self.bounds, one.buckets) {
        out += "ripple_request_seconds_bucket{\(labels),le=\"\(bound)\"} \(count)\n"
      }
      out += "ripple_request_seconds_bucket{\(labels),le=\"+Inf\"} \(one.count)\n"
      out += "ripple_request_seconds_sum{\(labels)} \(one.seconds)\n"
      out += "ripple_request_seconds_count{\(labels)} \(one.count)\n"
    }
    for gauge in gauges {
      out += "# HELP \(gauge.name) \(gauge.help)\n# TYPE \(gauge.name) gauge\n\(gauge.name) \(gauge.value)\n"
    }
    return out
  }
}
