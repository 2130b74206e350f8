/// Texts of a column, each stored once however many rows have it, as long as rows do share them.
struct WordPool {
  private var known = IDTable()
  private var texts: [String] = []
  private var asked = 0
  private var isUseful = true

  /// How many texts are looked at before they are found to be all different.
  private static let patience = 4096

  /// Cell `index` of `row` as text.
  mutating func text(_ row: CellRow, _ index: Int) -> String {
    let range = row.range(index)
    // A text this short needs no memory of its own.
    guard isUseful, range.count > 15 else { return row.text(index) }
    asked += 1
    let number: Int
    let isNew: Bool
    (number, isNew) = known.insert(row.bytes.span.extracting(range))
    if !isNew { return texts[number] }
    let text = row.text(index)
    texts.append(text)
    if asked >= Self.patience, texts.count > asked / 2 {
      isUseful = false
      known = IDTable()
      texts = []
    }
    return text
  }
}
