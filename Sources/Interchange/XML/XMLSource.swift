import CLibXML2
import Records

/// Reads XML with libxml2's push parser and hands its elements to a collector.
///
/// Nothing is ever fetched, no entity is ever declared: a document type is refused before the parser sees it, tags are
/// no longer than ``XMLMarkupScanner/longestTag``, and what the collector stops is stopped. The first fault of the XML
/// itself is reported with its place.
///
/// - Complexity: O(bytes), in memory of the collector's contents and some pieces of the text.
func parseXML<Collector: XMLCollector, Source: ByteSource & ~Copyable>(
  _ source: inout Source, into collector: inout Collector
) {
  // The pointer is good within the closure, which the parser does not outlive; nothing else touches the collector
  // meanwhile.
  unsafe withUnsafeMutablePointer(to: &collector) { place in
    let run = unsafe XMLRunInto(place)
    withExtendedLifetime(run) { run.parse(&source) }
  }
}

/// One run of the parser, as libxml2's callbacks see it.
private class XMLRun {
  func begin(
    _ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {}
  func end() {}
  func take(_ text: UnsafeBufferPointer<xmlChar>) {}
  func take(instruction: UnsafePointer<xmlChar>, _ text: UnsafePointer<xmlChar>?) {}
  func takeDocumentType() {}
  func take(_ error: xmlError) {}
}

/// One run of the parser for a collector.
@safe private final class XMLRunInto<Collector: XMLCollector>: XMLRun {
  private let collector: UnsafeMutablePointer<Collector>
  // Nobody else can get at these while the parser runs.
  @exclusivity(unchecked) private var parser: xmlParserCtxtPtr?
  /// The namespace of the outermost element, which libxml2 stores once for all elements.
  @exclusivity(unchecked) private var rootNamespace: UnsafePointer<xmlChar>?
  @exclusivity(unchecked) private var names = XMLNameCodes()
  private let attributes = XMLAttributeMemory()
  @exclusivity(unchecked) private var depth = 0
  @exclusivity(unchecked) private var hasRoot = false
  @exclusivity(unchecked) private var fault: (place: XMLPlace, message: String)?
  private var warned = false

  init(_ collector: UnsafeMutablePointer<Collector>) { unsafe self.collector = collector }

  @inline(__always)
  private var isDone: Bool { unsafe fault != nil || collector.pointee.isStopped }

  // MARK: The text

  func parse<Source: ByteSource & ~Copyable>(_ source: inout Source) {
    // `xmlSAXHandler` is a C struct of function pointers, for which all zeros means none.
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = startElement
    unsafe handler.endElementNs = endElement
    unsafe handler.characters = characters
    // Blank text counts as text where both handlers are the same.
    unsafe handler.ignorableWhitespace = characters
    unsafe handler.cdataBlock = characters
    unsafe handler.internalSubset = documentType
    unsafe handler.processingInstruction = instruction
    unsafe handler.serror = report
    // libxml2 hands the run back in every callback; it outlives the parser.
    let context = unsafe Unmanaged.passUnretained(self as XMLRun).toOpaque()
    guard let parser = unsafe xmlCreatePushParserCtxt(&handler, context, nil, 0, nil) else {
      unsafe collector.pointee.stop(
        at: XMLPlace(line: 1), "there is not enough memory to read the file", "read a smaller one")
      return
    }
    unsafe self.parser = parser
    defer {
      unsafe self.parser = nil
      unsafe xmlFreeParserCtxt(parser)
    }
    // The text is UTF-8 by now, whatever it says of itself.
    _ = unsafe xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))

