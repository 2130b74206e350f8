package ripple

import org.apache.spark.graphx.{Edge, PartitionStrategy}

/** A one-way contact that can carry at any moment from `start` up to but not including `end`, and counts as `steps`. */
final case class Contact(start: Long, end: Long, steps: Int) {
  /** When influence arrives that was at its tail at some moment and is passed on no sooner than after the lag;
    * `Long.MaxValue` for never.
    */
  def carry(arrival: Long, lag: Long): Long =
    if (arrival > Long.MaxValue - lag || arrival + lag >= end) Long.MaxValue else math.max(start, arrival + lag)
}

/** Edges of graphs. */
object Edges {
  /** Puts the edges of a node into few of the partitions. */
  val strategy: PartitionStrategy = PartitionStrategy.EdgePartition2D

  /** A tie between two nodes. */
  val tie: ((Long, Long)) => Edge[Unit] = { case (from, to) => Edge(from, to, ()) }
}
