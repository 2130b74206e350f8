import Dispatch
import Synchronization

/// Results by chunk, filled in by whichever thread comes first.
private final class ChunkResults<Result: Sendable>: Sendable {
  let slots: Mutex<[Result?]>
  init(count: Int) { slots = Mutex([Result?](repeating: nil, count: count)) }
}

/// Applies `body` to chunks of `0..<count` on all cores and gives the results in the order of the chunks.
///
/// Chunks do not depend on the number of threads, so neither does anything reduced from the results in order.
///
/// - Parameters:
///   - count: Number of items.
///   - size: Items a chunk; choose it so that there are tens of chunks, not thousands.
func mapChunks<Result: Sendable>(
  of count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Result
) -> [Result] {
  let size = max(1, size)
  let chunks = (count + size - 1) / size
  let results = ChunkResults<Result>(count: chunks)
  DispatchQueue.concurrentPerform(iterations: chunks) { chunk in
    let result = body(chunk * size..<min(count, (chunk + 1) * size))
    results.slots.withLock { $0[chunk] = result }
  }
  return results.slots.withLock { $0.compactMap { $0 } }
}
