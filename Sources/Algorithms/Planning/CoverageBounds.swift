/// What counts of sets say of the shares they stand for, each with a chance of being wrong of no more than exp(-doubt).
///
/// - Source: Tang, Tang, Xiao and Yuan 2018, doi:10.1145/3183713.3183749, lemmas 4.1 and 4.2.
enum CoverageBounds {
  /// The share is no less than this over the number of sets.
  static func least(_ count: Double, doubt: Double) -> Double {
    let root = (count + 2 * doubt / 9).squareRoot() - (doubt / 2).squareRoot()
    return max(0, (root > 0 ? root * root : 0) - doubt / 18)
  }

  /// The share is no more than this over the number of sets.
  static func most(_ count: Double, doubt: Double) -> Double {
    let root = (count + doubt / 2).squareRoot() + (doubt / 2).squareRoot()
    return root * root
  }
}
