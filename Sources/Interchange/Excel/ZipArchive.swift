import CZLib

/// Why an archive, or something in it, cannot be read.
struct ZipFault: Error {
  let message: String
  let remedy: String

  static func damaged(_ what: String) -> ZipFault {
    ZipFault(message: "the file is damaged: \(what)", remedy: "save or copy it again")
  }
}

/// The files inside a zip container, by name. Names are looked up and never used for writing.
///
/// What is unpacked stays within bounds whatever the archive says of itself: no file larger than ``mostBytes``, all of them no
/// larger than twice that, none more than ``mostRatio`` times as large as it is packed, none longer or shorter than declared.
struct ZipArchive {
  /// The most bytes a file inside may have.
  static let mostBytes = 1 << 29
  /// How many times larger than packed a file may be, once it is of some size.
  static let mostRatio = 400
  /// The size from which that counts.
  static let smallBytes = 1 << 22
  /// The most files.
  static let mostEntries = 20_000

  private struct Entry {
    let flags: Int
    let method: Int
    let check: UInt
    let packed: Int
    let size: Int
    let header: Int
  }

  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]

  /// Reads the directory of an archive.
  init(_ bytes: [UInt8]) throws(ZipFault) {
    self.bytes = bytes
    guard let end = lastRecord(0x0605_4B50, least: 22) else { throw .damaged("its directory is missing") }
    guard var count = number(end + 10, 2), var start = number(end + 16, 4) else { throw .damaged("it ends too early") }
    // Archives of more than 4 GiB or 65,535 files, and some writers always, put the true figures elsewhere.
    if end >= 20, number(end - 20, 4) == 0x0706_4B50, let place = number(end - 12, 8), number(place, 4) == 0x0606_4B50,
      let longCount = number(place + 32, 8), let longStart = number(place + 48, 8)
    {
      (count, start) = (longCount, longStart)
    }
    guard count <= Self.mostEntries else {
      throw ZipFault(message: "it holds \(count) files, more than any workbook", remedy: "save it again from Excel")
    }
    var place = start
    var total = 0
    for _ in 0..<count {
      guard number(place, 4) == 0x0201_4B50, let flags = number(place + 8, 2), let method = number(place + 10, 2),
        let check = number(place + 16, 4), var packed = number(place + 20, 4), var size = number(place + 24, 4),
        let nameLength = number(place + 28, 2), let extraLength = number(place + 30, 2),
        let commentLength = number(place + 32, 2), var header = number(place + 42, 4),
        place + 46 + nameLength + extraLength + commentLength <= bytes.count
      else { throw .damaged("its directory is broken") }
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
      long(place + 46 + nameLength, extraLength, &size, &packed, &header)
      guard entries[name] == nil else { throw .damaged("it holds '\(name.prefix(60))' twice") }
      total = min(total, Int.max / 2) + min(size, Int.max / 2)
      guard size <= Self.mostBytes, total <= 2 * Self.mostBytes else {
        throw ZipFault(
          message: "unpacked it would be larger than \(Self.mostBytes >> 20) MiB",
          remedy: "give the network as CSV files")
      }
      guard size <= Self.smallBytes || size / Self.mostRatio <= packed else {
        throw ZipFault(
          message:
            "'\(name.prefix(60))' would unpack to more than \(Self.mostRatio) times its size, as no workbook does",
          remedy: "save it again from Excel, or give the network as CSV files")
      }
      entries[name] = Entry(
        flags: flags, method: method, check: UInt(check), packed: packed, size: size, header: header)
      place += 46 + nameLength + extraLength + commentLength
    }
  }

  /// The names of the files inside.
  var names: [String] { entries.keys.sorted() }

  /// The contents of the file called `name`, in whatever letters; `nil` when there is none.
  func contents(_ name: String) throws(ZipFault) -> [UInt8]? {
    guard let entry = entries[name] ?? entries.first(where: { $0.key.lowercased() == name.lowercased() })?.value else {
      return nil
    }
    guard entry.flags & 1 == 0 else {
      throw ZipFault(message: "it is locked by a password", remedy: "save it without one")
    }
    guard number(entry.header, 4) == 0x0403_4B50, let nameLength = number(entry.header + 26, 2),
      let extraLength = number(entry.header + 28, 2)
    else { throw .damaged("'\(name)' is not where it should be") }
    let start = entry.header + 30 + nameLength + extraLength
    guard entry.packed <= bytes.count, start <= bytes.count - entry.packed else {
      throw .damaged("'\(name)' ends too early")
    }
    let packed = bytes[start..<(start + entry.packed)]
    let contents: [UInt8]
    switch entry.method {
    case 0 where entry.packed == entry.size: contents = Array(packed)
    case 8:
      guard let inflated = inflated(packed, size: entry.size) else {
        throw .damaged("'\(name)' does not unpack to what it says")
      }
      contents = inflated
    default: throw ZipFault(message: "'\(name)' is packed in an unusual way", remedy: "save it again from Excel")
    }
    guard checksum(contents) == entry.check else { throw .damaged("'\(name)' is not what was saved") }
    return contents
  }

  // MARK: Numbers

  /// A number of up to eight bytes, the least first; `nil` beyond the file, or beyond what `Int` holds.
  private func number(_ place: Int, _ count: Int) -> Int? {
    guard place >= 0, place <= bytes.count - count else { return nil }
    var value: UInt64 = 0
    for offset in (0..<count).reversed() { value = value << 8 | UInt64(bytes[place + offset]) }
    return Int(exactly: value)
  }

  /// Where the last record begins that starts with `mark`.
  private func lastRecord(_ mark: Int, least: Int) -> Int? {
    guard bytes.count >= least else { return nil }
    // A comment of up to 65,535 bytes may follow.
    let earliest = max(0, bytes.count - least - 65_535)
    return (earliest...(bytes.count - least)).last { bytes[$0] == 0x50 && number($0, 4) == mark }
  }

  /// Takes those figures that did not fit into four bytes from where they are then written.
  private func long(_ start: Int, _ length: Int, _ size: inout Int, _ packed: inout Int, _ header: inout Int) {
    var place = start
    while place + 4 <= start + length, let mark = number(place, 2), let count = number(place + 2, 2) {
      if mark == 1 {
        var next = place + 4
        for figure in 0..<3 {
          let short = figure == 0 ? size : figure == 1 ? packed : header
          guard short == 0xFFFF_FFFF, next + 8 <= place + 4 + count, let value = number(next, 8) else { continue }
          if figure == 0 { size = value } else if figure == 1 { packed = value } else { header = value }
          next += 8
        }
        return
      }
      place += 4 + count
    }
  }
}

