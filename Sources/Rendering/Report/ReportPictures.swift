/// Pictures of a report: plain shapes with classes for colours, so that they follow the page's style and need no style of
/// their own.
enum ReportPictures {
  /// A bar as long as its value is beside the greatest; a table's row holds the number.
  static func bar(_ value: Int, of greatest: Int, _ colour: Int) -> HTML {
    let width = greatest > 0 ? max(0, min(100, value * 100 / greatest)) : 0
    return """
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
      <rect class="b\(colour)" x="0" y="0" width="\(width)" height="10"/></svg>
      """
  }

  /// Columns of two parts, one on top of the other, over time.
  ///
  /// - Parameters:
  ///   - columns: A name for the axis, where there is one, and the two parts.
  ///   - title: What the picture shows, for those who cannot see it.
  static func columns(_ columns: [(name: String?, low: Int, high: Int)], title: String) -> HTML {
    let (left, top, width, height) = (44.0, 8.0, 516.0, 130.0)
    let greatest = columns.map { $0.low + $0.high }.max() ?? 0
    let scale = roundScale(greatest)
    func y(_ value: Int) -> Double { top + height * (1 - Double(value) / Double(scale.top)) }
    let step = width / Double(max(columns.count, 1))
    let lines: [HTML] = stride(from: 0, through: scale.top, by: scale.step).map { value in
      """
      <path class="axis" d="M\(number(left)) \(number(y(value)))H\(number(left + width))"/>\
      <text class="end" x="\(number(left - 6))" y="\(number(y(value) + 4))">\(value)</text>
      """
    }
    let bars: [HTML] = columns.enumerated().map { place, column in
      let x = left + step * (Double(place) + 0.1)
      func part(_ from: Int, _ to: Int, _ colour: Int) -> HTML {
        """
        <rect class="b\(colour)" x="\(number(x))" y="\(number(y(to)))" width="\(number(step * 0.8))" \
        height="\(number(y(from) - y(to)))"/>
        """
      }
      let name: HTML =
        column.name.map {
          "<text class=\"mid\" x=\"\(number(x + step * 0.4))\" y=\"\(number(top + height + 15))\">\($0)</text>"
        } ?? ""
      return "\(part(0, column.low, 1))\(part(column.low, column.low + column.high, 2))\(name)"
    }
    return """
      <svg viewBox="0 0 568 158" role="img" aria-label="\(title)">\(lines)\(bars)</svg>
      """
  }

  /// A number of points with one decimal.
  private static func number(_ value: Double) -> String { rounded((value * 10).rounded() / 10, 1) }

  /// A round number no less than `greatest`, and steps to it.
  private static func roundScale(_ greatest: Int) -> (top: Int, step: Int) {
    var step = 1
    var factors = [2, 5, 10].makeIterator()
    var power = 1
    while step * 5 < greatest {
      if let factor = factors.next() {
        step = power * factor
      } else {
        power *= 10
        factors = [2, 5, 10].makeIterator()
      }
    }
    return (max(step, (greatest + step - 1) / step * step), step)
  }
}
