/// A number every bit of which depends on every bit of `x`: randomness that is counted, not drawn, so that it does not
/// depend on the order or the thread it is asked in.
///
/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
package func scrambled(_ x: UInt64) -> UInt64 {
  var z = x &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z &>> 31)
}

/// A number that depends on each of several, and on their order.
package func scrambled(_ numbers: UInt64...) -> UInt64 {
  numbers.reduce(0) { scrambled($0 ^ scrambled($1)) }
}
