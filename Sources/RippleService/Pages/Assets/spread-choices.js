// The choices of what is shown, and the legend of what is drawn.
import { html, svg } from "./spread-svg.js";

const $ = (id) => document.getElementById(id);
const LEGEND = [
  ["way0", "circle", "Trained on the programme"], ["way1", "circle", "Learnt from a peer"],
  ["way2", "circle", "Two or more steps on"], ["way3", "circle", "Source not on record"],
  ["idle", "circle", "Not using it yet"], ["team", "square", "Team supported"], ["known", "line", "On record"],
  ["possible", "line", "Possible"],
];

/** Fills the lists one chooses from, shows what is chosen, and changes it when somebody chooses something else. */
export function offerChoices(network, values, change) {
  const all = network.spreads.length - 1;
  const options = (none, names) => [none, ...names].map((textContent, place) =>
    html("option", { value: place - 1, textContent }));
  $("cohort").replaceChildren(...options("All cohorts", network.cohorts.name));
  $("area").replaceChildren(...options("All areas", network.areas.name.map((_, place) => network.areaName(place))));
  $("cohort").parentElement.hidden = !network.cohorts.name.length;
  $("area").parentElement.hidden = network.areas.name.length < 2;
  // The service lists techniques with all of them first.
  $("technique").selectedIndex = values.technique === all ? 0 : values.technique + 1;
  for (const id of ["cohort", "area", "evidence"]) $(id).value = values[id];
  $("technique").addEventListener("change", () => {
    const option = $("technique").selectedIndex;
    change({ technique: option === 0 ? all : option - 1 });
  });
  for (const id of ["cohort", "area"]) $(id).addEventListener("change", () => change({ [id]: Number($(id).value) }));
  $("evidence").addEventListener("change", () => change({ evidence: $("evidence").value }));
  $("filters").addEventListener("submit", (event) => event.preventDefault());
}

/** Says what the marks mean. */
export function drawLegend() {
  for (const [kind, shape, words] of LEGEND) {
    const sign = svg("svg", {
      viewBox: "0 0 18 14", width: 18, height: 14, "aria-hidden": "true", class: `sign ${kind}`,
    });
    if (shape === "circle") sign.append(svg("circle", { cx: 9, cy: 7, r: kind === "idle" ? 4 : 5 }));
    else if (shape === "square") sign.append(svg("rect", { x: 4, y: 2, width: 10, height: 10 }));
    else sign.append(svg("path", { d: "M1 11Q9 1 17 6" }));
    $("legend").append(html("li", {}, sign, words));
  }
}
