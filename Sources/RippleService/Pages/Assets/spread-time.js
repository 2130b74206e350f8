// Time as the page counts it: days since 1970 where the network has dates, its own numbers where it has whole numbers.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = 864e5;

// Few days stand in many records, and reading one takes long.
const days = new Map();

/** A time of the picture as a number; always, before everything, where none is given. */
export function moment(text) {
  if (text === null || text === undefined) return -Infinity;
  if (typeof text === "number") return text;
  if (!days.has(text)) days.set(text, Date.parse(text) / DAY);
  return days.get(text);
}

function month(day) {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

const firstDay = (month) => Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;

/** The stretches of time that the timeline goes through: months, days where there are few of them, or periods. */
export class Axis {
  constructor(isCalendar, from, until) {
    this.isCalendar = isCalendar;
    this.bins = [];
    if (!Number.isFinite(from) || !Number.isFinite(until)) [from, until] = [0, 0];
    if (isCalendar && until - from > 62) {
      const step = Math.ceil((month(until) - month(from) + 1) / 240);
      for (let one = month(from); one <= month(until); one += step) this.#add(firstDay(one), firstDay(one + step));
    } else {
      const first = Math.floor(from);
      const step = Math.max(1, Math.ceil((until - first + 1) / 240));
      for (let one = first; one <= until; one += step) this.#add(one, one + step);
    }
  }

  #add(start, end) {
    this.bins.push({ start, end });
  }

  get start() {
    return this.bins[0].start;
  }

  get end() {
    return this.bins[this.bins.length - 1].end;
  }

  /** The stretch a time lies in; the first and the last hold what lies outside. */
  place(time) {
    let low = 0;
    let high = this.bins.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (time < this.bins[middle].end) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** What a time is called: "Sep 2025", "3 Sep 2025" or "period 4". */
  label(time, precise = false) {
    if (time === -Infinity) return "always";
    if (!this.isCalendar) return `period ${Math.floor(time)}`;
    const date = new Date(time * DAY);
    const words = `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    return precise || this.end - this.start <= 93 ? `${date.getUTCDate()} ${words}` : words;
  }

  /** What a stretch is called. */
  name(place) {
    return this.label(this.bins[place].start);
  }

  /** Stretches that carry a word on an axis, no more than fit. */
  ticks(most) {
    const every = [1, 2, 3, 6, 12, 24, 60, 120].find((step) => this.bins.length / step <= most) ?? 240;
    return this.bins.map((_, place) => place).filter((place) => place % every === 0);
  }
}
