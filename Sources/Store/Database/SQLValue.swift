/// A value that goes into a statement or comes out of one.
package enum SQLValue: Sendable, Equatable {
  case nothing
  case number(Int64)
  case real(Double)
  case text(String)
  /// What no store holds, though a damaged one may.
  case other
}

/// What a statement takes for an argument.
package protocol SQLConvertible {
  /// The value it stands for.
  var sqlValue: SQLValue { get }
}

extension Int64: SQLConvertible { package var sqlValue: SQLValue { .number(self) } }
extension Int: SQLConvertible { package var sqlValue: SQLValue { .number(Int64(self)) } }
extension Double: SQLConvertible { package var sqlValue: SQLValue { .real(self) } }
extension String: SQLConvertible { package var sqlValue: SQLValue { .text(self) } }

extension SQLValue: SQLConvertible { package var sqlValue: SQLValue { self } }

/// Arguments of a statement; `nil` for nothing.
package typealias SQLArguments = [(any SQLConvertible)?]
