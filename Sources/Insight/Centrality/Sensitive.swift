/// Who is to see an answer.
public enum Audience: Sendable {
  /// Somebody who holds the records themselves, or is entitled to see how single people are placed.
  case recordHolder
  /// Anybody else.
  case others
}

/// Something about single people that may be taken for a judgement of them, such as how central each of them is.
///
/// It says how people are placed in what was written down, not how well they work; whoever shows it must say to whom.
public struct Sensitive<Value: Sendable>: Sendable {
  private let value: Value

  /// Marks `value` as sensitive.
  public init(_ value: Value) { self.value = value }

  /// The value for those who may see it, `nil` for others.
  public func shown(to audience: Audience) -> Value? { audience == .recordHolder ? value : nil }
}
