import Foundation
import Insight
import Interchange
import Records
import Rendering
import Testing

@Suite struct SpreadRenderingTests {
  private func network(_ name: String) throws -> Network {
    let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    return try readNetwork(at: top.appending(path: "graphs/\(name)").path).network
  }

  private func written(_ body: (OutputFile) throws -> Void) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "spread-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(try OutputFile(path: path))
    return String(decoding: try readFile(path), as: UTF8.self)
  }

  private func asked(_ network: Network) throws -> SpreadOptions {
    var options = SpreadOptions(technique: try network.technique("stress-conversations"))
    options.by = .quarter
    options.grouping = "area"
    options.test = SpreadTestOptions(permutations: 99)
    return options
  }

  @Test func chanceIsPutIntoWords() throws {
    let network = try network("south-west")
    let spread = try network.observedSpread(try asked(network))
    let text = try written { try writeSpread(spread, of: network, as: .text, to: $0) }
    let flowing = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flowing.contains("161 of 530 people adopted it (30.4%)"))
    #expect(flowing.contains("of their contacts had, where"))
    #expect(flowing.contains("spread followed ties, or like people adopt alike."))
    #expect(flowing.contains("others of the same staff group"))
    #expect(flowing.contains("a common cause, such as a course"))
    #expect(flowing.contains("still in use") && flowing.contains("Growth (Bass curve"))
    #expect(flowing.contains("(not recorded)") == spread.groups.contains { $0.name == nil })
  }

  @Test func jsonHasWhatTheDesignNamesAndMore() throws {
    let network = try network("south-west")
    var options = try asked(network)
    let published = try network.observedSpread(options)
    options.definition = .netdiffuser
    let other = try network.observedSpread(options)
    let differences = SpreadDifferences(published: published, netdiffuser: other)
    let one = try written { try writeSpread(published, differences: differences, of: network, as: .json, to: $0) }
    let object = try #require(try JSONSerialization.jsonObject(with: Data(one.utf8)) as? [String: Any])
    let members = [
      "technique", "periods", "people", "exposure", "lag", "definition", "exposureOf", "moran", "cuts", "bass",
      "sustainment", "central", "groupedBy", "groups", "tests", "differences",
    ]
    #expect(Set(object.keys) == Set(members))
    let period = try #require((object["periods"] as? [[String: Any]])?.first)
    #expect(Set(period.keys) == ["period", "start", "adopters", "cumulative", "share", "growth", "hazard", "moran"])
    let test = try #require((object["tests"] as? [[String: Any]])?.first)
    let exposure = try #require(test["exposureAtAdoption"] as? [String: Double])
    let difference = (exposure["observed"] ?? 0) - (exposure["nullMean"] ?? 0)
    #expect(abs((exposure["difference"] ?? 9) - difference) < 1e-12 && exposure["p"] == 0.01)
    let several = try written {
      try writeSpreads([published, other], overall: network.sustainment(), of: network, as: .json, to: $0)
    }
    let both = try #require(try JSONSerialization.jsonObject(with: Data(several.utf8)) as? [String: Any])
    #expect(Set(both.keys) == ["techniques", "sustainment"] && (both["techniques"] as? [Any])?.count == 2)
  }

  @Test func tablesHaveOneRowAPersonOrAGroup() throws {
    let network = try network("south-west")
    var options = try asked(network)
    let grouped = try network.observedSpread(options)
    func lines(_ spreads: [ObservedSpread]) throws -> [Substring] {
      try written { output in
        if spreads.count == 1 {
          try writeSpread(spreads[0], of: network, as: .csv, to: output)
        } else {
          try writeSpreads(spreads, overall: network.sustainment(), of: network, as: .csv, to: output)
        }
      }.split(separator: "\n")
    }
    #expect(try lines([grouped]).count == 1 + grouped.groups.count)
    options.grouping = nil
    let plain = try network.observedSpread(options)
    #expect(try lines([plain]).count == 1 + network.people.count)
    #expect(try lines([plain, plain]).count == 1 + 2 * network.people.count)
    #expect(try lines([plain, plain])[0].hasPrefix("technique,id,name,adopted"))
  }

  @Test func nobodyAndNothingAreSentences() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "empty-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data("id,name\nk,K\n".utf8).write(to: URL(filePath: "\(path)/techniques.csv"))
    let network = try readNetwork(at: path).network
    var options = SpreadOptions(technique: try network.technique("k"))
    options.test = SpreadTestOptions(permutations: 19)
    for exposure in ExposureKind.allCases {
      for definition in SpreadDefinition.allCases {
        options.exposure = exposure
        options.definition = definition
        let spread = try network.observedSpread(options)
        for format in OutputFormat.allCases {
          let text = try written { try writeSpread(spread, of: network, as: format, to: $0) }
          #expect(format != .text || text.hasPrefix("K: 0 of 0 people adopted it."))
        }
      }
    }
    let none = try written { try writeSpreads([], overall: network.sustainment(), of: network, as: .text, to: $0) }
    #expect(none == "The network lists no techniques.\n")
  }

  /// Weights beyond all reason give no figures, but an answer.
  @Test func weightsBeyondAllReasonDoNotCrash() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "huge-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let tables = [
      "people": "id,staff_group\na,x\nb,x\nc,x\nd,y\ne,y\n", "techniques": "id,name\nk,K\n",
      "uses": "person_id,technique_id,start,end\na,k,2024-01-01,\nb,k,2024-02-01,2024-02-01\nc,k,2024-09-01,\nd,k,,\n",
      "ties":
        "from_id,to_id,weight\na,b,1e308\na,b,1e308\nb,c,1e308\nc,d,1e-308\nd,e,1e308\nd,a,1e308\nd,a,1e308\n",
    ]
    for (name, text) in tables { try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name).csv")) }
    let network = try readNetwork(at: path).network
    var options = SpreadOptions(technique: try network.technique("k"))
    options.isWeighted = true
    options.test = SpreadTestOptions(permutations: 19)
    options.grouping = "staff_group"
    options.span = Int.max
    options.discount = 1e300
    for exposure in ExposureKind.allCases {
      for definition in SpreadDefinition.allCases {
        options.exposure = exposure
        options.definition = definition
        for lag in [nil, 0, 3, Int.max] {
          options.lag = lag
          let spread = try network.observedSpread(options)
          for format in OutputFormat.allCases {
            #expect(try !written { try writeSpread(spread, of: network, as: format, to: $0) }.isEmpty)
          }
        }
      }
    }
  }
}
