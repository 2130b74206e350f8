// The tree of who has it from whom, along time.
import { html, svg, table } from "./spread-svg.js";

const ROW = 21;
const MOST = 60;
/** Rows of the table that says the same. */
const ROWS = 1000;

/** Draws the tree below one adopter; `choose(node)` is called with who is clicked. */
export function drawTree(container, tableContainer, title, view, root, { choose }) {
  if (root === undefined) {
    title.textContent = "Chains: nobody passed it on here";
    container.replaceChildren(
      html("p", { className: "empty", textContent: "When somebody passes it on, the chain is drawn here." }),
    );
    tableContainer.replaceChildren();
    return null;
  }
  const { network } = view;
  const { axis } = network;
  const all = view.tree(root);
  const rows = all.slice(0, MOST);
  const name = (place) => network.name(view.person[place]);
  const after = all.length - 1;
  title.textContent = `Chain: ${name(root)} led to ${after} ${after === 1 ? "person" : "people"}`;
  const width = Math.max(container.clientWidth - 2, 620);
  const height = rows.length * ROW + 34;
  const begin = Math.min(
    ...rows.map(({ place }) => (Number.isFinite(view.when[place]) ? view.when[place] : axis.start)),
  );
  const first = axis.place(begin);
  const start = axis.bins[first].start;
  const right = 190;
  const x = (time) => 10 + ((Math.max(time, start) - start) / (axis.end - start || 1)) * (width - right - 20);
  const y = (row) => 34 + row * ROW;
  const picture = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, width, height, role: "img",
    "aria-label": `${title.textContent}, as a tree along time; the table below says the same.`,
  });
  const ticks = axis.ticks(Math.floor(width / 110)).filter((place) => place >= first);
  for (const place of ticks) {
    const at = x(axis.bins[place].start);
    picture.append(
      svg("line", { x1: at, x2: at, y1: 18, y2: height, class: "grid" }),
      svg("text", { x: at, y: 11, class: "tick" }, axis.name(place)),
    );
  }
  const rowOf = new Map(rows.map(({ place }, row) => [place, row]));
  const marks = rows.map(({ place }, row) => {
    const parent = view.parent[place];
    const at = x(view.when[place]);
    const group = svg("g", { class: `node way${view.way[place]}` });
    if (place !== root && rowOf.has(parent)) {
      const from = x(view.when[parent]);
      const top = y(rowOf.get(parent));
      const isKnown = view.sources(place).some((source) => source.place === parent && source.isKnown);
      const bend = Math.min(6, Math.max(at - from, 0));
      group.append(
        svg("path", {
          d: `M${from} ${top + 5}V${y(row) - bend}Q${from} ${y(row)} ${from + bend} ${y(row)}H${at}`,
          class: isKnown ? "branch" : "branch possible",
        }),
      );
    }
    const words = svg(
      "text",
      { x: at + 10, y: y(row), class: "name" },
      svg("tspan", {}, name(place)),
      svg("tspan", { dx: 6, class: "job" }, clip(network.describe(view.person[place]), 40 - name(place).length)),
    );
    group.append(svg("circle", { cx: at, cy: y(row), r: place === root ? 6 : 5 }), words);
    group.addEventListener("click", () => choose(view.person[place]));
    picture.append(group);
    return { group, when: view.when[place] };
  });
  const cursor = svg("line", { y1: 18, y2: height, class: "cursor" });
  picture.append(cursor);
  container.replaceChildren(picture);
  if (all.length > rows.length) {
    container.append(
      html(
        "p",
        {
          className: "faint",
          textContent: `The first ${rows.length} of ${all.length} are drawn; the table has ${all.length > ROWS ? "more of them" : "them all"}.`,
        },
      ),
    );
  }
  fillWhenOpened(tableContainer, () => treeTable(view, root, all, title.textContent));
  return (time) => {
    for (const mark of marks) mark.group.classList.toggle("later", mark.when >= time);
    const at = x(Math.min(time, axis.end));
    cursor.setAttribute("x1", at);
    cursor.setAttribute("x2", at);
  };
}

/** The tree as a table, which may be long: it is made when somebody opens it. */
function fillWhenOpened(container, make) {
  const details = container.closest("details");
  const fill = () => {
    if (!details.open) return;
    container.replaceChildren(...make());
    details.ontoggle = null;
  };
  container.replaceChildren();
  details.ontoggle = fill;
  fill();
}

function treeTable(view, root, all, title) {
  const { network } = view;
  const { axis } = network;
  const name = (place) => network.name(view.person[place]);
  const words = ["Trained", "From a peer", "Two or more steps on", "Source not on record"];
  const rows = all.slice(0, ROWS).map(({ place, depth }) => {
    const parent = place === root ? -1 : view.parent[place];
    const source = view.sources(place).find((one) => one.place === parent);
    return [
      name(place), axis.label(view.when[place], true), depth, parent < 0 ? "–" : name(parent),
      source ? (source.isKnown ? "on record" : "possible") : "–", words[view.way[place]],
    ];
  });
  return [
    table(title, ["Who", "Began", "Step", "From", "Evidence", "How"], rows),
    ...(all.length > ROWS
      ? [html("p", {
        className: "faint",
        textContent: `The first ${ROWS} of ${all.length}: choose somebody further on for their part.`,
      })]
      : []),
  ];
}

const clip = (text, most) => (most < 6 ? "" : text.length > most ? `${text.slice(0, most - 1).trim()}…` : text);
