import PostgresStore
import Records
import Store

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Changes a store step by step and says of each step when it is acknowledged; or compares a store with what the
/// acknowledged steps come to. What scripts/check-store kills, cuts the power of, and fills the disk of.
///
///     ripple-drill run STORE SEED FIRST COUNT     prints the number of each step once it is done
///     ripple-drill verify STORE SEED DONE         prints how many steps the store holds: DONE, or one more
///     ripple-drill add STORE NAME FIRST COUNT     adds people, each until it is there, and prints the number of each
///     ripple-drill read STORE                     reads the network, and prints its rows, the seconds and the CPU's seconds
@main
struct Drill {
  static func main() {
    PostgreSQL.install()
    let words = CommandLine.arguments
    do {
      if words.count == 3, words[1] == "read" { return try read(words[2]) }
      guard words.count >= 5, let number = Int(words[4]) else {
        stop(
          "usage: ripple-drill run STORE SEED FIRST COUNT | verify STORE SEED DONE | add STORE NAME FIRST COUNT | read STORE",
          64)
      }
      switch (words[1], UInt64(words[3]), words.count > 5 ? Int(words[5]) : nil) {
      case ("run", let seed?, let count?): try run(words[2], seed, number, count)
      case ("verify", let seed?, nil): try verify(words[2], seed, number)
      case ("add", _, let count?): try add(words[2], words[3], number, count)
      default: stop("the first word is run, verify, add or read, and a seed is a number", 64)
      }
    } catch let error as StoreError {
      stop(error.description, error.kind == .write ? 73 : 65)
    } catch {
      stop("\(error)", 65)
    }
  }

  private static func run(_ path: String, _ seed: UInt64, _ first: Int, _ count: Int) throws {
    var plan = DrillPlan(seed: seed, skipping: first)
    let store = try StoreOwner(path, makingNew: true)
    for index in first..<first + count {
      let step = plan.next()
      try step.run(on: store)
      say("\(index + 1)\n", to: 1)
    }
  }

  private static func verify(_ path: String, _ seed: UInt64, _ done: Int) throws {
    // As the next one to write would open it: what was being made and is not there yet is made.
    let reader = try StoreOwner(path, makingNew: done == 0).reader
    if let finding = try reader.findings().first { stop(finding, 65) }
    let found = DrillState(try reader.network())
    let changes = try reader.history().count
    for steps in [done, done + 1] {
      var plan = DrillPlan(seed: seed, skipping: steps)
      if changes == steps, plan.state == found { return say("\(steps)\n", to: 1) }
      _ = plan.next()
    }
    stop("after \(done) acknowledged steps the store holds \(changes) change sets and \(found.roles.count) people", 1)
  }

  /// Adds people as somebody would who makes a change again when told to, whatever becomes of the server meanwhile.
  private static func add(_ path: String, _ name: String, _ first: Int, _ count: Int) throws {
    var store: StoreOwner?
    for number in first..<first + count {
      var isUncertain = false
      var isThere = false
      while !isThere {
        do {
          let owner = try store ?? StoreOwner(path)
          store = owner
          _ = try owner.edit(.add(.people, ["id": "\(name)-\(number)"]), by: name)
          isThere = true
        } catch let error as StoreError where error.kind == .unavailable {
          isUncertain = true
          usleep(50_000)
        } catch let error as StoreError where error.kind == .question && isUncertain {
          // The id is taken: it was made, and nobody was told.
          isThere = true
        }
      }
      say("\(number + 1)\n", to: 1)
    }
  }

  private static func read(_ path: String) throws {
    let reader = try StoreReader(path)
    let (start, before) = (ContinuousClock.now, clock())
    let network = try reader.network()
    let rows = TableName.allCases.reduce(0) { $0 + network.cells(of: $1).count }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    say("\(rows) \(seconds) \(Double(clock() - before) / Double(CLOCKS_PER_SEC))\n", to: 1)
  }

  private static func say(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
  }

  private static func stop(_ text: String, _ status: Int32) -> Never {
    say(text + "\n", to: 2)
    exit(status)
  }
}

/// Who is in the store, and how many were erased.
struct DrillState: Equatable {
  var roles: [String: String] = [:]
  var erased = 0

  init() {}

  init(_ network: Network) {
    for person in network.people.rows {
      if person.id.hasPrefix("erased-") { erased += 1 } else { roles[person.id] = person.role }
    }
  }
}

/// One change to a store.
enum DrillStep {
  case take([String: String])
  case edit(RecordEdit)
  case erase(String)
  case undo

  func run(on store: StoreOwner) throws {
    switch self {
    case .take(let roles):
      var builder = NetworkBuilder(about: About())
      var text = "id,role\n"
      for (id, role) in roles.sorted(by: { $0.key < $1.key }) { text += "\(id),\(role)\n" }
      builder.read(.people, from: CSVRows(file: "people.csv", bytes: Array(text.utf8)))
      let network = try builder.finish().network
      _ = try store.importNetwork(network, from: ImportSource(name: "drill", files: []), by: "drill")
    case .edit(let edit): _ = try store.edit(edit, by: "drill")
    case .erase(let id): _ = try store.erase(id, structure: .keep, by: "drill")
    case .undo: _ = try store.undo(store.reader.history().last?.id ?? 0, by: "drill")
    }
  }
}

/// The steps that a seed stands for, and what they come to.
struct DrillPlan {
  private(set) var state = DrillState()
  private var before: DrillState?
  private var random: UInt64
  private var index = 0

  init(seed: UInt64, skipping steps: Int) {
    random = seed
    for _ in 0..<steps { _ = next() }
  }

  private mutating func lot(_ bound: Int) -> Int {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((random >> 33) % UInt64(max(1, bound)))
  }

  private mutating func edited() -> String? {
    let ids = state.roles.keys.filter { $0.hasPrefix("e") }.sorted()
    return ids.isEmpty ? nil : ids[lot(ids.count)]
  }

  /// The next step; the state is what it comes to.
  mutating func next() -> DrillStep {
    index += 1
    let earlier = state
    let kind = lot(12)
    let one = edited()
    if kind == 0, let before {
      state = before
      self.before = nil
      return .undo
    }
    before = earlier
    switch (kind, one) {
    case (1...3, _):
      var roles: [String: String] = ["s": "step \(index)"]
      for number in 0..<lot(200) { roles["s\(number)"] = "role \(lot(3))" }
      state.roles = state.roles.filter { $0.key.hasPrefix("e") }.merging(roles) { $1 }
      return .take(roles)
    case (4, let id?):
      state.roles[id] = nil
      return .edit(.remove(.people, .id(id)))
    case (5, let id?):
      state.roles[id] = nil
      state.erased += 1
      before = nil
      return .erase(id)
    case (6...8, let id?):
      state.roles[id] = "step \(index)"
      return .edit(.change(.people, .id(id), ["role": "step \(index)"]))
    default:
      state.roles["e\(index)"] = ""
      return .edit(.add(.people, ["id": "e\(index)"]))
    }
  }
}
