import Graph
import Interchange
import Records

extension JSONWriter {
  /// Writes a member that is a time; see ``time(_:_:)``.
  mutating func member(_ name: String, time moment: Moment?, _ unit: TimeUnit) throws(OutputError) {
    try self.name(name)
    try time(moment, unit)
  }

  /// Writes a time: a number in an integer network, else text; `null` for none and for "always".
  mutating func time(_ moment: Moment?, _ unit: TimeUnit) throws(OutputError) {
    guard let moment, moment != .min, moment != .max else { return try value(String?.none) }
    if unit.scale == .integer { try value(Int(moment)) } else { try value(unit.text(moment)) }
  }
}
