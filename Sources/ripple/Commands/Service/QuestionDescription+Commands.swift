import ArgumentParser
import Foundation
import RippleService

/// Foundation has another type of that name.
private typealias Asked = RippleService.Operation

extension QuestionDescription {
  /// The questions that the service offers, with the options the command line has for them.
  static let all: [QuestionDescription] = commands.compactMap { operation, words, command in
    description(of: command, operation, words)
  }

  private static let commands: [(Asked, [String], any ParsableCommand.Type)] = [
    (.check, ["check"], CheckCommand.self), (.summary, ["summary"], SummaryCommand.self),
    (.reach, ["reach"], ReachCommand.self), (.cascade, ["cascade"], CascadeCommand.self),
    (.centrality, ["centrality"], CentralityCommand.self), (.measures, ["measures"], MeasuresCommand.self),
    (.structure, ["structure"], StructureCommand.self), (.communities, ["communities"], CommunitiesCommand.self),
    (.spreadObserved, ["spread", "observed"], SpreadObservedCommand.self),
    (.spreadSimulate, ["spread", "simulate"], SpreadCommand.Simulate.self),
    (.spreadForecast, ["spread", "forecast"], SpreadCommand.Forecast.self), (.plan, ["plan"], PlanCommand.self),
    (.fragility, ["fragility"], FragilityCommand.self), (.whatif, ["whatif"], WhatIfCommand.self),
    (.outcomes, ["outcomes"], OutcomesCommand.self), (.explain, ["explain"], ExplainCommand.self),
    (.compare, ["compare"], CompareCommand.self), (.quality, ["quality"], QualityCommand.self),
    (.report, ["report"], ReportCommand.self), (.export, ["export"], ExportCommand.self),
  ]

  /// Options of every command that are the service's own affair: where the network comes from, where the answer goes, and
  /// what would write beside it.
  private static let kept: Set<String> = [
    "map", "as-known", "output", "format", "with-contact", "report", "dictionary", "snippet", "help", "version",
    "pseudonymise", "recipient", "export-name", "release-log", "columns",
  ]

  private static func description(
    of command: any ParsableCommand.Type, _ operation: RippleService.Operation, _ words: [String]
  ) -> QuestionDescription? {
    guard let told = try? JSONDecoder().decode(CommandAccount.self, from: Data(command._dumpHelp().utf8)).command else {
      return nil
    }
    return QuestionDescription(
      operation: operation, command: words, summary: told.abstract ?? "",
      options: (told.arguments ?? []).compactMap(\.option).filter { !kept.contains($0.name) })
  }
}

/// The parser's own account of a command.
private struct CommandAccount: Decodable {
  let command: Command

  struct Command: Decodable {
    let abstract: String?
    let arguments: [Argument]?
  }

  struct Argument: Decodable {
    let kind: String
    let names: [Name]?
    let valueName: String?
    let isOptional: Bool
    let isRepeating: Bool
    let abstract: String?
    let allValues: [String]?

    struct Name: Decodable {
      let kind: String
      let name: String
    }

    /// The argument as the service offers it; `nil` for the network, and for what has no name of letters.
    var option: QuestionDescription.Option? {
      let isPlace = kind == "positional"
      let name = isPlace ? valueName : names?.first { $0.kind == "long" }?.name
      guard let name, !(isPlace && name == "network"), name.allSatisfy({ $0.isLetter || $0 == "-" }) else { return nil }
      return QuestionDescription.Option(
        name: name, help: abstract ?? "", kind: isPlace ? .place : kind == "flag" ? .flag : .value,
        isRepeating: isRepeating, isRequired: !isOptional, values: allValues ?? [])
    }
  }
}
