package ripple

import org.apache.spark.sql.functions._
import org.apache.spark.sql.{Column, DataFrame}

/** How a table counts time: in whole numbers, or by the calendar, in seconds since the beginning of 1970. */
sealed trait Scale
case object Wholes extends Scale
case object Calendar extends Scale

/** The moments from `lower` up to but not including `upper`. */
final case class Span(lower: Column, upper: Column)

/** Times as edge lists write them: whole numbers, or dates and date-times of ISO 8601, ends included. */
object Times {
  private val day = 86400L
  private val date = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
  private val dateTime = date + "[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|z|[+-][0-9]{2}(:?[0-9]{2})?)?"

  /** By the calendar when the first time that the table says has a hyphen behind its first character. */
  def scale(rows: DataFrame, columns: String*): Scale = {
    val named = (if (columns.isEmpty) Seq("start", "end") else columns).filter(rows.columns.contains(_))
    val first = named.iterator.flatMap(name => rows.where(col(name) =!= "").select(name).head(1)).map(_.getString(0))
    if (first.nextOption().exists(_.indexOf('-', 1) > 0)) Calendar else Wholes
  }

  /** The first moment of a time; nothing for an empty cell. */
  def moment(cell: Column, scale: Scale): Column = {
    val (whole, remedy) = scale match {
      case Wholes =>
        (cell.try_cast("long"), "is no whole number: the first time of the table is one, so write all of them so")
      case Calendar =>
        (
          when(cell.rlike(s"^$date$$"), unix_date(cell.try_cast("date")) * day)
            .when(cell.rlike(s"^$dateTime$$"), unix_seconds(cell.try_cast("timestamp"))),
          "is no time: write a date as YYYY-MM-DD, or a date-time as YYYY-MM-DDThh:mm:ssZ"
        )
    }
    when(cell =!= "", coalesce(whole, raise_error(concat(lit("'"), cell, lit(s"' $remedy")))))
  }

  /** The first moment behind a time, which lasts as long as it is written: a day, a second, one. */
  private def behind(cell: Column, scale: Scale): Column = {
    val tick = if (scale == Wholes) lit(1L) else when(length(cell) === 10, lit(day)).otherwise(lit(1L))
    moment(cell, scale) + tick
  }

  /** From when until when the rows hold: without any start or end always, with a start and no column of ends at once. */
  def span(rows: DataFrame, scale: Scale): Span = {
    def cell(name: String) = if (rows.columns.contains(name)) col(name) else lit("")
    val always = lit(Long.MaxValue)
    val end = if (rows.columns.contains("end")) cell("end") else cell("start")
    Span(
      coalesce(moment(cell("start"), scale), lit(Long.MinValue)),
      coalesce(behind(end, scale), always)
    )
  }

  /** Whether any row has a time. */
  def areDated(rows: DataFrame): Boolean =
    Seq("start", "end").filter(rows.columns.contains(_)).exists(name => !rows.where(col(name) =!= "").isEmpty)

  /** The earliest of all starts, and of ends where there is no start. */
  def earliest(rows: DataFrame, scale: Scale): Option[Long] = {
    val times = Seq("start", "end").filter(rows.columns.contains(_)).map(name => moment(col(name), scale))
    if (times.isEmpty) None
    else {
      val row = rows.select(min(coalesce(times: _*))).head()
      if (row.isNullAt(0)) None else Some(row.getLong(0))
    }
  }

  /** A moment as tables write it: a number, a date where a day begins, else a date-time. */
  def text(moment: Column, scale: Scale): Column = scale match {
    case Wholes => moment.cast("string")
    case Calendar =>
      val time = timestamp_seconds(moment)
      when(moment % day === 0, date_format(time, "yyyy-MM-dd")).otherwise(date_format(time, "yyyy-MM-dd'T'HH:mm:ss'Z'"))
  }
}
