package ripple

import org.apache.hadoop.fs.Path
import org.apache.spark.rdd.RDD
import org.apache.spark.sql.functions._
import org.apache.spark.sql.{Column, DataFrame, SparkSession}

/** The parts of a network: a folder of tables, each a folder of CSV files with a header.
  *
  *   - `people`: `id`; everybody, those without ties among them. Optional.
  *   - `edges`: `from,to`; who is tied to whom.
  *   - `contacts`: `from,to,start,end,influence,steps`; what influence moves along, times as in an edge list.
  *   - `adoptions`: `from,to,date,technique`; who used what since when, and whom they had it from, if that is known.
  *
  * Of edges and contacts one is enough, and stands for the other.
  */
final class Parts(spark: SparkSession, folder: String) {
  private val files = new Path(folder).getFileSystem(spark.sparkContext.hadoopConfiguration)
  if (!files.exists(new Path(folder))) throw new Refusal(s"there is no folder $folder of parts: check the path", 66)
  spreadWork()

  private def has(table: String) = files.exists(new Path(folder, table))

  /** Tables are worked on in pieces of up to 32 MB, and in no fewer than keep every core busy. */
  private def spreadWork(): Unit = {
    val bytes = files.getContentSummary(new Path(folder)).getLength
    val pieces = math.max(spark.sparkContext.defaultParallelism.toLong, bytes / (32L << 20))
    spark.conf.set("spark.sql.shuffle.partitions", math.min(pieces, 100000L))
  }

  private def read(table: String): DataFrame = Table.read(spark, new Path(folder, table).toString)

  private lazy val edges = either("edges", "contacts")
  private lazy val contacts = either("contacts", "edges")
  private lazy val adoptions = needed("adoptions", Seq("to"))

  private def either(first: String, second: String): DataFrame =
    if (has(first) || !has(second)) needed(first, Seq("from", "to")) else needed(second, Seq("from", "to"))

  private def needed(table: String, columns: Seq[String]): DataFrame = {
    if (!has(table)) throw new Refusal(s"the parts in $folder have no folder $table: add it, or ask for less", 65)
    val rows = read(table)
    columns.find(!rows.columns.contains(_)).foreach { name =>
      throw new Refusal(s"the files in $folder/$table have no column $name: name it in their headers", 65)
    }
    rows
  }

  /** Whether the first row of the tables names its people by numbers. */
  def beginWithNumbers: Boolean = {
    val (table, column) =
      if (has("edges") || has("contacts")) (edges, "to") else if (has("people")) (read("people"), "id") else (adoptions, "to")
    table.select(Nodes.number(col(column)).isNotNull).head(1).forall(_.getBoolean(0))
  }

  /** The ids that the tables name which are asked about, some of them many times. */
  def ids(asked: Asked): DataFrame = {
    val people = if (has("people")) Seq(needed("people", Seq("id")).select(col("id"))) else Nil
    val ties = if (asked.measures.exists(!Set("reach", "cascade").contains(_))) ends(edges) else Nil
    val met = if (asked.measures.contains("reach")) ends(contacts) else Nil
    val users =
      if (asked.measures.contains("cascade")) ends(ofTechnique(asked.technique)) else Nil
    (people ++ ties ++ met ++ users).reduce(_ union _).where(col("id") =!= "")
  }

  private def ends(rows: DataFrame): Seq[DataFrame] =
    Seq("from", "to").filter(rows.columns.contains(_)).map(end => rows.select(col(end).as("id")))

  /** The ties, each once: without directions from the smaller to the greater number. */
  def ties(nodes: Nodes, isDirected: Boolean): RDD[(Long, Long)] = {
    import spark.implicits._
    val both = isDirected && edges.columns.contains("influence")
    val numbered = nodes.number(if (both) edges.select("from", "to", "influence") else edges.select("from", "to"))
    val pairs =
      if (!isDirected) numbered.select(least(col("from"), col("to")), greatest(col("from"), col("to")))
      else {
        val written = numbered.select("from", "to")
        if (both) written.union(numbered.where(col("influence") === "both").select("to", "from")) else written
      }
    pairs.toDF("from", "to").where(col("from") =!= col("to")).distinct().as[(Long, Long)].rdd
  }

  /** One-way contacts: from, to, the first moment each can carry, the first it no longer can, its steps. */
  def meetings(nodes: Nodes, isDirected: Boolean): RDD[(Long, Long, Contact)] = {
    import spark.implicits._
    val span = Times.span(contacts, scale)
    def cell(name: String, otherwise: String): Column =
      if (contacts.columns.contains(name)) when(col(name) === "", lit(otherwise)).otherwise(col(name)) else lit(otherwise)
    val influence = cell("influence", if (isDirected) "forward" else "both")
    val steps = cell("steps", "1").try_cast("long")
    val rows = nodes
      .number(contacts.select(col("from"), col("to"), span.lower.as("start"), span.upper.as("end"), influence.as("way"), steps.as("steps")))
      .where(col("from") =!= col("to") && col("start") < col("end"))
      .as[(Long, Long, Long, Long, String, Option[Long])]
      .rdd
    rows.flatMap { case (from, to, start, end, way, steps) =>
      val contact = Contact(start, end, steps.filter(_ > 0).getOrElse(1L).toInt)
      val forward = if (way != "backward") Seq((from, to, contact)) else Nil
      if (way != "forward") forward :+ ((to, from, contact)) else forward
    }
  }

  /** Whether any contact is dated. */
  lazy val areDated: Boolean = Times.areDated(contacts)

  /** The earliest time of any contact. */
  lazy val earliest: Option[Long] = Times.earliest(contacts, scale)

  /** How contacts count time. */
  lazy val scale: Scale = Times.scale(contacts)

  /** Who used a technique since when, and whom they had it from, if that is on record. */
  def uses(nodes: Nodes, technique: Option[String]): RDD[Use] = {
    import spark.implicits._
    val rows = ofTechnique(technique)
    val date = if (rows.columns.contains("date")) Times.moment(col("date"), Times.scale(rows, "date")) else lit(null)
    val dated = rows.withColumn("since", coalesce(date, lit(Long.MinValue)))
    def uses(some: DataFrame): RDD[Use] = some.as[Use].rdd
    def unknown(some: DataFrame) = some.select(lit(null).cast("long").as("from"), col("to"), col("since"))
    if (!rows.columns.contains("from")) uses(nodes.number(unknown(dated), "to"))
    else
      uses(nodes.number(unknown(dated.where(col("from") === "")), "to"))
        .union(uses(nodes.number(dated.where(col("from") =!= "").select("from", "to", "since"))))
  }

  private def ofTechnique(technique: Option[String]): DataFrame =
    technique match {
      case Some(id) if adoptions.columns.contains("technique") => adoptions.where(col("technique") === id)
      case _                                                    => adoptions
    }
}
