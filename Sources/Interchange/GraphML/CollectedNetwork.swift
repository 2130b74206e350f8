import Records

/// The network in what a file was found to say: one that Ripple wrote in the `full` view exactly, any other as people and
/// ties.
func network(
  of contents: GraphMLContents, _ found: ProblemList, limit: Int
) throws(InvalidInput) -> (network: Network, problems: ProblemList) {
  if contents.graphValues()[GraphMLNames.view]?.text == View.full.rawValue {
    return try OwnGraphML(contents).read(found, limit: limit)
  }
  return try ForeignGraphML(contents).read(found, limit: limit)
}
