import Records
import Testing

@testable import Store

/// A store held in memory as plainly as can be: what is known, and what the source said the last time, by id.
private struct Model {
  typealias Rows = [String: [String]]
  var current: Rows = [:]
  var asserted: Rows = [:]

  mutating func take(_ rows: Rows) {
    for (id, row) in rows where asserted[id] != row {
      if let said = asserted[id], let now = current[id] {
        current[id] = row.indices.map { row[$0] == said[$0] ? now[$0] : row[$0] }
      } else {
        current[id] = row
      }
      asserted[id] = row
    }
    for id in asserted.keys where rows[id] == nil {
      // What was taken out by hand is not said again by being said no more.
      guard current[id] != nil else { continue }
      current[id] = nil
      asserted[id] = nil
    }
  }
}

@Suite struct HistoryModel {
  private let columns = ["id", "name", "role", "capacity"]

  private func network(_ rows: Model.Rows) throws -> Network {
    let lines = rows.values.sorted { $0[0] < $1[0] }.map { $0.joined(separator: ",") }
    return try StoreTests.network([.people: "id,name,role,capacity\n" + lines.map { $0 + "\n" }.joined()])
  }

  private func rows(_ network: Network) -> Model.Rows {
    var rows: Model.Rows = [:]
    for person in network.people.rows {
      rows[person.id] = [person.id, person.name, person.role, person.capacity.map { "\($0)" } ?? ""]
    }
    return rows
  }

  /// Any sequence of imports, edits and undoing the last change leaves what the model holds; and what was known after each
  /// change set is known ever after.
  @Test(arguments: 0..<60) func anySequenceAgrees(seed: UInt64) throws {
    var lots = Lots(state: seed)
    let scratch = try Scratch()
    var store = try StoreOwner(scratch.store("m"), makingNew: true)
    var model = Model()
    var known: [Model.Rows] = []
    var undoable: [(Int64, Model)] = []
    var source: Model.Rows = [:]
    func id() -> String { "p\(Int.random(in: 0..<6, using: &lots))" }
    func word() -> String { ["", "a", "b", "c"].randomElement(using: &lots) ?? "" }
    for step in 0..<30 {
      let before = model
      var change: ChangeSet?
      switch Int.random(in: 0..<10, using: &lots) {
      case 0..<4:
        for _ in 0..<Int.random(in: 0..<4, using: &lots) {
          let id = id()
          source[id] =
            Bool.random(using: &lots) ? nil : [id, word(), word(), ["", "1", "2"].randomElement(using: &lots) ?? ""]
        }
        model.take(source)
        change = try store.take(try network(source)).change
      case 4..<7:
        let id = id()
        let role = word()
        if model.current[id]?[2] == role || model.current[id] == nil {
          #expect(throws: StoreError.self) {
            try store.edit(.change(.people, .id(id), ["role": role]), by: "tester")
          }
        } else {
          model.current[id]?[2] = role
          change = try store.edit(.change(.people, .id(id), ["role": role]), by: "tester").change
        }
      case 7:
        let id = id()
        if model.current[id] == nil {
          model.current[id] = [id, "new", "", ""]
          change = try store.edit(.add(.people, ["id": id, "name": "new"]), by: "tester").change
        } else {
          model.current[id] = nil
          change = try store.edit(.remove(.people, .id(id)), by: "tester").change
        }
      case 8:
        guard let (last, earlier) = undoable.popLast() else { continue }
        change = try store.undo(last, by: "tester")
        model = earlier
      default:
        // Closed and opened again, it is the same.
        store = try StoreOwner(reopening(&store, scratch), makingNew: false)
      }
      if let change {
        known.append(model.current)
        #expect(change.id == Int64(known.count))
        if change.kind == .undo { undoable = [] } else { undoable.append((change.id, before)) }
      } else {
        #expect(model.current == (known.last ?? [:]), "step \(step)")
      }
      #expect(rows(try store.reader.network()) == model.current, "step \(step)")
    }
    for (index, rows) in known.enumerated() {
      #expect(self.rows(try store.reader.network(asKnown: .change(Int64(index + 1)))) == rows)
    }
    #expect(try store.reader.findings() == [])
    #expect(try store.reader.verifyAudit().entries == known.count)
  }

  /// The store's path, once nobody has it open.
  private func reopening(_ store: inout StoreOwner, _ scratch: Scratch) throws -> String {
    let path = store.path
    store = try StoreOwner(scratch.store("other"), makingNew: true)
    return path
  }
}
