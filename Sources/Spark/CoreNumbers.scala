package ripple

import org.apache.spark.graphx.{Graph, VertexRDD}
import org.apache.spark.sql.SparkSession

/** The core number of each: the greatest k such that they belong to a group in which everybody has at least k neighbours
  * within the group.
  *
  * Level by level those with no more neighbours left than the level are taken away, and those who come to have no more by
  * it. A round looks at the edges that are left; every level takes one round, and one for each time more fall.
  *
  * Source: Batagelj and Zaversnik 2003, arXiv:cs/0310049.
  */
object CoreNumbers {
  /** How a node stands: its neighbours left, or its core number once it is gone; whether it goes in this round. */
  private final case class Standing(left: Int, isGone: Boolean, goes: Boolean) {
    def after(lost: Int, level: Int): Standing =
      if (isGone) if (goes) Standing(left, isGone = true, goes = false) else this
      else if (left - lost <= level) Standing(level, isGone = true, goes = true)
      else if (lost == 0) this
      else Standing(left - lost, isGone = false, goes = false)
  }

  def apply(spark: SparkSession, graph: Graph[Unit, Unit]): Found = {
    import spark.implicits._
    var ties = graph
    var rounds = new Rounds(
      ties,
      graph.vertices.leftJoin(graph.degrees)((_, _, degree) => Standing(degree.getOrElse(0), isGone = false, goes = false)))
    var tiesLeft = ties.numEdges
    var level = 0
    var outlook = Outlook.of(rounds.nodes)
    while (outlook.least < Int.MaxValue || outlook.going > 0) {
      if (outlook.going == 0) {
        // Nobody falls any more: on to the next level that anybody falls at.
        level = math.max(level, outlook.least)
        if (outlook.ends < tiesLeft) {
          // Half of the ties are those of people gone.
          ties = rounds.graph.subgraph(edge => !edge.srcAttr.isGone && !edge.dstAttr.isGone).mapVertices((_, _) => ())
          ties.cache()
          ties.checkpoint()
          tiesLeft = ties.numEdges
          rounds = new Rounds(ties, rounds.nodes)
        }
      }
      val now = level
      rounds.go[Int](
        edge => {
          if (edge.srcAttr.goes && !edge.dstAttr.isGone) edge.sendToDst(1)
          if (edge.dstAttr.goes && !edge.srcAttr.isGone) edge.sendToSrc(1)
        },
        _ + _
      )((_, standing, lost) => standing.after(lost.getOrElse(0), now))
      outlook = Outlook.of(rounds.nodes)
    }
    val cores = rounds.nodes.mapValues(_.left).toDF("node", "core")
    Found(cores, Seq("greatestCore" -> level))
  }

  /** How many go in this round, the fewest neighbours that anybody who stays has, `Int.MaxValue` when nobody stays, and how
    * many neighbours they have in all.
    */
  private final case class Outlook(going: Long, least: Int, ends: Long)

  private object Outlook {
    def of(nodes: VertexRDD[Standing]): Outlook =
      nodes.values
        .map { node =>
          val going = if (node.goes) 1L else 0L
          if (node.isGone) Outlook(going, Int.MaxValue, 0) else Outlook(going, node.left, node.left)
        }
        .fold(Outlook(0, Int.MaxValue, 0))((a, b) => Outlook(a.going + b.going, math.min(a.least, b.least), a.ends + b.ends))
  }
}
