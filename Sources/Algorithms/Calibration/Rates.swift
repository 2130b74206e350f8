#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The rate of a probability, -log(1 - p): rates of independent causes add up.
public func rate(_ probability: Double) -> Double { -log1p(-min(max(probability, 0), 1 - 1e-13)) }

/// The probability of a rate, 1 - exp(-rate).
public func probability(ofRate rate: Double) -> Double { -expm1(-rate) }
