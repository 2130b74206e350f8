import Records

extension Network {
  /// The value of an attribute for everybody, empty where there is none; see ``Grouping/init(by:of:_:)``.
  ///
  /// - Throws: ``QuestionError`` when people have no such attribute.
  func attribute(_ field: String) throws(QuestionError) -> [String] {
    let grouping = try Grouping(by: field, of: self, .people)
    return grouping.groups.map { $0.map { grouping.names[$0] } ?? "" }
  }
}
