import FoundationEssentials
import Interchange
import Records
import Testing

/// Reads a workbook that the test made.
private func read(_ bytes: [UInt8], _ mapping: String? = nil) throws -> ReadNetwork {
  let scratch = try Scratch()
  let path = "\(scratch.path)/book.xlsx"
  try Data(bytes).write(to: URL(filePath: path))
  guard let mapping else { return try readNetwork(at: path) }
  return try readNetwork(at: path, through: Mapping(file: "m.json", bytes: Array(mapping.utf8)), mappingFile: "m.json")
}

private func problems(_ bytes: [UInt8], _ mapping: String? = nil) throws -> [String] {
  do {
    _ = try read(bytes, mapping)
    return []
  } catch let error as InvalidInput {
    return error.problems.kept.filter { $0.severity == .error }.map(\.description)
  }
}

@Suite struct WorkbookTests {
  /// Two tables with cells of every kind.
  private func book() -> SmallWorkbook {
    var book = SmallWorkbook()
    book.texts = [
      "<t>00123</t>",
      "<r><t>Asha </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">Vale</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh>",
      "<t>line_x000A_two</t>",
    ]
    book.sheets = [
      (
        "People",
        SmallWorkbook.rows([
          ["id", "name", "listed", "capacity", "available_from", "Remark"],
          [
            "<c r=\"A2\" t=\"s\"><v>0</v></c>", "<c r=\"B2\" t=\"s\"><v>1</v></c>", "<c r=\"C2\" t=\"b\"><v>1</v></c>",
            "<c r=\"D2\"><f>1+1</f><v>2.0</v></c>", "<c r=\"E2\" s=\"1\"><v>45351</v></c>",
            "<c r=\"F2\" t=\"s\"><v>2</v></c>",
          ],
          [
            "<c r=\"A3\"><v>123.0</v></c>", "<c r=\"B3\" t=\"str\"><f>x</f><v>Ben</v></c>",
            "<c r=\"C3\" t=\"b\"><v>0</v></c>",
            "<c r=\"E3\" s=\"4\"><v>45351.5</v></c>", "<c r=\"F3\" s=\"3\"><v>45351.5</v></c>",
          ],
        ]), "visible"
      ),
      (
        "ties",
        SmallWorkbook.rows([["from_id", "to_id", "weight"], ["00123", "123", "<c r=\"C2\" s=\"5\"><v>1.5</v></c>"]]),
        "visible"
      ),
    ]
    return book
  }

  @Test func aWorkbookOfTablesIsANetwork() throws {
    let network = try read(book().zipped()).network
    #expect(network.people.rows.map(\.id) == ["00123", "123"])
    #expect(network.people.rows.map(\.name) == ["Asha Vale", "Ben"])
    #expect(network.people.rows.map(\.listed) == [true, false])
    #expect(network.people.rows[0].capacity == 2)
    #expect(network.people.rows[0].available.start?.text(.calendar) == "2024-02-29")
    #expect(network.people.rows[1].available.start?.text(.calendar) == "2024-02-29T12:00:00Z")
    #expect(network.people.extraColumns.first?.values == ["line\ntwo", "45351.5"])
    #expect(network.ties.rows.map(\.weight) == [1.5])
    #expect(network.people.file == "book.xlsx: People")
  }

  @Test func theCalendarOf1904IsFollowed() throws {
    var book = book()
    book.from1904 = true
    #expect(try read(book.zipped()).network.people.rows[0].available.start?.text(.calendar) == "2028-03-01")
  }

  @Test func everyWayOfZippingIsTheSame() throws {
    let plain = try read(book().zipped()).network.people.rows.map(\.name)
    var stored = SmallZip.Options()
    stored.deflates = false
    var described = SmallZip.Options()
    described.flags = 8
    var long = SmallZip.Options()
    long.isLong = true
    for options in [stored, described, long] {
      for isLong in [false, true] {
        #expect(try read(book().zipped(options, isLong: isLong)).network.people.rows.map(\.name) == plain)
      }
    }
  }

  @Test func problemsNameTheSheetAndTheCell() throws {
    var book = SmallWorkbook()
    book.sheets = [
      ("people", SmallWorkbook.rows([["id"], ["a"]]), "hidden"),
      ("techniques", SmallWorkbook.rows([["id"], ["c"]]), "visible"),
      (
        "uses",
        SmallWorkbook.rows([["person_id", "technique_id", "start"], ["a", "c", "2024-02-30"], ["ghost", "c", ""]]),
        "visible"
      ),
    ]
    let found = try problems(book.zipped())
    #expect(found.count == 2)
    #expect(found[0].hasPrefix("book.xlsx: uses!C2: start: '2024-02-30' does not exist"))
    #expect(found[1].hasPrefix("book.xlsx: uses!A3: person_id: 'ghost' is not in the sheet people"))
  }

  @Test func cellsThatCannotBeTakenAreNamed() throws {
    var book = SmallWorkbook()
    book.sheets = [
      (
        "people",
        SmallWorkbook.rows([
          ["id", "name", "available_from"],
          ["a", "<c r=\"B2\" t=\"e\"><v>#N/A</v></c>", "<c r=\"C2\" s=\"1\"><v>60</v></c>"],
          ["b", "<c r=\"B3\"><f>SUM(A1)</f></c>", "<c r=\"E3\" t=\"s\"><v>7</v></c>"],
        ]), "visible"
      )
    ]
    let found = try problems(book.zipped())
    #expect(found.map { $0.split(separator: ":")[1] } == [" people!B2", " people!C2", " people!E3"])
    #expect(found[0].contains("#N/A"))
  }

