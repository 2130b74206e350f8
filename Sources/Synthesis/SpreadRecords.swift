import Records

/// What was written down of the true spread: every use, but not every source.
struct SpreadRecords {
  /// Share of the passings on, outside the surgeon's circle, of which the source is written nowhere.
  static let sourceLeftOut = 0.3
  /// Of the sources that are written down, the share in `learned_from` alone.
  static let inUseAlone = 0.5
  /// Of the sources that are written down, the share in a transfer alone; the rest are in both.
  static let inTransferAlone = 0.2

  /// The table of uses, by start; a second spell follows the first.
  private(set) var uses: [Use] = []
  /// The table of transfers, by date.
  private(set) var transfers: [Transfer] = []

  private static let reasons = [
    "no time", "team moved on", "not useful", "no support from manager", "changed role",
    "replaced by another technique", "",
  ]
  private static let notes = [
    "shown in a joint session", "talked through over lunch", "watched it and then tried it",
    "asked for help with a team", "taught in a short workshop",
  ]

  /// Writes the spread down.
  init(spread: TrueSpread, plot: SurgeonPlot, population: Population, seed: UInt64) {
    var random = SeededRandom(seed: seed, .recording)
    let isPlotted = Self.plotted(plot, people: population.rows.count)
    let again = spread.adoptions.reduce(0) { $0 + ($1.resumes < Day.max ? 1 : 0) }
    let width = idWidth(spread.adoptions.count + again, least: 5)
    uses.reserveCapacity(spread.adoptions.count + again)
    for adoption in spread.adoptions {
      let inPlot =
        adoption.source >= 0 && SurgeonPlot.covers(Int(adoption.technique)) && isPlotted[Int(adoption.person)]
      var use = Use()
      use.id = numbered("u", uses.count + 1, width: width)
      use.person = RowIndex(Int(adoption.person))
      use.technique = RowIndex(Int(adoption.technique))
      use.spell = Spell(from: adoption.day, through: adoption.until < Day.max ? adoption.until : nil)
      use.evidence = Self.evidence(canBeInferred: !inPlot, &random)
      if adoption.until < Day.max { use.reasonStopped = random.pick(Self.reasons) }
      if adoption.source >= 0, inPlot || !random.chance(Self.sourceLeftOut) {
        let place = random.unit()
        // The surgeon's chain is always in the uses, so that it can be followed there from end to end.
        if inPlot || place >= Self.inTransferAlone { use.learnedFrom = RowIndex(Int(adoption.source)) }
        if place < 1 - Self.inUseAlone { append(adoption, canBeInferred: !inPlot, &random) }
      }
      uses.append(use)
      guard adoption.resumes < Day.max else { continue }
      use.id = numbered("u", uses.count + 1, width: width)
      use.spell = Spell(from: adoption.resumes)
      use.learnedFrom = nil
      use.reasonStopped = ""
      uses.append(use)
    }
    let transferWidth = idWidth(transfers.count, least: 5)
    for row in transfers.indices { transfers[row].id = numbered("x", row + 1, width: transferWidth) }
  }

  private static func plotted(_ plot: SurgeonPlot, people: Int) -> [Bool] {
    var plotted = [Bool](repeating: false, count: people)
    for peer in plot.circle { plotted[Int(peer)] = true }
    return plotted
  }

  private mutating func append(_ adoption: Adoption, canBeInferred: Bool, _ random: inout SeededRandom) {
    var transfer = Transfer()
    transfer.from = RowIndex(Int(adoption.source))
    transfer.to = RowIndex(Int(adoption.person))
    transfer.technique = RowIndex(Int(adoption.technique))
    transfer.date = Stamp(day: adoption.day)
    transfer.evidence = Self.evidence(canBeInferred: canBeInferred, &random)
    if random.chance(0.85) {
      var fidelity = 0.96 + 0.05 * random.normal()
      for _ in 0..<adoption.generation { fidelity *= 0.9 }
      transfer.fidelity = rounded(min(1, max(0, fidelity)), places: 2)
    }
    if random.chance(0.25) { transfer.note = random.pick(Self.notes) }
    transfers.append(transfer)
  }

  /// How well a record is known; often nothing is said.
  static func evidence(canBeInferred: Bool, _ random: inout SeededRandom) -> Evidence? {
    switch random.weighted([34, 26, 20, 12, canBeInferred ? 8 : 0]) {
    case 1: .reported
    case 2: .confirmed
    case 3: .observed
    case 4: .inferred
    default: nil
    }
  }
}

/// The number nearest to `value` with so many decimal places.
func rounded(_ value: Double, places: Int) -> Double {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  return (value * scale).rounded() / scale
}