/// What `packed` inflates to, if that is exactly `size` bytes.
private func inflated(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
  var source = Array(packed)
  // One byte more, so that data that go on are noticed.
  var output = [UInt8](repeating: 0, count: size + 1)
  // zlib is given no more room than the arrays have, keeps no pointer, and is ended before the closures are left.
  let written: Int? = unsafe source.withUnsafeMutableBufferPointer { source in
    unsafe output.withUnsafeMutableBufferPointer { output in
      var stream = unsafe z_stream()
      guard unsafe ripple_inflateInit(&stream) == Z_OK else { return nil }
      defer { _ = unsafe inflateEnd(&stream) }
      unsafe stream.next_in = source.baseAddress
      unsafe stream.avail_in = UInt32(clamping: source.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(clamping: output.count)
      guard unsafe inflate(&stream, Z_FINISH) == Z_STREAM_END else { return nil }
      return unsafe Int(stream.total_out)
    }
  }
  guard written == size else { return nil }
  output.removeLast()
  return output
}

private func checksum(_ bytes: [UInt8]) -> UInt {
  // The pointer is used within the closure alone, for as many bytes as lie behind it.
  unsafe bytes.withUnsafeBufferPointer { unsafe crc32(0, $0.baseAddress, UInt32(clamping: $0.count)) }
}
