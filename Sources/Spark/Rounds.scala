package ripple

import org.apache.spark.graphx.Graph

import scala.reflect.ClassTag

/** A graph that goes on from round to round: the last one is held in memory, those before are let go, and now and then
  * it is written down, so that what a lost machine held is worked out again from there.
  */
final class Rounds[V: ClassTag, E: ClassTag](start: Graph[V, E]) {
  private var count = 0
  private var held = hold(start)

  /** The graph as it is now. */
  def graph: Graph[V, E] = held

  /** Goes on to the next round. */
  def go(next: Graph[V, E] => Graph[V, E]): Unit = {
    val before = held
    count += 1
    held = hold(next(before))
    before.unpersist()
  }

  private def hold(graph: Graph[V, E]): Graph[V, E] = {
    graph.cache()
    if (count > 0 && count % Rounds.betweenCheckpoints == 0) graph.checkpoint()
    // Edges hold what stands at both their ends, so that vertices are worked out on the way.
    graph.edges.foreachPartition(_ => ())
    graph
  }
}

object Rounds {
  /** After how many rounds a graph is written down. */
  val betweenCheckpoints = 20
}
