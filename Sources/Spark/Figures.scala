package ripple

import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.functions._

/** How many groups there are, and of how many members the largest is. */
final case class Groups(count: Long, largest: Long)

/** Figures about a whole column. */
object Figures {
  /** The greatest value of a column; 0 where there is none. */
  def greatest(rows: DataFrame, column: String): Long =
    Option(rows.select(max(col(column)).cast("long")).head().get(0)).fold(0L)(_.asInstanceOf[Long])

  /** The groups that a column tells apart. */
  def groups(rows: DataFrame, column: String): Groups = {
    val sizes = rows.where(col(column).isNotNull).groupBy(column).agg(count(lit(1)).as("size"))
    val row = sizes.agg(count(lit(1)), coalesce(max("size"), lit(0L))).head()
    Groups(row.getLong(0), row.getLong(1))
  }
}
