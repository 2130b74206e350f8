/// What stands in a cell, before it is text: writers put numbers and times straight into their bytes.
public enum CellContent: Sendable {
  /// Text as it is; empty where there is nothing.
  case text(String)
  /// A whole number.
  case whole(Int?)
  /// A number.
  case decimal(Double?)
  /// Yes or no.
  case flag(Bool?)
  /// A time.
  case time(Stamp?)

  /// True where there is nothing.
  public var isEmpty: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .whole(let number): number == nil
    case .decimal(let number): number == nil
    case .flag(let flag): flag == nil
    case .time(let stamp): stamp == nil
    }
  }

  /// The cell as tables write it.
  ///
  /// - Parameter scale: How the network writes its times.
  public func text(_ scale: TimeScale) -> String {
    switch self {
    case .text(let text): text
    case .whole(let number): number.map { String($0) } ?? ""
    case .decimal(let number): number.map(Decimal.text) ?? ""
    case .flag(let flag): flag.map { $0 ? "yes" : "no" } ?? ""
    case .time(let stamp): stamp?.text(scale) ?? ""
    }
  }
}
