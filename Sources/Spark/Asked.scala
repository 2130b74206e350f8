package ripple

import java.nio.file.{Files, Path}

import scala.jdk.CollectionConverters._

/** What is asked of the job.
  *
  * @param parts      The folder of the parts.
  * @param out        The folder to write to, which every machine of the cluster reaches by this name.
  * @param measures   What to work out.
  * @param isDirected Follow ties from their first to their second end, and read contacts that do not say so likewise.
  * @param seeds      The lines of a table `id,start,source` of where reach begins, read from a file beside the driver.
  * @param lag        The least time between receiving and passing on.
  * @param technique  The technique whose cascade is asked for; none takes every row.
  * @param tolerance  By how much all values of PageRank together may be off.
  */
final case class Asked(
    parts: String,
    out: String,
    measures: Seq[String],
    isDirected: Boolean,
    seeds: Seq[String],
    lag: Long,
    technique: Option[String],
    tolerance: Double
)

object Asked {
  private val known = Set("degree", "components", "pagerank", "core", "communities", "reach", "cascade")

  /** Reads words: `--name value` throughout. */
  def apply(words: Seq[String]): Asked = {
    if (words.length % 2 != 0) throw new Refusal("every option of the job has one value", 64)
    val options = words.grouped(2).map(pair => pair.head -> pair.last).toMap
    def needed(name: String) = options.getOrElse(name, throw new Refusal(s"the job needs $name", 64))
    val measures = needed("--measures").split(',').toSeq.distinct
    measures.find(!known.contains(_)).foreach { name =>
      throw new Refusal(s"'$name' is no measure of the job: choose from ${known.toSeq.sorted.mkString(", ")}", 64)
    }
    if (measures.contains("reach")) needed("--seeds")
    Asked(
      parts = needed("--parts"),
      out = needed("--out"),
      measures = measures,
      isDirected = options.get("--directed").contains("yes"),
      seeds = options.get("--seeds").fold(Seq.empty[String])(path => Files.readAllLines(Path.of(path)).asScala.toSeq),
      lag = options.get("--lag").flatMap(_.toLongOption).getOrElse(0L),
      technique = options.get("--technique"),
      tolerance = options.get("--tolerance").flatMap(_.toDoubleOption).getOrElse(1e-10)
    )
  }
}
