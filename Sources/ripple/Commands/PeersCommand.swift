import ArgumentParser
import Graph
import Insight
import Records
import Rendering

struct PeersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peers",
    abstract: "Find people who can help with a skill: sure, recent, available, near, and who can introduce them.",
    discussion: """
      Only people who said they may be found ('listed') are named, and ways lead through nobody but people who are \
      listed or introduce others ('introduces'). The best come first:

        score = evidence x recency / (1 + load)

      Evidence is that of the surest record of their using it: observed 1, confirmed 0.8, reported 0.6, inferred 0.3. \
      Recency is 1 for a use that goes on, else 2^(-age / half-life). Load is their engagements going on, over the \
      requests a month they can take where that is known. People who are not available then are left out. Equal scores: \
      the nearest first, then by id.

        ripple peers my-programme --skill coaching --near p00012
        ripple peers my-programme --skill "team health check" --setting theatre --limit 5
        ripple peers my-programme --skill facilitation --area "NHS Devon" --turn 7
      """)

  @OptionGroup var input: NetworkArgument
  @Option(
    help: ArgumentHelp("A technique's id, name or alias, or a category for all its techniques.", valueName: "id"))
  var skill: String
  @Option(help: ArgumentHelp("Who asks: for distances and introductions.", valueName: "id")) var near: String?
  @Option(help: "How many to name at most.") var limit = 10
  @Option(help: "Only people who work in, or have supported, a team of this setting.") var setting: String?
  @Option(help: "Only people of this staff group.") var staffGroup: String?
  @Option(help: "Only people whose organisation lies in this area.") var area: String?
  @Option(
    help: "Take turns: of people within a tenth of the best score, each number names another one first.")
  var turn: Int?
  @Option(
    help: ArgumentHelp(
      "How long ago a use counts half; 365 days or 6 periods if not said.", valueName: "duration"))
  var halfLife: String?
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !(1...1000).contains(limit) { throw ValidationError("--limit is how many to name: give 1 to 1000.") }
    if let turn, turn < 0 { throw ValidationError("--turn is which turn it is: give a whole number from 0 on.") }
    try Duration.validate(halfLife, "--half-life")
  }

  func run() throws {
    let network = try input.read()
    _ = try time.window(in: network)
    func stamp(_ option: String, _ text: String?) throws -> Stamp? {
      try text.map { try TimeWindow.stamp($0, option, network.scale) }
    }
    let moment = try stamp("--as-of", time.asOf) ?? stamp("--until", time.until)
    var question = PeerQuestion(try network.skill(skill))
    question.near = try near.map { try network.asker($0) }
    question.limit = limit
    question.setting = setting
    question.staffGroup = staffGroup
    question.area = area
    question.turn = turn
    question.since = try stamp("--since", time.since)?.moment
    let halfLife = try halfLife.map { try Duration.parse($0, "--half-life", in: network) }
    if halfLife == 0 { throw QuestionError("a half-life of 0 leaves nothing of any use: give a longer --half-life") }
    let file = try output.open()
    Progress.step("Looking for peers")
    let peers = try PeerIndex(network, at: moment, halfLife: halfLife).peers(question)
    Progress.clear()
    try writePeers(peers, of: network, as: output.format, to: file)
  }
}
