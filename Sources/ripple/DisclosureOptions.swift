import ArgumentParser
import Disclosure
import Graph
import Records
import Rendering

extension DisclosurePolicy: ExpressibleByArgument {}
extension PseudonymisationOptions.Dates: ExpressibleByArgument {}

/// How an export is made ready for those who may not see the records.
struct DisclosureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How headcounts and what was observed of small teams may be shown; nhs-hes with --pseudonymise, else none.",
      valueName: "policy"))
  var disclosure: DisclosurePolicy?
  @Option(
    help: ArgumentHelp(
      "Give people pseudonyms made with the key in this file, which is made where there is none, and leave out what tells who they are.",
      valueName: "keyfile"),
    completion: .file())
  var pseudonymise: String?
  @Option(
    help: ArgumentHelp(
      "With --pseudonymise: who gets it; pseudonyms differ by recipient.", valueName: "name"))
  var recipient: String?
  @Option(
    help: ArgumentHelp(
      "With --pseudonymise: what the export is called; the same name gives the same pseudonyms again, none gives new ones.",
      valueName: "name"))
  var exportName: String?
  @Option(help: "With --pseudonymise: all of dates, or only their months; exact if not said.")
  var dates: PseudonymisationOptions.Dates?

  /// True when something is changed before it is written.
  var isAsked: Bool { pseudonymise != nil || (disclosure ?? .none) != .none }

  func validate() throws {
    guard let pseudonymise else {
      for (option, isGiven) in [
        ("--recipient", recipient != nil), ("--export-name", exportName != nil),
        ("--dates", dates != nil),
      ] where isGiven {
        throw ValidationError("\(option) goes with --pseudonymise.")
      }
      return
    }
    if pseudonymise.isEmpty {
      throw ValidationError("--pseudonymise names the file with the key: give one.")
    }
    if exportName?.isEmpty ?? false {
      throw ValidationError("--export-name is empty: give a name, or leave it out.")
    }
  }

  /// Refuses a key that stands where others would get it.
  func validate(network: String, outputs: [String?]) throws {
    guard let pseudonymise else { return }
    let key = Self.parts(pseudonymise)
    if key.starts(with: Self.parts(network)) {
      throw ValidationError("The key lies in the network itself: keep it in another place.")
    }
    for output in outputs where output.map({ key.starts(with: Self.parts($0)) }) ?? false {
      throw ValidationError("The key lies in what is exported: keep it in another place.")
    }
  }

  /// The folders and the name of a path, without what goes nowhere.
  private static func parts(_ path: String) -> [Substring] {
    (path.hasPrefix("/") ? ["/"] : []) + path.split(separator: "/").filter { $0 != "." }
  }

  /// The pseudonyms asked for; the key is made where there is none, which is said.
  func pseudonyms() throws -> Pseudonyms? {
    guard let pseudonymise else { return nil }
    let (key, isNew) = try PseudonymKey.file(at: pseudonymise)
    if isNew {
      Progress.say(
        "made a key in \(pseudonymise): keep it, and away from what is exported: whoever has it and the ids can tell who is who"
      )
    }
    return Pseudonyms(key, export: exportName, recipient: recipient ?? "")
  }

  /// The network as it may leave, and what is to be said of it.
  func apply(
    to network: Network, _ pseudonyms: Pseudonyms?, view: View, window: Interval
  ) -> (network: Network, statement: DisclosureStatement?) {
    guard let pseudonyms else {
      guard isAsked, let disclosure else { return (network, nil) }
      let (shown, changes) = network.disclosed(under: disclosure)
      return (shown, DisclosureStatement(changes))
    }
    var options = PseudonymisationOptions()
    options.policy = disclosure ?? .nhsHES
    options.dates = dates ?? .exact
    let pseudonymised = network.pseudonymised(with: pseudonyms, options)
    let anonymity = pseudonymised.network.anonymity(in: view, during: window)
    return (
      pseudonymised.network, DisclosureStatement(pseudonymised, pseudonyms, options, anonymity)
    )
  }
}
