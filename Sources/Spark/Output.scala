package ripple

import org.apache.hadoop.fs.Path
import org.apache.spark.sql.SparkSession

/** Where the job writes: `columns`, CSV files with a header that hold everybody once, by number. Figures go to standard
  * output, as one line that begins with [[Output.mark]].
  */
final class Output(spark: SparkSession, folder: String) {
  private val files = new Path(folder).getFileSystem(spark.sparkContext.hadoopConfiguration)

  /** A place for what is written down on the way. */
  val scratch: String = new Path(folder, "scratch").toString

  /** Takes away what was written down on the way. */
  def clear(): Unit = files.delete(new Path(scratch), true)

  /** Writes all columns into one table, and the figures. */
  def write(nodes: Nodes, found: Seq[Found]): Unit = {
    val all = found.map(_.columns).foldLeft(nodes.table)((table, columns) => table.join(columns, Seq("node"), "left"))
    all
      .sort("node")
      .drop("node")
      .write
      .mode("overwrite")
      .option("header", "true")
      .option("escape", "\"")
      .option("emptyValue", "")
      .option("ignoreLeadingWhiteSpace", "false")
      .option("ignoreTrailingWhiteSpace", "false")
      .csv(new Path(folder, "columns").toString)
    val figures = ("nodes" -> nodes.count) +: found.flatMap(_.figures)
    println(Output.mark + figures.map { case (name, value) => s"\"$name\":$value" }.mkString("{", ",", "}"))
  }
}

object Output {
  /** Begins the line of standard output that holds the figures as JSON. */
  val mark = "ripple-spark-figures: "
}
