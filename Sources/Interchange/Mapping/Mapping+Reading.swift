public import Records

extension Mapping {
  /// The version of the format.
  static let version: Int64 = 1

  /// Reads a mapping file.
  ///
  /// - Parameters:
  ///   - file: Its name, for problems.
  ///   - bytes: What stands in it: JSON, as ``format`` describes.
  /// - Throws: `InvalidInput` with every problem.
  public init(file: String, bytes: [UInt8]) throws(InvalidInput) {
    var reading = MappingReading(file: file, bytes: bytes)
    self = reading.read()
    if reading.problems.errors > 0 { throw InvalidInput(reading.problems) }
  }
}
