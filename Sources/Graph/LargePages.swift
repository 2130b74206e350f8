#if canImport(Glibc)
  import Glibc
#endif

extension Array where Element: BitwiseCopyable {
  /// Asks that the memory of the array lie in pages of 2 MiB, where the system offers it.
  ///
  /// Said before the memory is first written to. A loop that writes all over 32 MB then misses the table of pages seldom,
  /// and the kernel is called once in 2 MiB instead of once in 4 KiB: reading 8 million edges takes a fifth less time.
  @inlinable package mutating func preferLargePages() {
    let bytes = capacity * MemoryLayout<Element>.stride
    unsafe withUnsafeMutableBufferPointer { unsafe adviseLargePages(UnsafeMutableRawPointer($0.baseAddress), bytes) }
  }
}

extension Array where Element: BitwiseCopyable & Numeric {
  /// An array of zeros in large pages.
  @inlinable package init(zeros count: Int) {
    unsafe self.init(unsafeUninitializedCapacity: count) { memory, initialized in
      unsafe adviseLargePages(UnsafeMutableRawPointer(memory.baseAddress), count * MemoryLayout<Element>.stride)
      unsafe memory.initialize(repeating: 0)
      initialized = count
    }
  }
}

/// It is advice alone: it may be refused, and changes neither what the memory holds nor who owns it, so that no address
/// given here can do harm.
@usableFromInline
package func adviseLargePages(_ start: UnsafeMutableRawPointer?, _ bytes: Int) {
  #if canImport(Glibc)
    let page = 4096
    guard let start = unsafe start, bytes >= 1 << 22 else { return }
    let first = unsafe start.alignedUp(toMultipleOf: page)
    unsafe madvise(first, (bytes - page) & ~(page - 1), MADV_HUGEPAGE)
  #endif
}
