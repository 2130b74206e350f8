import Records
public import Store

/// What of a person is shown to whom, beyond whether the person is in sight at all.
public enum PersonFields {
  /// True when a column of `people.csv` may be shown.
  ///
  /// Contact is the person's own and the leads'; columns Ripple does not know may hold anything and are the leads' alone.
  ///
  /// - Parameters:
  ///   - column: The column's name.
  ///   - role: Who is looking.
  ///   - isOwn: Whether they look at themselves.
  public static func shows(_ column: String, to role: Role, isOwn: Bool) -> Bool {
    switch role {
    case .lead: true
    case .alumnus where isOwn: true
    case .alumnus: ["id", "name", "role", "staff_group", "organisation_id", "listed", "introduces"].contains(column)
    case .researcher: ["id", "name", "staff_group", "organisation_id"].contains(column)
    case .admin: false
    }
  }
}
