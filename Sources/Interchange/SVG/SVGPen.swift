/// Writes the pieces pictures are made of: the frame, numbers with one decimal, and texts.
///
/// - Source: Scalable Vector Graphics 1.1, W3C 2011.
struct SVGPen {
  let sink: XMLSink

  init(_ output: OutputFile) throws(OutputError) { sink = try XMLSink(output) }

  /// Begins a picture that also tells what it shows to those who read with their ears.
  func begin(width: Double, height: Double, title: String, description: String) {
    sink.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
    put(width)
    sink.put("\" height=\"")
    put(height)
    sink.put("\" viewBox=\"0 0 ")
    put(width, height)
    sink.put(
      "\" role=\"img\" aria-labelledby=\"title description\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"11\">\n<title id=\"title\">"
    )
    sink.put(text: title)
    sink.put("</title>\n<desc id=\"description\">")
    sink.put(text: description)
    sink.put("</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n")
  }

  /// Ends the picture.
  func end() throws(OutputError) {
    sink.put("</svg>\n")
    try sink.flush()
  }

  /// Adds markup as it is.
  func put(_ markup: StaticString) { sink.put(markup) }

  /// Adds a number with one decimal; 0 for what is none.
  func put(_ value: Double) {
    let tenths = value.isNaN ? 0 : Int((min(max(value, -1e9), 1e9) * 10).rounded())
    if tenths < 0 { sink.put("-") }
    sink.put(abs(tenths) / 10)
    if tenths % 10 != 0 {
      sink.put(".")
      sink.put(abs(tenths) % 10)
    }
  }

  /// Adds a point.
  func put(_ x: Double, _ y: Double) {
    put(x)
    sink.put(" ")
    put(y)
  }

  /// Adds a text that begins at a point, or as the attributes say.
  func text(_ x: Double, _ y: Double, _ attributes: StaticString, _ words: String, colour: String? = nil) {
    sink.put("<text x=\"")
    put(x)
    sink.put("\" y=\"")
    put(y)
    sink.put("\" ")
    sink.put(attributes)
    if let colour {
      sink.put(" fill=\"")
      sink.put(text: colour)
      sink.put("\"")
    }
    sink.put(">")
    sink.put(text: words)
    sink.put("</text>\n")
  }
}
