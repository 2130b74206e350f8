// How many use it, over time, one layer for each way they came to it.
import { html, svg, table } from "./spread-svg.js";
import { bands } from "./spread-timeline.js";

const LAYERS = [
  { way: 0, words: (count) => `${count} trained` },
  { way: 1, words: (count) => `${count} from a peer` },
  { way: 2, words: (count) => `${count} further on` },
  { way: 3, words: (count) => `${count} source unknown` },
];

/** Draws the curve of a view; the function it gives moves the cursor. */
export function drawCurve(container, title, view) {
  const { axis, cohorts } = view.network;
  const bars = view.histogram;
  const sums = LAYERS.map(({ way }) => {
    let sum = view.always[way];
    return bars.map((bar) => (sum += bar[way]));
  });
  const total = bars.map((_, place) => sums.reduce((sum, layer) => sum + layer[place], 0));
  const last = bars.length - 1;
  const most = Math.max(4, total[last]);
  title.textContent = `${total[last]} ${total[last] === 1 ? "person has" : "people have"} used ${view.technique === null ? "any technique" : view.name.charAt(0).toLowerCase() + view.name.slice(1)}, by how they came to it`;
  const width = Math.max(container.clientWidth, 280);
  const height = Math.round(Math.min(Math.max(width * 0.55, 220), 350));
  const edge = { left: 38, right: width < 420 ? 104 : 132, top: 16, bottom: 26 };
  const x = (place) => edge.left + (place / bars.length) * (width - edge.left - edge.right);
  const y = (count) => height - edge.bottom - (count / most) * (height - edge.top - edge.bottom);
  const picture = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, width: "100%", role: "img",
    "aria-label": `${title.textContent}: ${LAYERS.map(({ words }, layer) => words(sums[layer][last])).join(", ")} by ${axis.name(last)}. The table below has every month.`,
  });
  for (const band of bands(cohorts, axis)) {
    picture.append(
      svg(
        "rect",
        {
          x: x(band.from), y: edge.top, width: Math.max(x(band.until) - x(band.from), 2),
          height: height - edge.top - edge.bottom, class: "band",
        },
      ),
    );
  }
  const step = [
    1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000,
  ].find((one) => most / one <= 5) ?? 20000;
  for (let count = 0; count <= most; count += step) {
    picture.append(
      svg("line", { x1: edge.left, x2: width - edge.right, y1: y(count), y2: y(count), class: "grid" }),
      svg("text", { x: edge.left - 6, y: y(count), class: "amount" }, String(count)),
    );
  }
  for (const place of axis.ticks(Math.max(2, Math.floor((width - edge.left - edge.right) / 90)))) {
    picture.append(
      svg("text", { x: x(place), y: height - 8, class: place === 0 ? "tick first" : "tick" }, axis.name(place)),
    );
  }
  const base = bars.map(() => 0);
  const labels = [];
  LAYERS.forEach(({ way, words }, layer) => {
    const upper = base.map((below, place) => below + sums[layer][place]);
    if (sums[layer][last] > 0) {
      const there = upper.map((count, place) => `${x(place + 1)} ${y(count)}`).join("L");
      const back = base.map((count, place) => `${x(place + 1)} ${y(count)}`).reverse().join("L");
      picture.append(svg("path", { d: `M${x(0)} ${y(0)}L${there}L${back}Z`, class: `layer way${way}` }));
      labels.push({ y: (y(upper[last]) + y(base[last])) / 2, way, words: words(sums[layer][last]) });
    }
    upper.forEach((count, place) => (base[place] = count));
  });
  labels.sort((a, b) => b.y - a.y);
  labels.forEach((label, row) => {
    if (row > 0) label.y = Math.min(label.y, labels[row - 1].y - 16);
    picture.append(
      svg(
        "text",
        { x: width - edge.right + 8, y: Math.max(label.y, 10), class: `layer-name way${label.way}` },
        label.words,
      ),
    );
  });
  const veil = svg("rect", { y: edge.top - 2, height: height - edge.top - edge.bottom + 2, class: "veil" });
  const cursor = svg("line", { y1: edge.top - 6, y2: height - edge.bottom, class: "cursor" });
  picture.append(veil, cursor);
  const rows = bars.map((_, place) => [axis.name(place), ...sums.map((layer) => layer[place]), total[place]]);
  container.replaceChildren(
    picture,
    html("details", {}, html("summary", { textContent: "The same as a table" }),
      html(
        "div",
        { className: "sideways" },
        table(
          "People who have used it by the end of each month, by how they came to it",
          ["By", "Trained", "From a peer", "Two or more steps on", "Source not on record", "All"],
          rows,
        ),
      )),
  );
  return (time) => {
    const place = axis.place(time - 1e-6);
    const bin = axis.bins[place];
    const at = x(place + Math.min(1, Math.max(0, (time - bin.start) / (bin.end - bin.start || 1))));
    cursor.setAttribute("x1", at);
    cursor.setAttribute("x2", at);
    veil.setAttribute("x", at);
    veil.setAttribute("width", Math.max(0, width - edge.right - at));
  };
}
