import ArgumentParser
import Interchange
import Synthesis

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Make a synthetic programme to try things on, with the truth written beside it.",
    discussion: """
      Three cohorts over three years, their peers, teams and organisations, what they used and passed on, and what is \
      missing from the records. truth.json holds what really happened in it. The same people and seed give the same files.

        ripple generate --people 530 --seed 1 -o south-west
      """)

  @Option(help: "How many people, alumni and peers together: 100 to 1000000.") var people: Int
  @Option(help: "What the invention starts from.") var seed: UInt64 = 1
  @Option(name: [.customShort("o"), .long], help: "The folder to write.", completion: .directory) var output: String

  func validate() throws {
    if !(100...1_000_000).contains(people) { throw ValidationError("--people goes from 100 to 1000000.") }
  }

  func run() throws {
    let truthFile = "truth.json"
    let folder = try OutputFolder(path: output, mark: truthFile) { isTableFile($0) || $0 == truthFile }
    Progress.step("Inventing \(people) people")
    let programme = Synthesis.generate(people: people, seed: seed)
    Progress.step("Writing \(output)")
    try writeTables(programme.network, to: folder)
    let truth = try folder.file(truthFile)
    try truth.write(programme.truth.json)
    try truth.finish()
    try folder.finish()
    Progress.clear()
  }
}
