// The one time cursor that all pictures share: a slider under a histogram, and playing.
import { svg } from "./spread-svg.js";

export class Timeline {
  #playing = 0;

  /** `move(time)` is called when the cursor goes somewhere; times are the end of what is shown. */
  constructor({ slider, histogram, now, play, speed }, network, move) {
    Object.assign(this, { slider, histogram, now, play, speed, network, move });
    const { axis } = network;
    slider.max = axis.bins.length - 1;
    this.isStill = matchMedia("(prefers-reduced-motion: reduce)");
    slider.addEventListener("input", () => {
      this.stop();
      this.go(axis.bins[Number(slider.value)].end);
    });
    play.addEventListener("click", () => (this.#playing ? this.stop() : this.start()));
    new ResizeObserver(() => this.draw()).observe(histogram.parentElement);
  }

  get isPlaying() {
    return this.#playing !== 0;
  }

  go(time) {
    const { axis } = this.network;
    this.time = time;
    const place = axis.place(time - 1e-6);
    if (this.place !== place) {
      this.place = place;
      this.slider.value = place;
      this.slider.setAttribute("aria-valuetext", axis.name(place));
      this.now.textContent = axis.name(place);
    }
    this.#mark();
    this.move(time);
  }

  start() {
    const { axis } = this.network;
    if (this.time >= axis.end) this.go(axis.bins[0].end);
    this.play.setAttribute("aria-pressed", "true");
    this.play.setAttribute("aria-label", "Pause");
    if (this.isStill.matches) {
      const next = () => {
        const place = Math.min(axis.place(this.time - 1e-6) + 1, axis.bins.length - 1);
        this.go(axis.bins[place].end);
        if (place === axis.bins.length - 1) this.stop();
        else this.#playing = setTimeout(next, 700 / Number(this.speed.value));
      };
      this.#playing = setTimeout(next, 350);
      return;
    }
    let before = performance.now();
    const step = (now) => {
      // A stretch takes 0.45 seconds; a slow frame never leaps further than a third of one.
      const part = Math.min(
        ((now - before) / 450) * Number(this.speed.value),
        0.34 * Math.max(Number(this.speed.value), 1),
      );
      before = now;
      const place = axis.place(this.time - 1e-6);
      const time = this.time + part * (axis.bins[place].end - axis.bins[place].start);
      if (time >= axis.end) {
        this.go(axis.end);
        this.stop();
      } else {
        this.#playing = requestAnimationFrame(step);
        this.go(time);
      }
    };
    this.#playing = requestAnimationFrame(step);
  }

  stop() {
    if (!this.#playing) return;
    cancelAnimationFrame(this.#playing);
    clearTimeout(this.#playing);
    this.#playing = 0;
    this.play.setAttribute("aria-pressed", "false");
    this.play.setAttribute("aria-label", "Play");
    this.move(this.time);
  }

  /** Shows the histogram of a view. */
  show(view) {
    this.view = view;
    this.draw();
  }

  draw() {
    if (!this.view) return;
    const { axis, cohorts } = this.network;
    const width = this.histogram.parentElement.clientWidth;
    const height = 46;
    const bars = this.view.histogram;
    const most = Math.max(1, ...bars.map((bar) => bar.reduce((sum, one) => sum + one)));
    // The thumb of the slider is about so wide, and its middle stands at the ends of the bars' row.
    const edge = 8;
    const step = (width - 2 * edge) / bars.length;
    this.histogram.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.histogram.setAttribute("width", width);
    this.histogram.setAttribute("height", height);
    this.histogram.replaceChildren();
    for (const band of bands(cohorts, axis)) {
      const [x, end] = [edge + band.from * step, edge + band.until * step];
      this.histogram.append(svg("rect", { x, y: 0, width: Math.max(end - x, 2), height, class: "band" }));
      if (end - x > 7 * 6) {
        const words = band.name.length * 6 > end - x ? band.name.slice(
          0,
          Math.floor((end - x) / 6) - 1,
        ) + "…" : band.name;
        this.histogram.append(svg("text", { x: x + 4, y: 11, class: "band-name" }, words));
      }
    }
    this.columns = bars.map((bar, place) => {
      const column = svg("g", { class: "bar" });
      let y = height;
      bar.forEach((count, way) => {
        if (!count) return;
        const size = (count / most) * (height - 14);
        y -= size;
        column.append(
          svg(
            "rect",
            {
              x: edge + place * step + step * 0.12, y, width: Math.max(step * 0.76, 0.8), height: size,
              class: `way${way}`,
            },
          ),
        );
      });
      this.histogram.append(column);
      return column;
    });
    this.#mark();
  }

  #mark() {
    if (!this.columns) return;
    const place = this.network.axis.place(this.time - 1e-6);
    if (place === this.marked && this.columns === this.markedColumns) return;
    this.columns.forEach((column, other) => column.classList.toggle("later", other > place));
    [this.marked, this.markedColumns] = [place, this.columns];
  }
}

/** When cohorts ran, in stretches of an axis. */
export function bands(cohorts, axis) {
  if (!axis.isCalendar) return [];
  return cohorts.start
    .map((start, cohort) => ({ start, end: cohorts.end[cohort], name: cohorts.name[cohort] }))
    .filter(
      ({ start, end }) => start
        && end
        && Date.parse(end) / 864e5 > axis.start
        && Date.parse(start) / 864e5 < axis.end,
    )
    .slice(0, 12)
    .map(({ start, end, name }) => ({
      name, from: axis.place(Date.parse(start) / 864e5), until: axis.place(Date.parse(end) / 864e5) + 1,
    }));
}
