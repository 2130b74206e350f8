import CLibXML2
import Records

/// Reads UTF-8 text with libxml2's push parser and hands its elements to a collector.
///
/// Nothing is ever fetched, no entity is ever declared: a document type is refused before the parser sees it, tags are
/// no longer than ``XMLMarkupScanner/longestTag``, and what the collector stops is stopped. The first fault of the XML
/// itself is reported with its line.
///
/// - Complexity: O(bytes), in memory of the collector's contents and one chunk.
func parseXML<Collector: XMLCollector>(_ bytes: [UInt8], into collector: inout Collector) {
  var parse = XMLParse(collector)
  // libxml2 hands this pointer back in every callback, all of which come from within `run`, on this thread; nothing
  // else touches the variable meanwhile, and the parser does not outlive the closure.
  unsafe withUnsafeMutablePointer(to: &parse) { unsafe XMLParse.run(bytes, $0) }
  guard let filled = parse.collector as? Collector else { preconditionFailure("a collector changed its type") }
  collector = filled
}

/// One run of the parser.
@safe private struct XMLParse {
  var collector: any XMLCollector
  private var parser: xmlParserCtxtPtr?
  /// The namespace of the outermost element, which libxml2 stores once for all elements.
  private var rootNamespace: UnsafePointer<xmlChar>?
  private var depth = 0
  private var hasRoot = false
  private var fault: (line: Int, message: String)?
  private var warned = false

  init(_ collector: any XMLCollector) { self.collector = collector }

  private static let chunk = 1 << 16

