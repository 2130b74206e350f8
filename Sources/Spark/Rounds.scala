package ripple

import org.apache.spark.graphx.{EdgeContext, Graph, TripletFields, VertexId, VertexRDD}
import org.apache.spark.rdd.RDD
import org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK

import scala.reflect.ClassTag

/** What stands at the nodes of a graph that itself stays as it is, from round to round.
  *
  * Every few rounds it is written down, and what stood there since the last time is kept until then: of what a lost machine
  * held every round is worked out again once, from there on.
  */
final class Rounds[V: ClassTag, E](ties: Graph[Unit, E], start: VertexRDD[V]) {
  private var count = 0
  private var since = Seq.empty[RDD[_]]
  private var now = hold(start)

  /** What stands at the nodes now. */
  def nodes: VertexRDD[V] = now

  /** How many rounds there were. */
  def number: Int = count

  /** Goes on to the next round: along every edge something may be sent to its ends, what comes to a node is merged, and with
    * it, or with nothing, the node goes on to what is next.
    */
  def go[M: ClassTag](send: EdgeContext[V, E, M] => Unit, merge: (M, M) => M, fields: TripletFields = TripletFields.All)(
      next: (VertexId, V, Option[M]) => V
  ): Unit = {
    count += 1
    now = hold(now.leftJoin(graph.aggregateMessages(send, merge, fields))(next))
  }

  /** The graph with what stands at its nodes now. */
  def graph: Graph[V, E] = ties.outerJoinVertices(now)((node, _, found) => found.getOrElse(Rounds.nothing(node)))

  private def hold(nodes: VertexRDD[V]): VertexRDD[V] = {
    nodes.persist(MEMORY_AND_DISK)
    val isWritten = count > 0 && count % Rounds.betweenWriting == 0
    if (isWritten) nodes.checkpoint()
    nodes.count()
    if (isWritten) {
      since.foreach(_.unpersist())
      since = Nil
    }
    since :+= nodes
    nodes
  }
}

object Rounds {
  private val betweenWriting = 5

  private def nothing(node: VertexId): Nothing = throw new NoSuchElementException(s"node $node has nothing")

  /** The least that comes to every node, when along every edge something may be sent to the node it enters, until nothing
    * less does: what `start` gives at first, and `Long.MaxValue` for never.
    */
  def least[E](ties: Graph[Unit, E], start: VertexRDD[Long])(send: EdgeContext[Least, E, Long] => Unit): VertexRDD[Long] = {
    val rounds = new Rounds(ties, start.mapValues(Least(_, isNew = true)))
    while (rounds.nodes.filter(_._2.isNew).count() > 0) {
      rounds.go(send, (a: Long, b: Long) => math.min(a, b)) { (_, own, heard) =>
        val value = heard.fold(own.value)(math.min(_, own.value))
        Least(value, isNew = value < own.value)
      }
    }
    rounds.nodes.mapValues(_.value)
  }
}

/** The least that has come to a node, and whether it came in the last round. */
final case class Least(value: Long, isNew: Boolean)
