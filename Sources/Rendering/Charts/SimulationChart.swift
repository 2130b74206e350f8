import Graph
public import Insight
public import Interchange
import Records

/// How far a simulated practice had got step by step, with the middle 95% of runs.
public func chart(of simulation: Simulation) -> Chart {
  func place(_ step: Simulation.Step) -> Double { Double(step.number) }
  // Real time may have very many steps: a picture needs no more than some hundred.
  let every = max(1, simulation.overTime.count / 200)
  let steps = simulation.overTime.enumerated().filter { $0.offset % every == 0 }.map(\.element)
  let last = simulation.overTime.last
  let shown = steps.enumerated().filter { $0.offset % max(1, steps.count / 20) == 0 }.map(\.element)
  func name(_ step: Simulation.Step) -> String {
    step.time.map(simulation.unit.text) ?? String(step.number)
  }
  var chart = Chart(
    title:
      "It would reach \(rounded(simulation.mean, 1)) of \(counted(simulation.people, "person", "people")) on average\(last.map { ", \($0.low) to \($0.high) in the middle 95% of runs" } ?? "")",
    note:
      "Model \(simulation.options.model.rawValue), \(counted(simulation.runs, "run", "runs")), seed \(simulation.options.seed). A simulation, not a forecast: what would follow from what was assumed.",
    upwards: "people reached", across: simulation.overTime.contains { $0.time != nil } ? "time" : "step",
    ticks: shown.map { (place($0), name($0)) })
  chart.marks = [
    .band(name: "95% of runs", steps.map { (place($0), Double($0.low), Double($0.high)) }),
    .line(name: "mean", steps.map { (place($0), $0.mean) }),
  ]
  chart.columns = ["step", "mean", "from", "to"]
  chart.rows = shown.map { [name($0), rounded($0.mean, 1), String($0.low), String($0.high)] }
  return chart
}
