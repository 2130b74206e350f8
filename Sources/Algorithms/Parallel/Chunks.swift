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
  mapChunks(of: count, size: size, with: {}, ending: { _ in }) { _, range in body(range) }
}

/// The same with memory that each thread uses for one chunk after another.
///
/// - Parameters:
///   - count: Number of items.
///   - size: Items a chunk.
///   - make: Makes a thread's memory.
///   - ending: Gives it up once the thread is through.
///   - body: Works on a chunk; it must leave the memory as it found it, so that results depend on the chunk alone.
func mapChunks<Memory, Result: Sendable>(
  of count: Int, size: Int, with make: @Sendable () -> Memory, ending: @Sendable (Memory) -> Void,
  _ body: @Sendable (inout Memory, Range<Int>) -> Result
) -> [Result] {
  let size = max(1, size)
  let chunks = (count + size - 1) / size
  let results = ChunkResults<Result>(count: chunks)
  @Sendable func nextChunk() -> Int? {
    let chunk = results.next.wrappingAdd(1, ordering: .relaxed).oldValue
    return chunk < chunks ? chunk : nil
  }
  @Sendable func work() {
    // Those who come when everything is taken need no memory.
    guard var chunk = nextChunk() else { return }
    var memory = make()
    while true {
      let result = body(&memory, chunk * size..<min(count, (chunk + 1) * size))
      results.slots.withLock { $0[chunk] = result }
      guard let next = nextChunk() else { break }
      chunk = next
    }
    ending(memory)
  }
  if let limit = Workers.limit {
    DispatchQueue.concurrentPerform(iterations: min(limit, chunks)) { _ in work() }
  } else {
    DispatchQueue.concurrentPerform(iterations: chunks) { _ in work() }
  }
  return results.slots.withLock { $0.compactMap { $0 } }
}