    var text = XMLText()
    var scanner = XMLMarkupScanner()
    while !isDone {
      let problem = text.fill(from: &source)
      let (end, refusal) = scanner.scan(text.bytes, isLast: text.isAtEnd || problem != nil)
      unsafe feed(parser, text.bytes, end)
      if let refusal, !isDone { refuse(refusal, text, end) }
      text.drop(end)
      if let problem, !isDone { unsafe collector.pointee.stop(at: text.end, problem.message, problem.remedy) }
      if text.isAtEnd { break }
    }
    if !isDone { _ = unsafe xmlParseChunk(parser, nil, 0, 1) }
    if let fault = unsafe fault {
      unsafe collector.pointee.stop(at: fault.place, fault.message, "correct the XML there, or export the file again")
    }
  }

  private func feed(_ parser: xmlParserCtxtPtr, _ bytes: [UInt8], _ count: Int) {
    guard count > 0 else { return }
    // The pointer is used within the closure alone, for no more bytes than lie behind it.
    unsafe bytes.withUnsafeBufferPointer { all in
      unsafe all.withMemoryRebound(to: CChar.self) { text in
        _ = unsafe xmlParseChunk(parser, text.baseAddress, Int32(count), 0)
      }
    }
  }

  private func refuse(_ refusal: XMLMarkupScanner.Refusal, _ text: XMLText, _ offset: Int) {
    let place = text.place(of: offset)
    switch refusal {
    case .longTag:
      unsafe collector.pointee.stop(
        at: place, "a tag is longer than 1 MiB",
        "shorten its attributes' values, or give the network as a folder of tables")
    case .manyAttributes: stopAtAttributes(place)
    case .documentType:
      let isPage = text.bytes[offset...].prefix(14).elementsEqual(
        "<!doctype html".utf8, by: { $0 | 0x20 == $1 | 0x20 })
      if isPage {
        unsafe collector.pointee.stop(
          at: place, "this is a web page, not \(Collector.format)", "download the file itself")
      } else {
        stopAtDocumentType(place)
      }
    }
  }

  private func stopAtAttributes(_ place: XMLPlace) {
    unsafe collector.pointee.stop(
      at: place, "an element has more than \(XMLLimits.mostAttributes) attributes", "write them as values of their own")
  }

  private func stopAtDocumentType(_ place: XMLPlace) {
    unsafe collector.pointee.stop(
      at: place, "the file has a document type (<!DOCTYPE ...>), which can make a program fetch or expand without end",
      "remove the whole <!DOCTYPE ...>")
  }

  private var place: XMLPlace {
    unsafe XMLPlace(line: Int(xmlSAX2GetLineNumber(parser)), character: Int(xmlSAX2GetColumnNumber(parser)))
  }

  /// Makes the parser call back no more.
  private func halt() { unsafe xmlStopParser(parser) }

  // MARK: What the callbacks do

  override func begin(
    _ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?, _ count: Int,
    _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    if isDone { return }
    if unsafe depth == 0 {
      unsafe rootNamespace = namespace
      unsafe hasRoot = true
    }
    unsafe depth += 1
    guard count <= XMLLimits.mostAttributes else {
      stopAtAttributes(place)
      return halt()
    }
    let code = unsafe names.code(of: name, Collector.self)
    let isOwn = unsafe namespace == nil || namespace == rootNamespace || Self.isOwn(namespace)
    attributes.clear()
    // libxml2 gives five pointers an attribute: name, prefix, namespace, and the value's beginning and end.
    for index in 0..<count {
      guard let name = unsafe values?[5 * index], let start = unsafe values?[5 * index + 3],
        let end = unsafe values?[5 * index + 4],
        unsafe values?[5 * index + 1] == nil || Self.isOwn(values?[5 * index + 2])
      else { continue }
      if let known = unsafe names.code(of: name, Collector.self).attribute {
        unsafe attributes.set(Int(known), UnsafeBufferPointer(start: start, count: end - start))
      }
    }
    unsafe collector.pointee.begin(isOwn ? code.own : code.foreign, attributes, at: place)
    if unsafe collector.pointee.isStopped { halt() }
  }

  /// True for no namespace and for those of the format.
  private static func isOwn(_ namespace: UnsafePointer<UInt8>?) -> Bool {
    guard let namespace = unsafe namespace else { return true }
    return unsafe Collector.isOwn(String(cString: namespace))
  }

  override func end() {
    if isDone { return }
    unsafe depth -= 1
    unsafe collector.pointee.end()
    if unsafe collector.pointee.isStopped { halt() }
  }

  override func take(_ text: UnsafeBufferPointer<xmlChar>) {
    if unsafe collector.pointee.isTakingText { unsafe collector.pointee.take(text: text) }
  }

  override func take(instruction: UnsafePointer<xmlChar>, _ text: UnsafePointer<xmlChar>?) {
    if isDone { return }
    // Both are texts that end with a zero.
    unsafe collector.pointee.take(
      instruction: String(cString: instruction), text: text.map { unsafe String(cString: $0) } ?? "", at: place)
    if unsafe collector.pointee.isStopped { halt() }
  }

  override func takeDocumentType() {
    stopAtDocumentType(place)
    halt()
  }

  override func take(_ error: xmlError) {
    guard !isDone else { return }
    let place = unsafe XMLPlace(line: max(1, Int(error.line)), character: Int(error.int2))
    let message = unsafe error.message.map { unsafe String(cString: $0) } ?? "it is not well-formed"
    let sentence = message.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200)
    if unsafe error.level == XML_ERR_FATAL {
      let isEnd = unsafe error.code == Int32(XML_ERR_DOCUMENT_END.rawValue)
      unsafe fault = (place, isEnd ? whatIsWrongAtTheEnd : "the XML is broken: \(sentence)")
      halt()
    } else if unsafe error.level == XML_ERR_ERROR, !warned {
      warned = true
      unsafe collector.pointee.report(
        .warning, at: place, "the XML is doubtful: \(sentence)", "correct it: it is read all the same")
    }
  }

  /// libxml2 has one message for a file that stops too early, goes on too long, or holds nothing.
  private var whatIsWrongAtTheEnd: String {
    if unsafe depth > 0 { return "the file ends in the middle of an element" }
    return unsafe hasRoot ? "the file goes on after the end of its outermost element" : "there is no XML in the file"
  }
}

/// The run that a callback belongs to: what `parse` gave the parser, which lives as long as it does.
@inline(__always)
private func run(_ context: UnsafeMutableRawPointer?, _ body: (XMLRun) -> Void) {
  guard let context = unsafe context else { return }
  unsafe Unmanaged<XMLRun>.fromOpaque(context)._withUnsafeGuaranteedRef { body($0) }
}

private let startElement: startElementNsSAX2Func = { context, name, _, namespace, _, _, count, _, attributes in
  guard let name = unsafe name else { return }
  unsafe run(context) { unsafe $0.begin(name, namespace, Int(count), attributes) }
}

private let endElement: endElementNsSAX2Func = { context, _, _, _ in unsafe run(context) { $0.end() } }

private let characters: charactersSAXFunc = { context, text, count in
  unsafe run(context) { unsafe $0.take(UnsafeBufferPointer(start: text, count: Int(max(0, count)))) }
}

private let documentType: internalSubsetSAXFunc = { context, _, _, _ in
  unsafe run(context) { $0.takeDocumentType() }
}

private let instruction: processingInstructionSAXFunc = { context, target, text in
  guard let target = unsafe target else { return }
  unsafe run(context) { unsafe $0.take(instruction: target, text) }
}

private let report: xmlStructuredErrorFunc = { context, error in
  guard let error = unsafe error else { return }
  unsafe run(context) { unsafe $0.take(error.pointee) }
}
