import Records

/// Fills a collector from the text of a file, to its end.
///
/// - Parameters:
///   - source: What stands in the file, in any encoding that is read.
///   - empty: Takes the elements of the format.
/// - Throws: `InvalidInput` where the file is no use at all.
func collected<Source: ByteSource & ~Copyable, Collector: XMLNetworkCollector>(
  from source: consuming Source, through empty: consuming Collector
) throws(InvalidInput) -> Collector {
  var collector = empty
  parseXML(&source, into: &collector)
  guard !collector.isStopped else { throw InvalidInput(collector.problems) }
  collector.finish()
  return collector
}

/// Reads a network in a format of XML: what Ripple wrote in the `full` view exactly, any other as people and ties.
///
/// - Parameters:
///   - source: What stands in the file, in any encoding that is read.
///   - empty: Takes the elements of the format.
///   - limit: How many problems of each severity to keep.
/// - Throws: `InvalidInput` with every problem.
func readNetwork<Source: ByteSource & ~Copyable>(
  from source: consuming Source, through empty: consuming some XMLNetworkCollector, _ limit: Int
) throws(InvalidInput) -> (network: Network, problems: ProblemList) {
  let collector = try collected(from: source, through: empty)
  let contents = collector.contents
  let problems = collector.problems
  // The contents are large, and used up while the network grows.
  _ = consume collector
  return try network(of: contents, problems, limit: limit)
}
