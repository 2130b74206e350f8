package ripple

import org.apache.spark.HashPartitioner
import org.apache.spark.graphx.Graph
import org.apache.spark.rdd.RDD
import org.apache.spark.sql.SparkSession
import org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK

/** A row of who used a technique: `to` did from `since` on, and had it from `from` if that is on record. */
final case class Use(from: Option[Long], to: Long, since: Long)

/** The forest of who had a technique from whom, by the sources on record: the root of everybody's tree, and its size.
  *
  * Somebody adopted when the first row names them, at either end. Their sources are those whom rows name and who had adopted
  * by then; people who name each other at one moment, in a ring, are nobody's source there. The source above them in the
  * forest is the one that adopted first, of several the one whose id comes first.
  *
  * O(rows), and O(adopters) for each doubling of the longest chain.
  */
object Cascades {
  def apply(spark: SparkSession, nodes: Nodes, parts: Parts, asked: Asked): Found = {
    import spark.implicits._
    val spread = new HashPartitioner(spark.conf.get("spark.sql.shuffle.partitions").toInt)
    val uses = parts.uses(nodes, asked.technique).persist(MEMORY_AND_DISK)
    val adopted = uses
      .flatMap(use => (use.to, use.since) +: use.from.map((_, use.since)).toSeq)
      .reduceByKey(spread, math.min(_, _))
      .persist(MEMORY_AND_DISK)
    val sources = uses
      .flatMap(use => use.from.filter(_ != use.to).map(from => ((from, use.to), ())))
      .reduceByKey(spread, (_, _) => ())
      .map { case ((from, to), _) => (from, to) }
      .join(adopted, spread)
      .map { case (from, (to, given)) => (to, Source(from, given)) }
      .join(adopted, spread)
      .collect { case (to, (source, taken)) if source.since <= taken => Learning(to, source, isAtOnce = source.since == taken) }
      .persist(MEMORY_AND_DISK)
    val order = Ordering.Tuple2(Ordering.Long, nodes.order)
    val above = withoutRings(sources, spread)
      .map(learning => (learning.person, learning.source))
      .reduceByKey(spread, (a, b) => if (order.lteq((a.since, a.person), (b.since, b.person))) a else b)
    val first = adopted.leftOuterJoin(above, spread).map { case (person, (_, source)) => (person, source.fold(person)(_.person)) }
    val roots = climb(first, spread).persist(MEMORY_AND_DISK)
    val sizes = roots.map { case (_, root) => (root, 1L) }.reduceByKey(spread, _ + _).persist(MEMORY_AND_DISK)
    val columns = roots
      .map(_.swap)
      .join(sizes, spread)
      .map { case (root, (person, size)) => (person, root, size) }
      .toDF("node", "cascade_root", "cascade_size")
    Found(
      nodes.name(columns, "cascade_root"),
      Seq(
        "adopters" -> adopted.count(),
        "trees" -> sizes.count(),
        "largestTree" -> sizes.values.fold(0L)(math.max(_, _))))
  }

  /** Somebody who had adopted, and when. */
  private final case class Source(person: Long, since: Long)

  /** A person and a source of theirs; whether both adopted at one moment. */
  private final case class Learning(person: Long, source: Source, isAtOnce: Boolean)

  /** The sources but those in rings of one moment. */
  private def withoutRings(sources: RDD[Learning], spread: HashPartitioner): RDD[Learning] = {
    val atOnce = sources.filter(_.isAtOnce)
    if (atOnce.isEmpty()) return sources
    val rings = Graph
      .fromEdges(atOnce.map(learning => Edges.tie((learning.source.person, learning.person))), ())
      .stronglyConnectedComponents(Int.MaxValue)
    val inside = rings.triplets.filter(edge => edge.srcAttr == edge.dstAttr).map(edge => ((edge.srcId, edge.dstId), ()))
    sources
      .map(learning => ((learning.source.person, learning.person), learning))
      .subtractByKey(inside, spread)
      .values
  }

  /** Replaces who stands above each by who stands above those, until all are at the top. */
  private def climb(first: RDD[(Long, Long)], spread: HashPartitioner): RDD[(Long, Long)] = {
    var above = first
    var climbs = true
    while (climbs) {
      above.persist(MEMORY_AND_DISK).checkpoint()
      val next = above
        .map(_.swap)
        .join(above, spread)
        .map { case (before, (person, top)) => (person, top, top != before) }
        .persist(MEMORY_AND_DISK)
      climbs = next.filter(_._3).count() > 0
      above.unpersist()
      above = next.map { case (person, top, _) => (person, top) }
    }
    above
  }
}
