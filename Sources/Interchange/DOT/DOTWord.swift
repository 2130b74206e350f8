/// A name or a value of a DOT file.
struct DOTWord {
  var text: [UInt8]
  /// True for what stands in angle brackets, which is another name than the same in quotation marks.
  var isHTML: Bool

  /// What it goes by as a name.
  var name: [UInt8] { isHTML ? [0x3C] + text + [0x3E] : text }
}
