import ArgumentParser
import Foundation
import Records
import Rendering
import Store

extension Role: ExpressibleByArgument {}

struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Let somebody into the service, or take that back.",
    discussion: """
      Prints a secret, which the store keeps as a hash alone: it cannot be shown again. A token goes with every request of \
      a program; with --link it signs a browser in, once. Leads see the whole programme, alumni what is theirs and who \
      agreed to be found, researchers all of it under pseudonyms, admins the audit and who may sign in.

        ripple token programme.ripple --role lead --name 'A. Lead'
        ripple token programme.ripple --role alumnus --name 'B. Alumna' --person p00012 --link
        ripple token programme.ripple --list
        ripple token programme.ripple --revoke 3
      """)

  @OptionGroup var store: StoreArgument
  @Option(help: "What they may do.") var role: Role?
  @Option(help: "What to call them, in the audit too.") var name: String?
  @Option(help: ArgumentHelp("Who they are in the network.", valueName: "id")) var person: String?
  @Flag(help: "Make a link's secret, good for one day and one time.") var link = false
  @Option(help: "For how many days a token is good; 90 unless told.") var days: Int?
  @Flag(help: "List what is good, without the secrets.") var list = false
  @Option(help: ArgumentHelp("Take back the one of this number.", valueName: "number")) var revoke: Int?
  @Option(help: "Who does this; the user's name on this machine unless given.") var by: String = userName()

  func validate() throws {
    let ways = (role == nil ? 0 : 1) + (list ? 1 : 0) + (revoke == nil ? 0 : 1)
    if ways != 1 { throw ValidationError("Say what to do: give one of --role, --list, --revoke.") }
    if role != nil, name == nil { throw ValidationError("Say who it is for with --name.") }
    if let days, !(1...3660).contains(days) { throw ValidationError("--days is a number of days: give 1 to 3660.") }
  }

  func run() throws {
    if list {
      for token in try StoreReader(store.path).tokens(at: secondsSince1970()) {
        let until = Stamp.text(token.expires, daysOnly: false)
        let person = token.account.person.map { " (\($0))" } ?? ""
        print(
          "\(token.number)  \(token.kind.rawValue)  \(token.account.role.rawValue)  \(token.account.name)\(person)  until \(until)"
        )
      }
    } else if let revoke {
      try store.owner().revoke(Int64(revoke), by: by)
    } else if let role, let name {
      let seconds = Int64(days ?? (link ? 1 : 90)) * 86_400
      print(try store.owner().issue(link ? .link : .token, to: role, named: name, person: person, for: seconds, by: by))
    }
  }
}