  @Test func hiddenSheetsTitlesAndMergedCellsAreSaid() throws {
    var book = SmallWorkbook()
    book.sheets = [
      (
        "people",
        SmallWorkbook.rows([["Staff in October"], [], ["id", "role"], ["a", "nurse"], ["b", ""], ["c", ""]]), "hidden"
      ),
      ("Notes", SmallWorkbook.rows([["x", "y"], ["1", "2"]]), "visible"),
    ]
    book.extra = "<mergeCells count=\"1\"><mergeCell ref=\"B4:B5\"/></mergeCells>"
    let read = try read(book.zipped())
    #expect(read.network.people.rows.map(\.role) == ["nurse", "nurse", ""])
    #expect(read.network.people.lines == [4, 5, 6])
    let warnings = read.problems.kept.map(\.description)
    #expect(warnings.contains { $0.contains("people!B4") && $0.contains("merged") })
    #expect(warnings.contains { $0.contains("people!A3") == false && $0.contains("hidden") })
    #expect(warnings.contains { $0.contains("taken for the header") })
    #expect(warnings.contains { $0.contains("Notes!1") && $0.contains("not one of Ripple's tables") })
  }

  @Test func anyWorkbookIsReadThroughAMapping() throws {
    var book = SmallWorkbook()
    book.sheets = [
      (
        "Staff list",
        SmallWorkbook.rows([
          ["Staff No", "Who", "Joined"], ["<c r=\"A2\"><v>7</v></c>", "Ann", "<c r=\"C2\" s=\"2\"><v>45351</v></c>"],
          ["8", "Bo", "soon"],
        ]), "visible"
      )
    ]
    let mapping = """
      {"ripple_mapping": 1, "sources": [{"file": "old.xlsx", "sheet": "Staff list", "table": "people", "dates": "dd/MM/yyyy",
        "columns": [{"column": "Staff No", "becomes": "id"}, {"column": "Who", "becomes": "name"},
        {"column": "Joined", "becomes": "available_from"}]}]}
      """
    #expect(try problems(book.zipped(), mapping).map { $0.prefix(35) } == ["book.xlsx: Staff list!C3: Joined: '"])
    book.sheets[0].cells = book.sheets[0].cells.replacing("soon", with: "01/03/2024")
    let people = try read(book.zipped(), mapping).network.people.rows
    #expect(people.map { $0.available.start?.text(.calendar) } == ["2024-02-29", "2024-03-01"])
    #expect(people.map(\.id) == ["7", "8"])
  }

  @Test func containersThatAreNoWorkbooksAreRefused() throws {
    var other = SmallZip()
    other.add("mimetype", Array("application/vnd.oasis".utf8))
    #expect(try problems(other.finished()).first?.contains("not an Excel workbook") == true)
    #expect(try problems([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]).first?.contains("password") == true)
    var locked = SmallZip.Options()
    locked.flags = 1
    #expect(try problems(book().zipped(locked)).first?.contains("locked by a password") == true)
    var strange = SmallZip.Options()
    strange.method = 99
    #expect(try problems(book().zipped(strange)).first?.contains("unusual way") == true)
  }

  @Test func bombsAreNotUnpacked() throws {
    for (size, word) in [
      (1 << 30, "larger than 512 MiB"), (1 << 28, "400 times its size"), (10, "does not unpack to what it says"),
    ] {
      var options = SmallZip.Options()
      options.declaredSize = size
      #expect(try problems(book().zipped(options)).first?.contains(word) == true)
    }
    var broken = SmallZip.Options()
    broken.breaksChecksum = true
    #expect(try problems(book().zipped(broken)).first?.contains("not what was saved") == true)
    var twice = SmallZip()
    twice.add("_rels/.rels", [])
    twice.add("_rels/.rels", [])
    #expect(try problems(twice.finished()).first?.contains("twice") == true)
  }

  @Test func brokenXMLInASheetIsSaid() throws {
    var book = SmallWorkbook()
    book.sheets = [("people", "<row r=\"1\"><c r=\"A1\"><v>", "visible")]
    #expect(try problems(book.zipped()).first?.contains("xl/worksheets/sheet1.xml") == true)
    book.sheets = [("people", "<!DOCTYPE x [<!ENTITY a \"b\">]><row r=\"1\"/>", "visible")]
    #expect(try problems(book.zipped()).first?.contains("DOCTYPE") == true)
  }

  /// Every truncation, and thousands of changed bytes: a network or a sentence, never a crash.
  @Test func damagedWorkbooksNeverCrash() throws {
    let whole = book().zipped()
    var refused = 0
    for end in stride(from: 4, to: whole.count, by: 7) { refused += try problems(Array(whole[..<end])).isEmpty ? 0 : 1 }
    #expect(refused == stride(from: 4, to: whole.count, by: 7).underestimatedCount)
    var dice = MappingDice(state: 1_900)
    for _ in 0..<3_000 {
      var bytes = whole
      for _ in 0...dice.roll(3) { bytes[4 + dice.roll(bytes.count - 4)] = UInt8(dice.roll(256)) }
      do {
        _ = try read(bytes)
      } catch let error as InvalidInput {
        #expect(error.problems.errors > 0)
      }
    }
    // The XML itself, changed inside a sound container.
    for _ in 0..<3_000 {
      var zip = SmallZip()
      let parts = book().parts
      let changed = dice.roll(parts.count)
      for (index, part) in parts.enumerated() {
        var text = Array(part.1.utf8)
        if index == changed { for _ in 0...dice.roll(2) { text[dice.roll(text.count)] = UInt8(dice.roll(128)) } }
        zip.add(part.0, text)
      }
      do {
        _ = try read(zip.finished())
      } catch let error as InvalidInput {
        #expect(error.problems.kept.allSatisfy { !$0.message.isEmpty && !$0.remedy.isEmpty })
      }
    }
  }
}
