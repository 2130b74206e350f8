package ripple

import org.apache.spark.sql.{DataFrame, DataFrameReader, SparkSession}

/** Tables of CSV with a header: every cell is a text, an empty one where there is nothing. */
object Table {
  /** The files of a folder, whose headers are all alike. */
  def read(spark: SparkSession, folder: String): DataFrame = reader(spark).csv(folder).na.fill("")

  /** Lines that are at hand. */
  def read(spark: SparkSession, lines: Seq[String]): DataFrame = {
    import spark.implicits._
    reader(spark).csv(lines.toDS()).na.fill("")
  }

  private def reader(spark: SparkSession): DataFrameReader =
    spark.read
      .option("header", "true")
      .option("escape", "\"")
      .option("mode", "FAILFAST")
      .option("enforceSchema", "false")
}
