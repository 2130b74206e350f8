package ripple

import org.apache.spark.graphx.Graph
import org.apache.spark.sql.{DataFrame, SparkSession}
import org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK

/** What a measure comes to: columns by the number of a node, and figures about all of them. */
final case class Found(columns: DataFrame, figures: Seq[(String, Any)])

/** Reads the parts of a network, works out what is asked of everybody in it, and writes one table of columns.
  *
  * Its status is 0 when the columns are there, 64 or 65 when the words or the parts are not as they must be, with one
  * sentence about it in a line that begins with [[Refusal.mark]].
  */
object Job {
  def main(words: Array[String]): Unit = {
    val status =
      try { run(Asked(words.toSeq)); 0 }
      catch {
        case refusal: Refusal => refuse(refusal.sentence, refusal.status)
        case error: Exception => refuse(Refusal.sentence(error).getOrElse(throw error), 65)
      }
    if (status != 0) System.exit(status)
  }

  private def refuse(sentence: String, status: Int): Int = {
    System.err.println(Refusal.mark + sentence)
    status
  }

  private def run(asked: Asked): Unit = {
    val spark = SparkSession
      .builder()
      .appName("ripple scale")
      .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
      .config("spark.cleaner.referenceTracking.cleanCheckpoints", "true")
      .config("spark.sql.session.timeZone", "UTC")
      .config("spark.sql.adaptive.coalescePartitions.enabled", "false")
      .getOrCreate()
    try {
      spark.sparkContext.setLogLevel("ERROR")
      val output = new Output(spark, asked.out)
      spark.sparkContext.setCheckpointDir(output.scratch)
      try answer(spark, asked, new Parts(spark, asked.parts), output)
      finally output.clear()
    } finally spark.stop()
  }

  /** Takes ids as numbers as long as all of them are written so, and else numbers them, which costs more. */
  private def answer(spark: SparkSession, asked: Asked, parts: Parts, output: Output): Unit =
    try answer(spark, asked, parts, output, areNumbers = parts.beginWithNumbers)
    catch {
      case error: Exception if Refusal.sentence(error).contains(Nodes.noNumber) =>
        answer(spark, asked, parts, output, areNumbers = false)
    }

  private def answer(spark: SparkSession, asked: Asked, parts: Parts, output: Output, areNumbers: Boolean): Unit = {
    val nodes = Nodes(spark, parts.ids(asked), areNumbers)
    def graph(isDirected: Boolean) =
      Graph(nodes.vertices, parts.ties(nodes, isDirected).map(Edges.tie), (), MEMORY_AND_DISK, MEMORY_AND_DISK)
        .partitionBy(Edges.strategy)
        .cache()
    // Groups hang together whichever way a tie runs, and by each tie once.
    lazy val plain = graph(isDirected = false)
    lazy val asWritten = if (asked.isDirected) graph(isDirected = true) else plain
    def answer(measure: String) = measure match {
      case "degree"      => Degree(spark, asWritten, asked.isDirected)
      case "components"  => Components(spark, plain, nodes)
      case "pagerank"    => PageRank(spark, asWritten, asked.isDirected, asked.tolerance)
      case "core"        => CoreNumbers(spark, plain)
      case "communities" => LabelCommunities(spark, plain, nodes)
      case "reach"       => Reach(spark, nodes, parts, asked)
      case "cascade"     => Cascades(spark, nodes, parts, asked)
    }
    val found = asked.measures.map { measure =>
      val begun = System.nanoTime
      val found = answer(measure)
      System.err.println(f"$measure: ${(System.nanoTime - begun) / 1e9}%.1f s")
      found
    }
    output.write(nodes, found)
  }
}
