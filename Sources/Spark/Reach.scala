package ripple

import org.apache.spark.graphx.{Edge, Graph}
import org.apache.spark.sql.SparkSession
import org.apache.spark.sql.functions._
import org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK

/** When influence from some seeds arrives at everybody at the earliest, in the order of time, and over how few steps.
  *
  * A contact over [a, b) carries at max(a, arrival + lag) if that is before b; a source needs no lag. Steps are counted along
  * routes of which every step is itself the earliest possible. Arrivals come first, as there may be fewer steps to a later
  * arrival, and steps then along the contacts that carry at the earliest moment.
  *
  * As many rounds as arrivals get earlier one after another, and as the most steps; O(contacts) each.
  *
  * Source: Wu et al. 2014, doi:10.14778/2732939.2732945.
  */
object Reach {
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
    val graph = Graph(nodes.vertices, contacts, (), MEMORY_AND_DISK, MEMORY_AND_DISK).partitionBy(Edges.strategy).cache()
    val arrivals = Rounds.least(graph, graph.vertices.mapValues((node, _) => seeds.getOrElse(node, never))) { edge =>
      if (edge.srcAttr.isNew && edge.srcAttr.value != never) {
        val time = edge.attr.carry(edge.srcAttr.value, lag)
        if (time < edge.dstAttr.value) edge.sendToDst(time)
      }
    }
    val earliest = graph
      .outerJoinVertices(arrivals)((_, _, time) => time.getOrElse(never))
      .subgraph(contact => contact.srcAttr != never && contact.attr.carry(contact.srcAttr, lag) == contact.dstAttr)
      .mapVertices((_, _) => ())
      .cache()
    val steps = Rounds.least(earliest, earliest.vertices.mapValues((node, _) => if (seeds.contains(node)) 0L else never)) { edge =>
      if (edge.srcAttr.isNew && edge.srcAttr.value != never) {
        val count = edge.srcAttr.value + edge.attr.steps
        if (count < edge.dstAttr.value) edge.sendToDst(count)
      }
    }
    val reached = arrivals
      .innerJoin(steps)((_, time, steps) => (time, steps))
      .filter { case (node, (time, _)) => time != never && !sources.contains(node) }
      .map { case (node, (time, steps)) => (node, time, steps) }
      .toDF("node", "time", "reach_generation")
    val shown = if (!begins && !parts.areDated) lit(null).cast("string") else Times.text(col("time"), scale)
    val columns = reached.select(col("node"), shown.as("reach_arrival"), col("reach_generation")).persist()
    Found(columns, Seq("sources" -> seeds.size.toLong, "reached" -> columns.count()))
  }
}
