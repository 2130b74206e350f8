package ripple

import org.apache.spark.graphx.Graph
import org.apache.spark.sql.SparkSession

/** The component of each: the groups with no tie between them, named after their first members by number.
  *
  * As many rounds as the longest shortest way from a first member, O(edges) each.
  */
object Components {
  def apply(spark: SparkSession, graph: Graph[Unit, Unit], nodes: Nodes): Found = {
    import spark.implicits._
    val members = Rounds.least(graph, graph.vertices.mapValues((node, _) => node)) { edge =>
      if (edge.srcAttr.isNew && edge.srcAttr.value < edge.dstAttr.value) edge.sendToDst(edge.srcAttr.value)
      if (edge.dstAttr.isNew && edge.dstAttr.value < edge.srcAttr.value) edge.sendToSrc(edge.dstAttr.value)
    }
    val first = members.toDF("node", "component").persist()
    val groups = Figures.groups(first, "component")
    Found(
      nodes.name(first, "component"),
      Seq("components" -> groups.count, "largestComponent" -> groups.largest))
  }
}
