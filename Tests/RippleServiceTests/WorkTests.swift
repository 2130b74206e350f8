import Foundation
import HTTPTypes
import Logging
import Testing

@testable import RippleService

@Suite struct WorkTests {
  private func words(_ options: String...) -> Words { Words(options: options, places: []) }

  @Test func costsGrowAsTheWorkDoes() {
    func seconds(_ people: Int, _ options: String...) -> Double {
      WorkCost(Words(options: options, places: []), people: people, records: people * 17).seconds
    }
    // What was measured, within a factor of three.
    for (cost, measured) in [
      (seconds(16_000, "centrality", "--measure=betweenness"), 7.0), (seconds(16_000, "reach", "--everyone"), 50),
      (seconds(2_000, "centrality", "--measure=temporalBetweenness"), 4), (seconds(2_000, "report"), 8),
      (seconds(2_000, "structure", "--key-players=3"), 2.1),
    ] {
      #expect(cost > measured / 3 && cost < measured * 3, "\(cost) where \(measured) was measured")
    }
    #expect(seconds(1_000_000, "centrality", "--measure=betweenness") > 3600)
    #expect(seconds(1_000_000, "centrality", "--measure=betweenness", "--error=0.01") < 600)
    #expect(seconds(1_000_000, "centrality", "--measure=degree,closeness") < 600)
    #expect(!WorkCost(words("summary"), people: 2_000, records: 34_000).isHeavy)
  }

  /// Workers that wait for `gate` to exist before they answer heavy questions.
  private func pool(_ count: Int, gate: String, deadline: Duration = .seconds(60)) -> WorkerPool {
    let script = """
      while read -r order; do
        case "$order" in *quality*) while [ ! -e "$0" ]; do sleep 0.02; done;; esac
        echo '{"status":0,"message":""}'
      done
      """
    return WorkerPool(
      executable: "/bin/sh", arguments: ["-c", script, gate], count: count, mostWaiting: 10, deadline: deadline,
      logger: Logger(label: "test"))
  }

  private func answer(_ pool: WorkerPool, _ command: String) async throws -> WorkReport {
    let question = Question(outlook: Outlook(whole: 1), words: words(command))
    return try await pool.answer(
      WorkOrder(question: question, output: "/dev/null"),
      costing: WorkCost(question.words, people: 5_000, records: 90_000))
  }

  @Test(.timeLimit(.minutes(1))) func heavyQuestionsLeaveAWorkerToTheOthers() async throws {
    let gate = FileManager.default.temporaryDirectory.appending(path: "gate-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: gate) }
    let pool = pool(2, gate: gate)
    let running = Task { try await pool.run() }
    let heavy = (0..<3).map { _ in Task { try await answer(pool, "quality") } }
    while await pool.load.running == 0 { try await Task.sleep(for: .milliseconds(5)) }
    // Answered while the heavy ones cannot be.
    for _ in 0..<5 { #expect(try await answer(pool, "summary").status == 0) }
    #expect(await pool.load == (waiting: 2, running: 1))
    #expect(FileManager.default.createFile(atPath: gate, contents: nil))
    for task in heavy { #expect(try await task.value.status == 0) }
    running.cancel()
  }

  @Test func whatWouldTakeTooLongIsNotBegun() async throws {
    let pool = pool(1, gate: "/nowhere", deadline: .seconds(2))
    let problem = await #expect(throws: Problem.self) { try await answer(pool, "quality") }
    #expect(problem?.status == .unprocessableContent && problem?.sentence.contains("of a processor") == true)
    #expect(await pool.load == (waiting: 0, running: 0))
  }
}
