import Records
import Testing

@testable import Interchange

/// Draws numbers in a sequence that depends on the seed alone.
struct MappingDice {
  var state: UInt64
  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(sides, 1)
  }
  mutating func pick<T>(_ list: [T]) -> T { list[roll(list.count)] }
}

/// Invents files in the manner of other programs, and says what their columns are.
struct ForeignFiles {
  var dice: MappingDice

  private static let forenames = [
    "Asha", "Ben", "Cara", "Dev", "Ella", "Finn", "Gwen", "Hugo", "Iris", "José", "Kemi", "Lena",
  ]
  private static let surnames = [
    "Vale", "Orrin", "Penn", "Quill", "O'Dowd", "Stone", "Tarn", "Umber", "Wren", "Yarrow",
  ]
  private static let teams = [
    "Theatre", "Ward 7", "Surgical ward", "Emergency department", "Community nursing", "Maternity",
  ]
  private static let techniques = ["Coaching", "Appreciative Inquiry", "Team diagnostic", "Well-being plan"]
  private static let sentences = [
    "Went well on the whole and the team asked for more", "No further remarks at this time, thank you all",
    "Could not attend the second day because of winter pressures",
  ]

  mutating func cell(_ cells: ForeignColumn.Cells, _ row: Int, _ style: Int) -> String {
    func date(_ year: Int) -> String {
      let (day, month) = (dice.roll(28) + 1, dice.roll(12) + 1)
      let (d, m) = (day < 10 ? "0\(day)" : "\(day)", month < 10 ? "0\(month)" : "\(month)")
      let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
      return switch style % 4 {
      case 0: "\(year)-\(m)-\(d)"
      case 1: "\(d)/\(m)/\(year)"
      case 2: "\(day) \(names[month - 1]) \(year)"
      default: "\(d)-\(names[month - 1])-\(year)"
      }
    }
    switch cells {
    case .personID: return style % 2 == 0 ? "\(20_000 + dice.roll(40))" : "P\(100 + dice.roll(40))"
    case .personName: return "\(dice.pick(Self.forenames)) \(dice.pick(Self.surnames))"
    case .names: return dice.roll(4) == 0 ? "" : "\(dice.pick(Self.forenames)) \(dice.pick(Self.surnames))"
    case .forename: return dice.pick(Self.forenames)
    case .surname: return dice.pick(Self.surnames)
    case .email: return "\(dice.pick(Self.forenames).lowercased().filter(\.isASCII)).\(row)@example.org"
    case .organisation: return dice.pick(["Northmoor Hospital", "Southmoor Community Trust", "Vale Practice"])
    case .code: return "\(dice.pick(["A", "B", "W"]))\(100 + row)"
    case .team: return dice.pick(Self.teams)
    case .cohort: return dice.pick(["Cohort 1", "Cohort 2", "Spring 2023"])
    case .technique: return dice.pick(Self.techniques)
    case .techniques: return dice.roll(2) == 0 ? dice.pick(Self.techniques) : "Coaching; Team diagnostic"
    case .date: return date(2021 + dice.roll(2))
    case .laterDate: return dice.roll(3) == 0 ? "" : date(2023 + dice.roll(2))
    case .dateTime: return "2023-0\(1 + dice.roll(9))-1\(dice.roll(9)) 1\(dice.roll(9)):0\(dice.roll(9)):11"
    case .month: return "2023-0\(1 + dice.roll(9))"
    case .role: return dice.pick(["Consultant surgeon", "Ward manager", "Physiotherapist", "General manager"])
    case .staffGroup: return dice.pick(["Medical and Dental", "Nursing", "Allied Health Professionals"])
    case .kind: return dice.pick(["advice", "friendship", "discussion"])
    case .weight: return "\(1 + dice.roll(5))"
    case .direction: return dice.pick(["Directed", "Undirected"])
    case .yesNo: return dice.pick(["Yes", "No"])
    case .sentence: return dice.roll(3) == 0 ? "" : dice.pick(Self.sentences)
    case .number: return "\(dice.roll(90)).\(dice.roll(9))"
    case .measure: return dice.pick(["sickness absence", "retention", "conflict"])
    case .unit: return dice.pick(["%", "score out of 10"])
    case .better: return dice.pick(["higher", "lower"])
    case .address: return "10.\(dice.roll(255)).\(dice.roll(255)).\(dice.roll(255))"
    case .guid: return "R_\(dice.roll(1_000_000))x\(row)"
    case .latitude: return "51.\(1000 + dice.roll(9000))"
    case .status, .outcome: return dice.pick(["completed", "withdrew", "did not attend"])
    case .evidence: return dice.pick(["reported", "observed", "confirmed"])
    case .region: return dice.pick(["South West", "London"])
    case .headcount: return "\(5 + dice.roll(60))"
    case .setting: return dice.pick(["surgery", "community", "mental health"])
    case .fidelity: return "0.\(1 + dice.roll(9))"
    case .programme: return "Organisational development"
    case .category: return dice.pick(["well-being", "facilitation"])
    case .timing: return dice.pick(["during", "after"])
    case .reason: return dice.roll(2) == 0 ? "" : dice.pick(["no time", "moved ward", "not needed"])
    }
  }

