package ripple

import org.apache.spark.graphx.{Edge, EdgeDirection, Graph, Pregel}
import org.apache.spark.sql.SparkSession
import org.apache.spark.sql.functions._
import org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK

/** When influence from some seeds arrives at everybody at the earliest, in the order of time, and over how few steps.
  *
  * A contact over [a, b) carries at max(a, arrival + lag) if that is before b; a source needs no lag. Steps are counted along
  * routes of which every step is itself the earliest possible. Arrivals come first, as there may be fewer steps to a later
  * arrival, and steps then along the contacts that carry at the earliest moment.
  *
  * As many rounds as arrivals get better one after another; a round costs O(contacts of those whose arrival did).
  *
  * Source: Wu et al. 2014, doi:10.14778/2732939.2732945.
  */
object Reach {
  private final case class Arrival(time: Long, steps: Int)

  private final val never = Long.MaxValue

  def apply(spark: SparkSession, nodes: Nodes, parts: Parts, asked: Asked): Found = {
    import spark.implicits._
    val lag = asked.lag
    val table = Table.read(spark, asked.seeds)
    val begins = table.where(col("start") =!= "").count() > 0
    val scale = if (begins) Times.scale(table, "start") else parts.scale
    val begun = table
      .join(nodes.table, Seq("id"), "left")
      .select(col("id"), col("node"), Times.moment(col("start"), scale), col("source") === "yes")
      .as[(String, Option[Long], Option[Long], Boolean)]
      .collect()
      .toSeq
      .map { case (id, node, start, isSource) =>
        val known = node.getOrElse(throw new Refusal(s"there is no '$id' in the parts: check the id", 64))
        (known, start.orElse(parts.earliest).getOrElse(0L), isSource)
      }
    // A source needs no lag: it is given the arrival whose lag ends when it may begin.
    val seeds = begun
      .map { case (node, start, isSource) => node -> (if (isSource && start >= Long.MinValue + lag) start - lag else start) }
      .groupMapReduce(_._1)(_._2)(math.min)
    val sources = begun.filter(_._3).map(_._1).toSet

    val contacts = parts.meetings(nodes, asked.isDirected).map { case (from, to, contact) => Edge(from, to, contact) }
    val graph = Graph(nodes.vertices, contacts, (), MEMORY_AND_DISK, MEMORY_AND_DISK)
      .partitionBy(Edges.strategy)
      .mapVertices((node, _) => seeds.getOrElse(node, never))
      .cache()
    val arrived = Pregel(graph, never, activeDirection = EdgeDirection.Out)(
      (_, known, heard) => math.min(known, heard),
      edge => {
        val time = edge.attr.carry(edge.srcAttr, lag)
        if (time < edge.dstAttr) Iterator((edge.dstId, time)) else Iterator.empty
      },
      (a, b) => math.min(a, b)
    )
    val routes = Pregel(
      arrived.mapVertices((node, time) => Arrival(time, if (seeds.contains(node)) 0 else Int.MaxValue)),
      Int.MaxValue,
      activeDirection = EdgeDirection.Out
    )(
      (_, known, heard) => if (heard < known.steps) Arrival(known.time, heard) else known,
      edge => {
        val (here, there) = (edge.srcAttr, edge.dstAttr)
        val isEarliest = here.steps < Int.MaxValue && edge.attr.carry(here.time, lag) == there.time
        if (isEarliest && here.steps + edge.attr.steps < there.steps) Iterator((edge.dstId, here.steps + edge.attr.steps))
        else Iterator.empty
      },
      (a, b) => math.min(a, b)
    )
    val reached = routes.vertices
      .filter { case (node, arrival) => arrival.time != never && !sources.contains(node) }
      .map { case (node, arrival) => (node, arrival.time, arrival.steps) }
      .toDF("node", "time", "reach_generation")
    val shown = if (!begins && !parts.areDated) lit(null).cast("string") else Times.text(col("time"), scale)
    val columns = reached.select(col("node"), shown.as("reach_arrival"), col("reach_generation")).persist()
    Found(columns, Seq("sources" -> seeds.size.toLong, "reached" -> columns.count()))
  }
}
