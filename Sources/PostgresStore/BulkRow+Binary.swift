import Store

extension BulkRow {
  /// Takes a row of PostgreSQL's binary form: the number of its columns, and of each the length, -1 for nothing, and the bytes.
  ///
  /// Numbers of eight or four bytes are taken, others are 0; columns that are not there hold nothing.
  ///
  /// - Returns: False where a length leads outside the bytes.
  @unsafe func take(binary bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 2, let base = bytes.baseAddress else { return false }
    let given = unsafe Int(Int16(bigEndian: base.loadUnaligned(as: Int16.self)))
    var place = 2
    for column in columns.indices {
      guard column < given else {
        setNothing(column)
        continue
      }
      guard bytes.count &- place >= 4 else { return false }
      let length = unsafe Int(Int32(bigEndian: base.loadUnaligned(fromByteOffset: place, as: Int32.self)))
      place &+= 4
      guard length >= 0 else {
        setNothing(column)
        continue
      }
      guard length <= bytes.count &- place else { return false }
      unsafe take(binary: UnsafeRawBufferPointer(start: base + place, count: length), column)
      place &+= length
    }
    return true
  }

  /// Takes a value of PostgreSQL's binary form.
  @unsafe func take(binary bytes: UnsafeRawBufferPointer, _ column: Int) {
    switch columns[column] {
    case .text: unsafe set(bytes.assumingMemoryBound(to: UInt8.self), column)
    case .number:
      let number: Int64 =
        switch bytes.count {
        case 8: unsafe Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
        case 4: unsafe Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
        default: 0
        }
      set(number, column)
    case .real:
      // A double's bytes come in the order of a whole number's.
      let bits = unsafe bytes.count == 8 ? UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)) : 0
      set(Double(bitPattern: bits), column)
    }
  }
}
