import CLibXML2
import FoundationEssentials
import Testing

@testable import Interchange

/// What the sink writes is what libxml2's own writer writes, byte for byte, of all that XML can hold.
@Suite struct XMLTextWriterTests {
  /// The bytes of an element with an attribute and a text, by xmlTextWriter.
  private func byWriter(_ text: String) -> [UInt8] {
    guard let buffer = unsafe xmlBufferCreate(), let writer = unsafe xmlNewTextWriterMemory(buffer, 0) else {
      return []
    }
    defer { unsafe xmlBufferFree(buffer) }
    unsafe xmlTextWriterStartDocument(writer, nil, "UTF-8", nil)
    unsafe xmlTextWriterStartElement(writer, "e")
    unsafe xmlTextWriterWriteAttribute(writer, "a", text)
    unsafe xmlTextWriterWriteString(writer, text)
    unsafe xmlTextWriterEndElement(writer)
    unsafe xmlTextWriterEndDocument(writer)
    unsafe xmlFreeTextWriter(writer)
    let length = Int(unsafe xmlBufferLength(buffer))
    // The buffer lives until the end of this function.
    return unsafe Array(UnsafeBufferPointer(start: xmlBufferContent(buffer), count: length))
  }

  private func bySink(_ text: String) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString).xml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let output = try OutputFile(path: path)
    let sink = try XMLSink(output)
    sink.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<e a=\"")
    sink.put(attribute: text)
    sink.put("\">")
    sink.put(text: text)
    sink.put("</e>\n")
    try sink.flush()
    try output.finish()
    #expect(sink.replaced == 0)
    return try readFile(path)
  }

  @Test func nastyTextsAreWrittenAlike() throws {
    var texts =
      DOTWriterTests.nasty + [
        "\r", "\r\n", "a\rb", "\t", "\n", "]]>", "&#13;", "\u{FFFD}", "\u{EFFF}", "ﾟ", "\u{10FFFD}",
      ]
    // Every place that something special can have among blocks of eight.
    for length in 0..<20 {
      for special in ["&", "<", ">", "\"", "\r", "é", "\u{FB01}", "😀"] {
        for place in 0...length {
          texts.append(String(repeating: "x", count: place) + special + String(repeating: "y", count: length - place))
        }
      }
    }
    for text in texts { #expect(try bySink(text) == byWriter(text), "\(text.debugDescription)") }
  }

  @Test func whatXMLCannotHoldIsReplacedAndCounted() throws {
    let path = FileManager.default.temporaryDirectory.path + "/ripple-\(UUID().uuidString).xml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let output = try OutputFile(path: path)
    let sink = try XMLSink(output)
    for text in ["a\u{1}b", "\u{FFFE}", "x\u{FFFF}", "\u{1F}longer than eight"] { sink.put(text: text) }
    sink.put(-1234567890123)
    sink.put(0)
    sink.put(Int.max)
    sink.put(Int.min)
    try sink.flush()
    try output.finish()
    #expect(sink.replaced == 4)
    #expect(
      String(decoding: try readFile(path), as: UTF8.self)
        == "a\u{FFFD}b\u{FFFD}x\u{FFFD}\u{FFFD}longer than eight-12345678901230\(Int.max)\(Int.min)")
  }
}