  /// Parses `bytes`; every access to the run goes through `parse`, as those of the callbacks do.
  static func run(_ bytes: [UInt8], _ parse: UnsafeMutablePointer<XMLParse>) {
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
    guard let parser = unsafe xmlCreatePushParserCtxt(&handler, parse, nil, 0, nil) else {
      unsafe parse.pointee.collector.stop(
        line: 1, "there is not enough memory to read the file", "read a smaller one")
      return
    }
    unsafe parse.pointee.parser = parser
    defer {
      unsafe parse.pointee.parser = nil
      unsafe xmlFreeParserCtxt(parser)
    }
    // The text is UTF-8 by now, whatever it says of itself.
    _ = unsafe xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))

    var scanner = XMLMarkupScanner()
    var fed = 0
    while fed < bytes.count, unsafe !parse.pointee.isDone {
      let limit = min(bytes.count, fed + Self.chunk)
      let refused = scanner.scan(bytes.span, upTo: limit)
      var end = scanner.lastMarkupEnd > fed && limit < bytes.count ? scanner.lastMarkupEnd : limit
      if let refused { end = max(fed, min(end, refused.offset)) }
      unsafe feed(parser, bytes, fed..<end)
      if let refused, unsafe !parse.pointee.isDone {
        unsafe parse.pointee.refuse(refused.refusal, at: refused.offset, of: bytes)
      }
      fed = end
    }
    if unsafe !parse.pointee.isDone { _ = unsafe xmlParseChunk(parser, nil, 0, 1) }
    if let fault = unsafe parse.pointee.fault {
      unsafe parse.pointee.collector.stop(
        line: fault.line, fault.message, "correct the XML there, or export the file again")
    }
  }

  private var isDone: Bool { collector.isStopped || fault != nil }

  private static func feed(_ parser: xmlParserCtxtPtr, _ bytes: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    // The pointer is used within the closure alone, for as many bytes as lie behind it.
    unsafe bytes.withUnsafeBufferPointer { all in
      let part = unsafe UnsafeBufferPointer(rebasing: all[range])
      unsafe part.withMemoryRebound(to: CChar.self) { text in
        _ = unsafe xmlParseChunk(parser, text.baseAddress, Int32(text.count), 0)
      }
    }
  }

  private mutating func refuse(_ refusal: XMLMarkupScanner.Refusal, at offset: Int, of bytes: [UInt8]) {
    let line = bytes[..<offset].count { $0 == 0x0A } + 1
    switch refusal {
    case .longTag:
      collector.stop(
        line: line, "a tag is longer than \(XMLMarkupScanner.longestTag / 1024) KiB",
        "shorten its attributes' values, or give the network as a folder of tables")
    case .documentType:
      let isPage = bytes[offset...].prefix(15).elementsEqual("<!doctype html>".utf8, by: { $0 | 0x20 == $1 | 0x20 })
      if isPage {
        collector.stop(line: line, "this is a web page, not \(type(of: collector).format)", "download the file itself")
      } else {
        stopAtDocumentType(line)
      }
    }
  }

  private mutating func stopAtDocumentType(_ line: Int) {
    collector.stop(
      line: line, "the file has a document type (<!DOCTYPE ...>), which can make a program fetch or expand without end",
      "remove the whole <!DOCTYPE ...>")
  }

  private var line: Int { unsafe Int(xmlSAX2GetLineNumber(parser)) }

  /// Makes the parser call back no more.
  private func halt() { unsafe xmlStopParser(parser) }

  // MARK: What the callbacks do

  mutating func begin(
    _ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    if collector.isStopped { return }
    if depth == 0 {
      unsafe rootNamespace = namespace
      hasRoot = true
    }
    depth += 1
    let format = type(of: collector)
    let isOwn = unsafe namespace == nil || namespace == rootNamespace || XMLStart.isOwn(namespace, format)
    guard count <= GraphMLCollector.mostAttributes else {
      collector.stop(
        line: line, "an element has more than \(GraphMLCollector.mostAttributes) attributes",
        "write them as values of their own")
      return halt()
    }
    let start = unsafe XMLStart(name, format, isOwn: isOwn, count, attributes)
    collector.begin(start, line: line)
    if collector.isStopped { halt() }
  }

  mutating func end() {
    if collector.isStopped { return }
    depth -= 1
    collector.end()
  }

  mutating func take(_ text: UnsafeBufferPointer<xmlChar>) {
    if collector.isTakingText { unsafe collector.take(text: text) }
  }

  mutating func take(instruction: UnsafePointer<xmlChar>, _ text: UnsafePointer<xmlChar>?) {
    if collector.isStopped { return }
    // Both are texts that end with a zero.
    unsafe collector.take(
      instruction: String(cString: instruction), text: text.map { unsafe String(cString: $0) } ?? "", line: line)
    if collector.isStopped { halt() }
  }

  mutating func takeDocumentType() {
    stopAtDocumentType(line)
    halt()
  }

  mutating func take(_ error: xmlError) {
    guard fault == nil, !collector.isStopped else { return }
    let line = unsafe max(1, Int(error.line))
    let message = unsafe error.message.map { unsafe String(cString: $0) } ?? "it is not well-formed"
    let sentence = message.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200)
    if unsafe error.level == XML_ERR_FATAL {
      let isEnd = unsafe error.code == Int32(XML_ERR_DOCUMENT_END.rawValue)
      fault = (line, isEnd ? whatIsWrongAtTheEnd : "the XML is broken: \(sentence)")
    } else if unsafe error.level == XML_ERR_ERROR, !warned {
      warned = true
      collector.report(.warning, line: line, "the XML is doubtful: \(sentence)", "correct it: it is read all the same")
    }
  }

  /// libxml2 has one message for a file that stops too early, goes on too long, or holds nothing.
  private var whatIsWrongAtTheEnd: String {
    if depth > 0 { return "the file ends in the middle of an element" }
    return hasRoot ? "the file goes on after the end of its outermost element" : "there is no XML in the file"
  }
}

/// The run that a callback belongs to: the pointer that `run` gave the parser, which is valid as long as it runs.
private func parse(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLParse>? {
  unsafe context?.assumingMemoryBound(to: XMLParse.self)
}

private let startElement: startElementNsSAX2Func = { context, name, _, namespace, _, _, count, _, attributes in
  guard let name = unsafe name else { return }
  unsafe parse(context)?.pointee.begin(name, namespace, Int(count), attributes)
}

private let endElement: endElementNsSAX2Func = { context, _, _, _ in unsafe parse(context)?.pointee.end() }

private let characters: charactersSAXFunc = { context, text, count in
  unsafe parse(context)?.pointee.take(UnsafeBufferPointer(start: text, count: Int(max(0, count))))
}

private let documentType: internalSubsetSAXFunc = { context, _, _, _ in
  unsafe parse(context)?.pointee.takeDocumentType()
}

private let instruction: processingInstructionSAXFunc = { context, target, text in
  guard let target = unsafe target else { return }
  unsafe parse(context)?.pointee.take(instruction: target, text)
}

private let report: xmlStructuredErrorFunc = { context, error in
  guard let error = unsafe error else { return }
  unsafe parse(context)?.pointee.take(error.pointee)
}
