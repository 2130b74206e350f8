import Dispatch
import Synchronization

/// How many threads ``mapChunks(of:size:_:)`` uses.
enum Workers {
  @TaskLocal static var limit: Int?
}

/// Runs `body` with no more than `workers` threads in everything it computes; for measuring. Results never depend on it.
package func limitingWorkers<Result>(to workers: Int, _ body: () throws -> Result) rethrows -> Result {
  try Workers.$limit.withValue(max(workers, 1), operation: body)
}

/// Results by chunk, filled in by whichever thread comes first.
private final class ChunkResults<Result: Sendable>: Sendable {
  let slots: Mutex<[Result?]>
  let next = Atomic<Int>(0)
  init(count: Int) { slots = Mutex([Result?](repeating: nil, count: count)) }
}

/// Applies `body` to chunks of `0..<count` on all cores and gives the results in the order of the chunks.
///
/// Chunks do not depend on the number of threads, so neither does anything reduced from the results in order.
///
/// - Parameters:
///   - count: Number of items.
///   - size: Items a chunk; choose it so that there are tens of chunks, not thousands.
package func mapChunks<Result: Sendable>(
  of count: Int, size: Int, _ body: @Sendable (Range<Int>) -> Result
) -> [Result] {
  let size = max(1, size)
  let chunks = (count + size - 1) / size
  let results = ChunkResults<Result>(count: chunks)
  @Sendable func work() {
    while true {
      let chunk = results.next.wrappingAdd(1, ordering: .relaxed).oldValue
      if chunk >= chunks { return }
      let result = body(chunk * size..<min(count, (chunk + 1) * size))
      results.slots.withLock { $0[chunk] = result }
    }
  }
  if let limit = Workers.limit {
    DispatchQueue.concurrentPerform(iterations: min(limit, chunks)) { _ in work() }
  } else {
    DispatchQueue.concurrentPerform(iterations: chunks) { _ in work() }
  }
  return results.slots.withLock { $0.compactMap { $0 } }
}
