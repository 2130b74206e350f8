/// Where the values of a chart lie on paper.
struct ChartScale {
  let lowX: Double
  let highX: Double
  let highY: Double
  /// Heights that get a line and a number.
  let heights: [Double]

  init(_ chart: Chart) {
    var xs = chart.ticks.map(\.x)
    var highest = 0.0
    var stacked: [Double: Double] = [:]
    var hasBars = false
    for mark in chart.marks {
      switch mark {
      case .bars(_, let bars):
        hasBars = true
        for bar in bars {
          stacked[bar.x, default: 0] += bar.y
          highest = max(highest, stacked[bar.x] ?? 0)
          xs.append(bar.x)
        }
      case .line(_, let points), .step(_, let points), .points(_, let points):
        xs += points.map(\.x)
        highest = max(highest, points.map(\.y).max() ?? 0)
      case .band(_, let points):
        xs += points.map(\.x)
        highest = max(highest, points.map(\.high).max() ?? 0)
      case .divider(_, let x): xs.append(x)
      }
    }
    let (low, high) = (xs.min() ?? 0, xs.max() ?? 1)
    // Bars stand half to each side of their place.
    lowX = low - (hasBars || low == high ? 0.5 : 0)
    highX = high + (hasBars || low == high ? 0.5 : 0)
    // A step more than the greatest must still be a number.
    let isDrawable = highest > 0 && highest < 1e300
    let step = Self.roundStep(isDrawable ? highest / 5 : 0.2)
    let count = isDrawable ? Int((highest / step).rounded(.up)) : 5
    heights = (0...max(1, count)).map { Double($0) * step }
    highY = heights.last ?? 1
  }

  /// The least of 1, 2, 2.5 and 5 times a power of ten that is no less.
  private static func roundStep(_ least: Double) -> Double {
    var power = 1.0
    while power > least { power /= 10 }
    while power * 10 <= least { power *= 10 }
    return [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= least * (1 - 1e-9) } ?? least
  }
}
