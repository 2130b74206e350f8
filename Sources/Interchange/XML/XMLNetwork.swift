import Records

/// The most bytes a file of XML may have, so that places in it fit into 32 bits in every encoding.
private let mostBytes = 1 << 30

/// Reads a network in a format of XML: what Ripple wrote in the `full` view exactly, any other as people and ties.
///
/// - Parameters:
///   - bytes: What stands in the file, in any encoding that is read.
///   - empty: Takes the elements of the format.
///   - limit: How many problems of each severity to keep.
/// - Throws: `InvalidInput` with every problem.
func readNetwork(
  from bytes: [UInt8], through empty: consuming some XMLCollector, _ limit: Int
) throws(InvalidInput) -> (network: Network, problems: ProblemList) {
  var collector = empty
  do throws(EncodingFault) {
    guard bytes.count <= mostBytes else {
      throw EncodingFault(
        offset: 0, message: "the file is larger than 1 GiB", remedy: "give the network as a folder of tables")
    }
    parseXML(try XMLEncoding(of: bytes).decode(bytes), into: &collector)
  } catch {
    collector.stop(line: bytes[..<error.offset].count { $0 == 0x0A } + 1, error.message, error.remedy)
  }
  guard !collector.isStopped else { throw InvalidInput(collector.problems) }
  collector.finish()
  if collector.contents.graphValues()[GraphMLNames.view]?.text == View.full.rawValue {
    return try OwnGraphML(collector.contents).read(collector.problems, limit: limit)
  }
  return try ForeignGraphML(collector.contents).read(collector.problems, limit: limit)
}
