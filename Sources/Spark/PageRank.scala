package ripple

import org.apache.spark.graphx.{Graph, TripletFields, VertexRDD}
import org.apache.spark.sql.SparkSession

/** PageRank: the share of time a walker spends at each node who follows a tie with probability 0.85 and jumps to anybody
  * alike otherwise, and from nodes that nothing leads away from. Sums to 1.
  *
  * Shares are whole numbers of 2^-62, so that sums do not depend on the order in which machines answer. Rounds end once
  * what is off in all together is no more than the tolerance: 0.85 / 0.15 times the change bounds it.
  *
  * O(edges) a round, at most log(tolerance) / log(0.85) rounds.
  *
  * Source: Brin and Page 1998, doi:10.1016/S0169-7552(98)00110-X.
  */
object PageRank {
  private val damping = 0.85
  private val whole = (1L << 62).toDouble

  /** What stands at a node: its share, by how many ties the walker may leave, by how much the share has changed. */
  private final case class Stay(share: Long, ways: Int, change: Long) {
    /** What goes along each tie. */
    def each: Long = if (ways == 0) 0 else share / ways
  }

  def apply(spark: SparkSession, graph: Graph[Unit, Unit], isDirected: Boolean, tolerance: Double): Found = {
    import spark.implicits._
    val n = graph.numVertices
    val ways = if (isDirected) graph.outDegrees else graph.degrees
    val even = if (n == 0) 0L else (whole / n).toLong
    val rounds = new Rounds(graph, graph.vertices.leftJoin(ways)((_, _, ways) => Stay(even, ways.getOrElse(0), 0)))
    // Changes smaller than the grain of shares tell nothing.
    val enough = math.max(tolerance * (1 - damping) / damping, n / whole)
    val most = math.ceil(math.log(math.max(tolerance, 1e-15) / 2) / math.log(damping)).toInt
    var sums = Sums.of(rounds.nodes)
    while ((rounds.number == 0 || sums.change > enough) && rounds.number < most) {
      val jump = if (n == 0) 0L else (((1 - damping) * whole + damping * sums.stuck) / n).toLong
      rounds.go[Long](
        edge => {
          if (edge.srcAttr.ways > 0) edge.sendToDst(edge.srcAttr.each)
          if (!isDirected) edge.sendToSrc(edge.dstAttr.each)
        },
        _ + _,
        if (isDirected) TripletFields.Src else TripletFields.All
      ) { (_, stay, sum) =>
        val share = jump + (damping * sum.getOrElse(0L)).toLong
        Stay(share, stay.ways, math.abs(share - stay.share))
      }
      sums = Sums.of(rounds.nodes)
    }
    val shares = rounds.nodes.mapValues(_.share / whole)
    Found(shares.toDF("node", "pagerank"), Seq("pagerankRounds" -> rounds.number))
  }

  /** The share of those that nothing leads away from, in grains, and by how much all shares have changed, of 1. */
  private final case class Sums(stuck: Double, change: Double)

  private object Sums {
    def of(nodes: VertexRDD[Stay]): Sums = {
      // Halves, as all changes together may be twice what all shares are.
      val (stuck, half) = nodes.values
        .map(stay => (if (stay.ways == 0) stay.share else 0L, stay.change >> 1))
        .fold((0L, 0L))((a, b) => (a._1 + b._1, a._2 + b._2))
      Sums(stuck.toDouble, half * 2 / whole)
    }
  }
}
