/// Writes zip containers for tests, sound ones and broken ones.
struct SmallZip {
  /// How an entry is written.
  struct Options {
    /// Deflated, in blocks that are stored as they are.
    var deflates = true
    /// The size that is declared, where that is not the true one.
    var declaredSize: Int?
    var flags: UInt16 = 0
    var method: UInt16?
    /// Sizes in the extra field for archives beyond 4 GiB, and behind the data.
    var isLong = false
    var breaksChecksum = false
  }

  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ contents: [UInt8], _ options: Options = Options()) {
    let packed = options.deflates ? Self.deflated(contents) : contents
    let size = options.declaredSize ?? contents.count
    let method = options.method ?? (options.deflates ? 8 : 0)
    let check = Self.crc(contents) ^ (options.breaksChecksum ? 1 : 0)
    let start = bytes.count
    let hasDescriptor = options.flags & 8 != 0
    bytes +=
      Self.number(0x0403_4B50, 4) + Self.number(20, 2) + Self.number(Int(options.flags), 2)
      + Self.number(Int(method), 2)
    bytes += Self.number(0, 4) + Self.number(hasDescriptor ? 0 : Int(check), 4)
    bytes += Self.number(hasDescriptor ? 0 : packed.count, 4) + Self.number(hasDescriptor ? 0 : size, 4)
    bytes += Self.number(name.utf8.count, 2) + Self.number(0, 2) + Array(name.utf8) + packed
    if hasDescriptor {
      bytes +=
        Self.number(0x0807_4B50, 4) + Self.number(Int(check), 4) + Self.number(packed.count, 4) + Self.number(size, 4)
    }
    let long = 0xFFFF_FFFF
    let extra =
      options.isLong
      ? Self.number(1, 2) + Self.number(24, 2) + Self.number(size, 8) + Self.number(packed.count, 8)
        + Self.number(start, 8) : []
    directory +=
      Self.number(0x0201_4B50, 4) + Self.number(20, 2) + Self.number(20, 2) + Self.number(Int(options.flags), 2)
    directory += Self.number(Int(method), 2) + Self.number(0, 4) + Self.number(Int(check), 4)
    directory += Self.number(options.isLong ? long : packed.count, 4) + Self.number(options.isLong ? long : size, 4)
    directory += Self.number(name.utf8.count, 2) + Self.number(extra.count, 2) + Self.number(0, 2) + Self.number(0, 2)
    directory +=
      Self.number(0, 2) + Self.number(0, 4) + Self.number(options.isLong ? long : start, 4) + Array(name.utf8) + extra
    count += 1
  }

  /// The container; with the longer end that archives of many files have, where `isLong`.
  func finished(isLong: Bool = false) -> [UInt8] {
    var all = bytes + directory
    if isLong {
      let place = all.count
      all +=
        Self.number(0x0606_4B50, 4) + Self.number(44, 8) + Self.number(45, 2) + Self.number(45, 2) + Self.number(0, 8)
      all +=
        Self.number(count, 8) + Self.number(count, 8) + Self.number(directory.count, 8) + Self.number(bytes.count, 8)
      all += Self.number(0x0706_4B50, 4) + Self.number(0, 4) + Self.number(place, 8) + Self.number(1, 4)
    }
    all +=
      Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(isLong ? 0xFFFF : count, 2)
      + Self.number(isLong ? 0xFFFF : count, 2)
    return all + Self.number(directory.count, 4) + Self.number(isLong ? 0xFFFF_FFFF : bytes.count, 4)
      + Self.number(0, 2)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func deflated(_ contents: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    var rest = contents[...]
    repeat {
      let block = rest.prefix(65_535)
      rest = rest.dropFirst(block.count)
      packed += [rest.isEmpty ? 1 : 0] + number(block.count, 2) + number(~block.count, 2) + block
    } while !rest.isEmpty
    return packed
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~crc
  }
}

/// A workbook for tests: sheets of cells given as XML.
struct SmallWorkbook {
  var sheets: [(name: String, cells: String, state: String)] = []
  var texts: [String] = []
  var from1904 = false
  var extra = ""

  /// Cell formats: 0 general, 1 a built-in date, 2 `dd/mm/yyyy`, 3 `0.00`, 4 `[h]:mm`, 5 text with a d in quotation marks.
  private static let styles = """
    <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3">\
    <numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot;d&quot;"/>\
    <numFmt numFmtId="166" formatCode="[$-809]d\\ mmm\\ yyyy;@"/></numFmts>\
    <cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>\
    <cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="2"/><xf numFmtId="166"/>\
    <xf numFmtId="165"/></cellXfs></styleSheet>
    """

  /// The parts by name.
  var parts: [(String, String)] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    var parts = [
      (
        "_rels/.rels",
        "<Relationships xmlns=\"\(package)\"><Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><workbookPr\(from1904 ? " date1904=\"1\"" : "")/><sheets>"
          + sheets.enumerated().map {
            "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" state=\"\($1.state)\" r:id=\"rId\($0 + 1)\"/>"
          }.joined() + "</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"\(package)\">"
          + sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/worksheet\" Target=\"\($0 % 2 == 0 ? "" : "/xl/")worksheets/sheet\($0 + 1).xml\"/>"
          }.joined()
          + "<Relationship Id=\"rId98\" Type=\"\(office)/styles\" Target=\"styles.xml\"/>"
          + "<Relationship Id=\"rId99\" Type=\"\(office)/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
      ),
      ("xl/styles.xml", Self.styles),
      ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">" + texts.map { "<si>\($0)</si>" }.joined() + "</sst>"),
    ]
    for (index, sheet) in sheets.enumerated() {
      parts.append(
        (
          "xl/worksheets/sheet\(index + 1).xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"\(main)\"><sheetData>\(sheet.cells)</sheetData>\(extra)</worksheet>"
        ))
    }
    return parts
  }

  func zipped(_ options: SmallZip.Options = SmallZip.Options(), isLong: Bool = false) -> [UInt8] {
    var zip = SmallZip()
    for (name, text) in parts { zip.add(name, Array(text.utf8), options) }
    return zip.finished(isLong: isLong)
  }

  /// Rows of inline texts, the first in row 1.
  static func rows(_ rows: [[String]]) -> String {
    rows.enumerated().map { row, cells in
      "<row r=\"\(row + 1)\">"
        + cells.enumerated().map { column, text in
          text.hasPrefix("<c")
            ? text
            : text.isEmpty ? "" : "<c r=\"\(letter(column))\(row + 1)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }.joined() + "</row>"
    }.joined()
  }

  private static func letter(_ column: Int) -> String { String(UnicodeScalar(UInt8(65 + column))) }
}