  /// A header in one of the manners of writing.
  private mutating func styled(_ header: String, _ style: Int) -> String {
    switch style % 6 {
    case 1: header.uppercased()
    case 2: header.lowercased()
    case 3 where !header.contains("?"): header.replacing(" ", with: "_")
    case 4 where !header.contains("?"):
      header.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    case 5: header + (header.hasSuffix("?") || header.hasSuffix(":") ? "" : ":")
    default: header
    }
  }

  /// A table, and the right answers for its columns.
  mutating func table(_ export: ForeignExport) -> (SourceTable, [[String]]) {
    var columns = Array(export.columns.prefix(export.least))
    for column in export.columns.dropFirst(export.least) where dice.roll(3) > 0 { columns.append(column) }
    // The first two columns stay where they are, the rest may come in any order.
    if columns.count > 4, dice.roll(2) == 0 { columns.swapAt(2, columns.count - 1) }
    let style = dice.roll(6)
    let spelling = dice.roll(8)
    // Both ends of a tie, and both of several nominations, are written in one manner.
    let variant = dice.roll(12)
    let dates = dice.roll(4)
    var headers: [String] = []
    for column in columns {
      let isPaired = column.right.contains {
        $0.hasPrefix("ties.from") || $0.hasPrefix("ties.to") || $0 == "nomination"
      }
      let name = isPaired ? column.headers[variant % column.headers.count] : dice.pick(column.headers)
      headers.append(styled(name, style))
    }
    var table = SourceTable(file: dice.pick(export.file) + ".csv", header: headers, line: 1)
    for row in 0..<(12 + dice.roll(18)) {
      table.append(columns.map { cell($0.cells, row, $0.cells == .personID ? spelling : dates) }, line: row + 2)
    }
    return (table, columns.map(\.right))
  }
}

@Suite struct MappingGuessTests {
  /// The share of columns taken for what they are, and those that were not.
  private func score(_ exports: [ForeignExport], seed: UInt64, files: Int) -> (
    share: Double, columns: Int, wrong: [String: Int]
  ) {
    var invention = ForeignFiles(dice: MappingDice(state: seed))
    var (right, all) = (0, 0)
    var wrong: [String: Int] = [:]
    for file in 0..<files {
      let (table, answers) = invention.table(exports[file % exports.count])
      let draft = MappingDraft(guessing: [table], ProblemList())
      for (guess, answer) in zip(draft.sources[0].guesses, answers) {
        all += 1
        let becomes = guess.becomes.hasPrefix("use of ") ? "use" : guess.becomes
        if answer.contains(becomes) {
          right += 1
        } else {
          wrong["\(table.file): \(guess.column) -> \(becomes), not \(answer[0])", default: 0] += 1
        }
      }
    }
    return (Double(right) / Double(all), all, wrong)
  }

  @Test func ninetyFiveOfAHundredColumnsAreTakenForWhatTheyAre() {
    let tuning = score(ForeignExports.tuning, seed: 7, files: 240)
    print("GUESSES: \(tuning.share) right of \(tuning.columns) columns")
    for (wrong, count) in tuning.wrong.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(25) {
      print("  \(count) times \(wrong)")
    }
    #expect(tuning.share >= 0.95)
  }

  @Test func headersNeverLookedAtAreMostlyTakenForWhatTheyAreToo() {
    let heldOut = score(ForeignExports.heldOut, seed: 11, files: 240)
    print("GUESSES, held out: \(heldOut.share) right of \(heldOut.columns) columns")
    #expect(heldOut.share >= 0.75)
  }
}
