package ripple

import org.apache.spark.graphx.VertexId
import org.apache.spark.rdd.RDD
import org.apache.spark.sql.functions._
import org.apache.spark.sql.{Column, DataFrame, SparkSession}
import org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK

/** Everybody, by number: their own where ids are numbers, else their place in the order of ids as bytes.
  *
  * @param table      `node`, `id`; each once.
  * @param areNumbers Whether ids are numbers.
  */
final class Nodes private (spark: SparkSession, val table: DataFrame, areNumbers: Boolean) {
  import spark.implicits._

  /** How many there are. */
  lazy val count: Long = table.count()

  /** Everybody as the vertices of a graph. */
  def vertices: RDD[(VertexId, Unit)] = table.select("node").as[Long].rdd.map((_, ()))

  /** The order of ids as bytes, by number. */
  def order: Ordering[Long] = if (areNumbers) Ordering.by((node: Long) => node.toString) else Ordering.Long

  /** The same rows with numbers in the columns `from` and `to`. */
  def number(rows: DataFrame): DataFrame = Seq("from", "to").foldLeft(rows)(number)

  /** The same rows with numbers in one column. */
  def number(rows: DataFrame, column: String): DataFrame =
    if (areNumbers) rows.withColumn(column, Nodes.numberOrRaise(col(column)))
    else
      rows
        .join(table.select(col("id").as(column), col("node").as("number")), column)
        .drop(column)
        .withColumnRenamed("number", column)
        .select(rows.columns.map(col).toSeq: _*)

  /** The same rows with ids in one column that holds numbers. */
  def name(rows: DataFrame, column: String): DataFrame =
    if (areNumbers) rows.withColumn(column, col(column).cast("string"))
    else
      rows
        .join(table.select(col("node").as(column), col("id").as("name")), Seq(column), "left")
        .drop(column)
        .withColumnRenamed("name", column)
        .select(rows.columns.map(col).toSeq: _*)
}

object Nodes {
  /** What is raised for an id that is no number where all are taken for numbers. */
  val noNumber = "an id is no number"

  /** The number that an id writes without needless zeros; nothing for any other id. */
  def number(id: Column): Column = {
    val whole = id.try_cast("long")
    when(whole >= 0 && whole.cast("string") === id, whole)
  }

  private def numberOrRaise(id: Column): Column = coalesce(number(id), raise_error(lit(noNumber)).cast("long"))

  /** Numbers everybody in `ids`, a table of one column with repetitions. */
  def apply(spark: SparkSession, ids: DataFrame, areNumbers: Boolean): Nodes = {
    import spark.implicits._
    val table =
      if (areNumbers) {
        val numbers = ids.select(numberOrRaise(col("id")).as("node")).distinct()
        numbers.select(col("node"), col("node").cast("string").as("id"))
      } else
        ids.distinct().sort("id").as[String].rdd.zipWithIndex().map(_.swap).toDF("node", "id")
    new Nodes(spark, table.persist(MEMORY_AND_DISK), areNumbers)
  }
}
