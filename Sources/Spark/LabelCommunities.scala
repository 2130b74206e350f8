package ripple

import org.apache.spark.graphx.Graph
import org.apache.spark.sql.SparkSession

/** Communities by the passing on of labels: everybody begins with a label of their own and takes, all at once, the one that
  * is commonest among their neighbours and themselves, and of equally common ones that of the smallest number. It ends when
  * nobody changes, or after 20 rounds.
  *
  * O(edges) a round. The same network gives the same communities however many machines there are.
  *
  * Source: Raghavan, Albert and Kumara 2007, doi:10.1103/PhysRevE.76.036106; their ties are broken by lot.
  */
object LabelCommunities {
  private val mostRounds = 20

  def apply(spark: SparkSession, graph: Graph[Unit, Unit], nodes: Nodes): Found = {
    import spark.implicits._
    val rounds = new Rounds(graph, graph.vertices.mapValues((node, _) => Label(node, hasChanged = true)))
    while (rounds.number < mostRounds && rounds.nodes.filter(_._2.hasChanged).count() > 0) {
      rounds.go[Labels](
        edge => {
          edge.sendToDst(Labels(edge.srcAttr.label))
          edge.sendToSrc(Labels(edge.dstAttr.label))
        },
        _ add _
      ) { (_, own, heard) =>
        val next = heard.fold(own.label)(_.commonest(own.label))
        Label(next, next != own.label)
      }
    }
    val labels = rounds.nodes.mapValues(_.label).toDF("node", "label_community").persist()
    val groups = Figures.groups(labels, "label_community")
    Found(
      nodes.name(labels, "label_community"),
      Seq("labelCommunities" -> groups.count, "largestLabelCommunity" -> groups.largest, "labelRounds" -> rounds.number))
  }

  private final case class Label(label: Long, hasChanged: Boolean)
}

/** Labels on their way to a node, in any order. */
final class Labels private (private var labels: Array[Long], private var count: Int) extends Serializable {
  /** Takes the labels of another into these. */
  def add(other: Labels): Labels = {
    if (count + other.count > labels.length)
      labels = java.util.Arrays.copyOf(labels, math.max(2 * labels.length, count + other.count))
    System.arraycopy(other.labels, 0, labels, count, other.count)
    count += other.count
    this
  }

  /** The commonest of these and one more; of equally common ones the smallest. */
  def commonest(own: Long): Long = {
    val all = java.util.Arrays.copyOf(labels, count + 1)
    all(count) = own
    java.util.Arrays.sort(all)
    var best = all(0)
    var most = 0
    var first = 0
    while (first < all.length) {
      var next = first
      while (next < all.length && all(next) == all(first)) next += 1
      if (next - first > most) { most = next - first; best = all(first) }
      first = next
    }
    best
  }
}

object Labels {
  def apply(label: Long): Labels = new Labels(Array(label), 1)
}
