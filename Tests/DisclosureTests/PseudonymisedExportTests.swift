import FoundationEssentials
import Graph
import Insight
import Interchange
import Records
import Rendering
import Testing

@testable import Disclosure

@Suite struct PseudonymisedExportTests {
  private let key = PseudonymKey(Array(0..<32))

  /// Every file that an export of a network in any format writes, by name, with what is written beside it.
  private func exports(_ network: Network, _ statement: DisclosureStatement? = nil) throws -> [String: [UInt8]] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ripple-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var reports: [ExportReport] = []
    func file(_ name: String, isFinished: Bool = false, _ write: (OutputFile) throws -> ExportReport?) throws {
      let output = try OutputFile(path: "\(folder)/\(name)")
      if let report = try write(output) { reports.append(report) }
      if !isFinished { try output.finish() }
    }
    for view in View.allCases {
      try file("\(view).graphml") { try writeGraphML(network, view: view, window: .always, withContact: true, to: $0) }
      try file("\(view).gexf") { try writeGEXF(network, view: view, window: .always, withContact: true, to: $0) }
      try file("\(view).dot") { try writeNetworkDOT(network, view: view, window: .always, withContact: true, to: $0) }
      try file("\(view).json", isFinished: true) {
        try writeNodeLinkJSON(network, view: view, window: .always, withContact: true, to: $0)
      }
      let csv = try OutputFolder(path: "\(folder)/\(view)-csv") { isGephiFile($0) }
      reports.append(try writeGephiCSV(network, view: view, window: .always, withContact: true, to: csv))
      try csv.finish()
    }
    let places = try network.places(of: .people, during: CascadeOptions().window)
    try file("yed.graphml") {
      try writeGraphML(
        network, view: .people, window: .always, withContact: true, columns: places.columns, drawing: places, to: $0)
    }
    try file("spells.csv") { try writeSpells(network, window: .always, to: $0) }
    let spells = try OutputFolder(path: "\(folder)/spells") { isSpellsFile($0) }
    reports.append(try writeSpells(network, window: .always, to: spells))
    try spells.finish()
    let tables = try OutputFolder(path: "\(folder)/tables") { isTableFile($0) }
    try writeTables(network, to: tables)
    try tables.finish()
    reports.append(reportOnTables(network))
    var options = CascadeOptions()
    options.technique = try network.technique("coaching")
    let drawing = try TimelineDrawing(network.forest(options), of: network)
    try file("cascade.svg", isFinished: true) {
      try writeTimelineSVG(drawing, to: $0)
      return nil
    }
    try file("cascade.dot", isFinished: true) {
      try writeTimelineDOT(drawing, to: $0)
      return nil
    }
    for (place, report) in reports.enumerated() {
      var report = report
      if let statement { report.add(statement) }
      try writeReport(report, to: OutputFile(path: "\(folder)/report\(place).json"))
      try writeDictionary(
        report.dictionary, anonymity: report.anonymity, to: OutputFile(path: "\(folder)/dictionary\(place).csv"))
    }
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where PathKind(at: "\(folder)/\(name)") == .file {
      files[name] = try readFile("\(folder)/\(name)")
    }
    return files
  }

  private func statement(_ network: PseudonymisedNetwork, _ pseudonyms: Pseudonyms) -> DisclosureStatement {
    DisclosureStatement(
      network, pseudonyms, PseudonymisationOptions(), network.network.anonymity(in: .full, during: .always))
  }

  @Test func noneOfAThousandCanariesIsInAnyExport() throws {
    let canaries = try CanaryNetwork()
    #expect(canaries.planted.count >= 1000)
    let pseudonyms = Pseudonyms(key, export: "study", recipient: "University")
    let pseudonymised = canaries.network.pseudonymised(with: pseudonyms)
    let files = try exports(pseudonymised.network, statement(pseudonymised, pseudonyms))
    #expect(files.count > 80)
    for (name, bytes) in files {
      #expect(!bytes.isEmpty)
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      #expect(!text.contains(CanaryNetwork.stem), "\(name)")
    }
    for note in statement(pseudonymised, pseudonyms).notes { #expect(!note.contains(CanaryNetwork.stem)) }

    // They are there to be found, all of them, where nothing is done about them.
    let open = try exports(canaries.network)
    let tables = open.filter { $0.key.hasPrefix("tables/") }.values.map { String(decoding: $0, as: UTF8.self) }
    let whole = tables.joined()
    for planted in canaries.planted { #expect(whole.contains(planted), "\(planted)") }
    for (name, bytes) in open where !name.hasPrefix("spells.csv") && !name.hasSuffix("edge.spells.csv") {
      let text = String(decoding: bytes, as: UTF8.self)
      let isBeside = name.hasPrefix("report") || name.hasPrefix("dictionary")
      #expect(isBeside || text.contains(CanaryNetwork.stem) || name.hasSuffix("edges.csv"), "\(name)")
    }
  }

  @Test func whatIsKeptStillSaysWhatItSaid() throws {
    let canaries = try CanaryNetwork()
    let network = canaries.network.pseudonymised(with: Pseudonyms(key, export: "study")).network
    #expect(network.about.title == "A network by [person]")
    #expect(network.about.description.components(of: "[person]") == 3)
    #expect(network.about.citation == "[person], 2025")
    #expect(network.about.licence == "ask [person]")
    #expect(network.techniques.rows.map(\.id).filter { !$0.hasPrefix("q") } == ["coaching", "facilitation"])
    #expect(Set(network.people.rows.map(\.staffGroup)) == ["Medical", "Nursing", "Managers", "Other"])
    #expect(Set(network.teams.rows.map(\.setting)) == ["ward", "Other"])
    #expect(Set(network.organisations.rows.map(\.kind)) == ["icb", "region"])
    #expect(Set(network.ties.rows.map(\.kind)) == ["advice", "Other"])
    #expect(
      network.cohorts.rows.sorted { $0.name < $1.name }.map { $0.spell.start?.text(.calendar) } == [
        "2020-01-01", "2021-01-01", "2022-01-01",
      ])
    for person in network.people.rows {
      #expect(person.id == person.name)
      #expect(person.role.isEmpty && person.email.isEmpty && person.listed == nil && person.capacity == nil)
    }
    for team in network.teams.rows {
      let headcount = team.headcount ?? 0
      #expect(headcount % 5 == 0, "rounded")
    }
    #expect(network.outcomes.count == 40, "what was observed of trusts is left out")
  }

  @Test func twoExportsShareNoPseudonym() throws {
    let canaries = try CanaryNetwork()
    let all = [
      Pseudonyms(key, export: "2025", recipient: "University"),
      Pseudonyms(key, export: "2026", recipient: "University"),
      Pseudonyms(key, export: "2025", recipient: "Trust"), Pseudonyms(key, recipient: "University"),
      Pseudonyms(key, recipient: "University"),
    ].map { canaries.network.pseudonymised(with: $0).network }
    func ids(_ network: Network) -> Set<String> {
      Set(
        network.people.rows.map(\.id) + network.teams.rows.map(\.id) + network.cohorts.rows.map(\.id)
          + network.organisations.rows.map(\.id) + network.events.rows.map(\.id) + network.uses.rows.map(\.id)
          + network.engagements.rows.map(\.id) + network.transfers.rows.map(\.id) + network.ties.rows.map(\.id)
          + network.outcomes.rows.map(\.id))
    }
    for (place, network) in all.enumerated() {
      #expect(ids(network).count > 700)
      for other in all[(place + 1)...] { #expect(ids(network).isDisjoint(with: ids(other))) }
    }
  }

  @Test func theSameInputsGiveTheSameBytesWhateverTheirOrder() throws {
    let canaries = try CanaryNetwork()
    let pseudonyms = Pseudonyms(key, export: "study", recipient: "University")
    let network = canaries.network
    let first = try exports(network.pseudonymised(with: pseudonyms).network)
    #expect(try exports(network.pseudonymised(with: pseudonyms).network) == first)
    // The order of the ties says nothing of who was asked first.
    var turned = network
    turned.ties.rows.reverse()
    turned.uses.rows.reverse()
    turned.memberships.rows.reverse()
    for row in turned.engagements.rows.indices { turned.engagements.rows[row].techniques.reverse() }
    #expect(try exports(turned.pseudonymised(with: pseudonyms).network) == first)
  }

  @Test func everyExportReadsBack() throws {
    let network = try CanaryNetwork().network.pseudonymised(with: Pseudonyms(key, export: "study")).network
    let folder = FileManager.default.temporaryDirectory.appending(path: "ripple-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let graphml = try OutputFile(path: "\(folder)/n.graphml")
    _ = try writeGraphML(network, view: .full, window: .always, withContact: false, to: graphml)
    try graphml.finish()
    let gexf = try OutputFile(path: "\(folder)/n.gexf")
    _ = try writeGEXF(network, view: .full, window: .always, withContact: false, to: gexf)
    try gexf.finish()
    let dot = try OutputFile(path: "\(folder)/n.dot")
    _ = try writeNetworkDOT(network, view: .full, window: .always, to: dot)
    try dot.finish()
    let tables = try OutputFolder(path: "\(folder)/tables") { isTableFile($0) }
    try writeTables(network, to: tables)
    try tables.finish()
    for name in ["n.graphml", "n.gexf", "n.dot", "tables"] {
      let read = try readNetwork(at: "\(folder)/\(name)")
      #expect(read.problems.errors == 0)
      for table in TableName.allCases {
        let (written, back) = (network.cells(of: table), read.network.cells(of: table))
        #expect(written.count == back.count, "\(name) \(table)")
        if name == "n.graphml" || name == "tables" {
          for row in 0..<min(written.count, back.count) {
            for column in table.columns.indices {
              #expect(written.cell(row, column) == back.cell(row, column), "\(name) \(table) \(row)")
            }
          }
        }
      }
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { self.ranges(of: part).count }
}
