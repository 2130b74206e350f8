package ripple

import org.apache.spark.graphx.Graph
import org.apache.spark.sql.SparkSession

/** How many each is tied to; with directions those who name them and those they name as well.
  *
  * One round: O(edges).
  */
object Degree {
  def apply(spark: SparkSession, graph: Graph[Unit, Unit], isDirected: Boolean): Found = {
    import spark.implicits._
    val both = graph.aggregateMessages[(Int, Int)](
      edge => { edge.sendToSrc((1, 0)); edge.sendToDst((0, 1)) },
      (a, b) => (a._1 + b._1, a._2 + b._2)
    )
    val counted = graph.vertices
      .leftJoin(both)((_, _, found) => found.getOrElse((0, 0)))
      .map { case (node, (out, in)) => (node, out + in, in, out) }
      .toDF("node", "degree", "in_degree", "out_degree")
    val columns = if (isDirected) counted else counted.select("node", "degree")
    Found(columns, Seq("edges" -> graph.numEdges, "greatestDegree" -> Figures.greatest(columns, "degree")))
  }
}
