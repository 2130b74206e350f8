import ArgumentParser
import Insight
import Interchange
import Records
import Rendering

extension SpreadCommand {
  struct Forecast: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "forecast",
      abstract:
        "Show how a technique is likely to spread further if things go on as they did, and how far to trust that.",
      discussion: """
        Probabilities are told from the record, period by period: along each kind of tie, after being taught, and without \
        known cause. The same way of forecasting is tried on periods that are known already.

          ripple spread forecast my-programme --technique coaching
          ripple spread forecast my-programme --technique coaching --by month --ahead 6 --format csv
          ripple spread forecast my-programme --technique coaching -o forecast.svg
        """)

    @OptionGroup var input: NetworkArgument
    @Option(help: ArgumentHelp("The technique.", valueName: "id")) var technique: String
    @OptionGroup var future: FutureOptions
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if time.asOf != nil { throw ValidationError("A forecast needs a record over time: give --until, not --as-of.") }
    }

    func run() throws {
      let network = try input.read()
      let options = future.options(during: try time.window(in: network))
      let file = try output.open()
      Progress.step("Playing futures")
      let forecast = try network.forecast(of: try network.technique(technique), options)
      Progress.clear()
      if output.isPicture { return try writeChartSVG(chart(of: forecast, in: network), to: file) }
      try writeForecast(forecast, of: network, for: .recordHolder, as: output.format, to: file)
    }
  }

  struct Calibrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "calibrate",
      abstract: "Show how probable it is that a technique passes along ties of each kind, as the record has it.",
      discussion: """
        The most likely probabilities of an independent cascade, with intervals, for 'ripple spread simulate' and \
        'ripple plan'.

          ripple spread calibrate my-programme --technique coaching
        """)

    @OptionGroup var input: NetworkArgument
    @Option(help: ArgumentHelp("The technique.", valueName: "id")) var technique: String
    @Flag(help: "Read ties that do not say which way they carry as running from their first to their second person.")
    var directed = false
    @OptionGroup var time: TimeOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let network = try input.read()
      var options = CascadeOptions()
      options.isDirected = directed
      options.window = try time.window(in: network)
      let file = try output.open()
      let calibration = network.calibration(options, technique: try network.technique(technique))
      try writeCalibration(calibration, of: network, as: output.format, to: file)
    }
  }
}
