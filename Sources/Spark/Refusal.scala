package ripple

/** Something that cannot be done as asked: one plain sentence with a remedy, and the status to end with. */
final class Refusal(val sentence: String, val status: Int) extends Exception(sentence)

object Refusal {
  /** Begins the line of standard error that says why nothing was done. */
  val mark = "ripple-spark: "

  /** What is wrong with the parts, when an error says that; none for any other error. */
  def sentence(error: Throwable): Option[String] =
    Iterator
      .iterate(error)(_.getCause)
      .takeWhile(_ != null)
      .take(32)
      .flatMap(cause => Option(cause.getMessage))
      .flatMap { message =>
        if (message.contains(ragged)) Some("a row of the parts has not as many cells as its header: correct it")
        else if (message.contains(unlike)) Some("the files of a table of parts have different headers: give all of them one")
        else raised.findFirstMatchIn(message).map(_.group(1))
      }
      .nextOption()

  private val raised = """\[USER_RAISED_EXCEPTION\] (.*?)(?: SQLSTATE.*)?(?:\n|$)""".r
  private val ragged = "MALFORMED_RECORD_IN_PARSING"
  private val unlike = "CSV header does not conform"
}
