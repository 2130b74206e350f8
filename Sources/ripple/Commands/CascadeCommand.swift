import ArgumentParser
import Insight
import Records
import Rendering

struct CascadeCommand: ParsableCommand {
  enum Credit: String, ExpressibleByArgument, CaseIterable { case equal, recency }

  static let configuration = CommandConfiguration(
    commandName: "cascade",
    abstract: "Show who learnt a technique from whom, generation by generation, and who gets the credit.",
    discussion: """
      Sources that records name come first; where there is none, and no event taught it before, everybody who used it \
      earlier and was tied to the person at the right time is a possible source. Each person gives credit of 1, shared \
      among their sources; downstream credit follows it on to the end. Generation 0 was taught at an event, or has no \
      source; generation 1 learnt from them, and so on. A generation's R is the size of the next over its own: above 1 the \
      cascade grows. With --from or --cohort, a generation's direct followers each are shown instead. Bits say how rarely \
      two staff groups are tied, one more being half as often.

        ripple cascade my-programme
        ripple cascade my-programme --technique stress-conversations
        ripple cascade my-programme --technique coaching --from surgeon --format csv
        ripple cascade my-programme --technique coaching --tree
        ripple export my-programme --to dot --cascade coaching | dot -Tsvg -o cascade.svg
      """)

  @OptionGroup var input: NetworkArgument
  @Option(help: ArgumentHelp("The technique; all of them when left out.", valueName: "id")) var technique: String?
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Only these people and those downstream of them.", valueName: "id"))
  var from: [String] = []
  @Option(help: ArgumentHelp("Only this cohort's people and those downstream of them.", valueName: "id"))
  var cohort: String?
  @Option(help: "Share credit among possible sources equally, or more to those who adopted lately.")
  var credit: Credit = .equal
  @Option(help: "With --credit recency: the time in which a share halves (180d, or 3 periods).") var halfLife: String?
  @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
  var directed = false
  @Flag(help: "Write the forest as a tree of text, over all techniques unless one is named.") var tree = false
  @OptionGroup var time: TimeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if !from.isEmpty, cohort != nil { throw ValidationError("Give --from or --cohort, not both.") }
    if halfLife != nil, credit != .recency { throw ValidationError("--half-life goes with --credit recency.") }
    if tree, output.format != .text { throw ValidationError("--tree writes text: leave --format out.") }
    try Duration.validate(halfLife, "--half-life")
  }

  func run() throws {
    let network = try input.read()
    var options = CascadeOptions()
    options.technique = try technique.map { try network.technique($0) }
    if !from.isEmpty { options.from = try from.map { try network.person($0) } }
    let course = try cohort.map { try network.cohort($0) }
    if let course { options.from = network.participants(of: course) }
    if credit == .recency {
      let usual: Int64 = network.scale == .integer ? 3 : 180 * Calendar.day
      let halfLife = try halfLife.map { try Duration.parse($0, "--half-life", in: network) } ?? usual
      if halfLife == 0 { throw QuestionError("a half-life of 0 leaves no credit: give --half-life a longer time") }
      options.credit = .recency(halfLife: halfLife)
    }
    options.window = try time.window(in: network)
    options.isDirected = directed
    let file = try output.open()
    Progress.step("Tracing")
    if tree {
      let cascade = network.forest(options)
      Progress.clear()
      return try writeCascadeTree(cascade, of: network, to: file)
    }
    let cascades = network.cascades(options)
    let figures = network.figures(of: cascades, options)
    var all: (Cascade, CascadeFigures)?
    if technique == nil {
      let cascade = network.cascadeOverAll(options)
      all = network.figures(of: [cascade], options).first.map { (cascade, $0) }
    }
    Progress.clear()
    try writeCascades(
      cascades, figures, all: all, of: network, cohort: course, note: time.note, as: output.format, to: file)
  }
}
