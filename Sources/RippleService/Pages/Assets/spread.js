// The page of spread: reads the picture once, and keeps every part of the page at one time, choice and person.
import { ask, say } from "./ask.js";
import { drawCurve } from "./spread-curve.js";
import { Network } from "./spread-model.js";
import { NetworkPicture } from "./spread-network.js";
import { Outcomes } from "./spread-outcomes.js";
import { Panel, describe } from "./spread-panel.js";
import { Path } from "./spread-path.js";
import { State, readHash, writeHash } from "./spread-state.js";
import { search } from "./spread-search.js";
import { html, svg } from "./spread-svg.js";
import { Take } from "./spread-take.js";
import { Timeline } from "./spread-timeline.js";
import { drawTree } from "./spread-tree.js";
import { tell } from "./spread-words.js";

const $ = (id) => document.getElementById(id);
const LEGEND = [
  [
    "way0", "circle", "Trained on the programme",
  ], ["way1", "circle", "Learnt from a peer"], ["way2", "circle", "Two or more steps on"],
  [
    "way3", "circle", "Source not on record",
  ], ["idle", "circle", "Not using it yet"], ["team", "square", "Team supported"],
  ["known", "line", "On record"], ["possible", "line", "Possible"],
];

function start(network) {
  if (!network.people.count) return;
  for (const element of document.querySelectorAll(".with-script")) element.hidden = element.id === "loading";
  $("app").hidden = false;
  // The table of the page speaks of one technique; those below the pictures follow what is chosen.
  if ($("table")) $("table").hidden = true;
  drawLegend();
  fillChoices(network);

  const state = new State(beginning(network));
  const view = () => network.view(choice(state));
  let cursors = [];
  let drawn = {};

  const picture = new NetworkPicture($("canvas"), $("tip"), network, {
    choose: (node) => choose(node),
    key: (key) => {
      if (key === " ") $("play").click();
      else if ("123".includes(key) && state.get("chosen") !== null) setDepth(
        state.get("depth") === Number(key) ? 0 : Number(key),
      );
      else return false;
      return true;
    },
  });
  picture.describe = (node) => describe(view(), node, state.get("time"));
  const timeline = new Timeline(
    { slider: $("time"), histogram: $("histogram"), now: $("now"), play: $("play"), speed: $("speed") },
    network,
    (time) => state.set({ time }),
  );
  const panel = new Panel({ panel: $("panel"), title: $("panel-title"), body: $("panel-body") }, network, {
    choose: (node) => choose(node, true), depth: setDepth, from: (node) => path.start(node),
  });
  const outcomes = new Outcomes($("outcomes"), $("measure"), network, readHash().measure);
  const parts = {
    form: $("path-form"), from: $("path-from"), to: $("path-to"), list: $("everybody"), output: $("path"),
  };
  const path = new Path(parts, network, (nodes, to) => {
    state.set({ chosen: to, route: nodes, depth: 0 });
    $("canvas").scrollIntoView({ block: "center" });
    $("canvas").focus({ preventScroll: true });
  });
  path.changed = () => address();
  new Take(
    {
      container: $("take"), dialog: $("purpose"), form: $("purpose-form"), title: $("purpose-title"),
      text: $("purpose-text"), trouble: $("purpose-trouble"), cancel: $("purpose-cancel"),
    },
    picture,
    () => ({
      file: `spread-${view().technique === null ? "all" : network.techniques.id[view().technique]}-${network.axis.label(state.get("time") - 1e-6).toLowerCase().replaceAll(" ", "-")}`,
      title: $("headline").textContent,
      narrowing: (to) => ({
        until: until(network, state.get("time")),
        ...(to === "gexf" && view().technique !== null ? { cascade: network.techniques.id[view().technique] } : {}),
      }),
    }),
  );

  function choose(node, toPanel = false) {
    state.set({ chosen: node, route: null, depth: node === null ? 0 : state.get("depth") });
    if (node !== null) {
      picture.reveal(node);
      say(picture.describe(node));
    } else say("Nobody is chosen.");
    if (toPanel) $("panel").focus({ preventScroll: true });
  }

  function setDepth(depth) {
    state.set({ depth, route: null });
    say(depth ? `${depth} ${depth === 1 ? "step" : "steps"} around are shown.` : "The whole chain is shown.");
  }

  /** Everything that depends on who counts, not on the time. */
  function drawView() {
    timeline.show(view());
    outcomes.show(view());
    fillRoots();
    drawCharts();
  }

  function fillRoots() {
    const { roots } = view();
    const { onward } = view().at(Infinity);
    $("root").replaceChildren(
      ...roots.slice(0, 50).map(
        (place) => html(
          "option",
          { value: view().person[place], textContent: `${network.name(view().person[place])} (${onward[place]})` },
        ),
      ),
    );
    $("root").parentElement.hidden = !roots.length;
    $("root").disabled = !roots.length;
  }

  /** The adopter whose tree is drawn: whom one chose, if they led to anybody, else the one who led to most. */
  function root() {
    const chosen = state.get("root") ?? state.get("chosen");
    const place = chosen === null || network.isTeam(chosen) ? -1 : view().placeOf[chosen];
    if (place >= 0 && view().children[place].length) return place;
    return view().roots[0];
  }

  function drawCharts() {
    const place = root();
    if (place !== undefined) {
      const person = view().person[place];
      if (![...$("root").options].some((option) => Number(option.value) === person)) {
        $("root").append(html("option", { value: person, textContent: network.name(person) }));
      }
      $("root").value = person;
    }
    cursors = [
      drawTree($("tree"), $("tree-table"), $("tree-title"), view(), place, { choose }),
      drawCurve($("curve"), $("curve-title"), view()),
    ].filter(Boolean);
    for (const move of cursors) move(state.get("time"));
  }

  /** Everything that moves with time, or with who is chosen. */
  function drawMoment() {
    const [time, chosen] = [state.get("time"), state.get("chosen")];
    const focus = state.get("route") ?? (chosen === null ? null : view().chain(chosen, state.get("depth") || Infinity));
    picture.show({ view: view(), time, chosen, focus });
    const bin = network.axis.place(time - 1e-6);
    if (timeline.isPlaying && bin === drawn.bin && view() === drawn.view) return;
    // Charts and words go by whole months while the picture plays on.
    drawn = { bin, view: view() };
    for (const move of cursors) move(time);
    panel.show(view(), time, chosen, state.get("depth"));
    tell(network, view(), time);
  }

  function address() {
    const { axis } = network;
    const [time, chosen] = [state.get("time"), state.get("chosen")];
    const id = (list, place) => (place < 0 ? "" : list.id[place]);
    writeHash({
      technique: view().technique === null ? "all" : network.techniques.id[view().technique],
      cohort: id(
        network.cohorts,
        state.get("cohort"),
      ), area: state.get("area") < 0 ? "" : network.areas.name[state.get("area")],
      evidence: state.get("evidence") === "known" ? "known" : "",
      at: time >= axis.end
        ? ""
        : axis.place(time - 1e-6), person: chosen === null || network.isTeam(chosen)
        ? ""
        : network.id(chosen),
      team: chosen !== null && network.isTeam(chosen) ? network.id(chosen) : "", steps: state.get("depth") || "",
      measure: $("measure").selectedIndex > 0 ? $("measure").value : "", path: path.asked,
    });
  }

  state.follow((changed) => {
    if (["technique", "cohort", "area", "evidence"].some((name) => changed.has(name))) drawView();
    else if (changed.has("chosen") || changed.has("root")) drawCharts();
    drawMoment();
    if (!timeline.isPlaying) address();
  });

  for (const [id, read] of [["technique", Number], ["cohort", Number], ["area", Number], ["evidence", String]]) {
    $(id).addEventListener("change", () => {
      const value = id === "technique" ? $(id).selectedIndex : $(id).value;
      state.set({ [id]: id === "technique" ? techniqueOf(network, value) : read(value), route: null, root: null });
      say($("headline").textContent);
    });
  }
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("root").addEventListener("change", () => choose(Number($("root").value)));
  $("measure").addEventListener("change", address);
  $("closer").addEventListener("click", () => picture.zoom(1.4));
  $("farther").addEventListener("click", () => picture.zoom(1 / 1.4));
  $("fit").addEventListener("click", () => picture.fit());
  $("copy").addEventListener("click", async () => {
    address();
    await navigator.clipboard.writeText(location.href).then(
      () => say("The link is copied."),
      () => say("The link is in the address bar."),
    );
    $("copy").textContent = "Link copied";
    setTimeout(() => ($("copy").textContent = "Copy link to this view"), 2500);
  });
  search(network, choose);
  let width = $("tree").clientWidth;
  new ResizeObserver(() => {
    if (Math.abs($("tree").clientWidth - width) > 8) {
      width = $("tree").clientWidth;
      drawCharts();
    }
  }).observe($("tree"));
  addEventListener("beforeprint", () => {
    const drawn = new DOMParser().parseFromString(
      picture.svg($("headline").textContent),
      "image/svg+xml",
    ).documentElement;
    drawn.removeAttribute("width");
    drawn.removeAttribute("height");
    $("on-paper").replaceChildren(drawn);
  });
  addEventListener("afterprint", () => $("on-paper").replaceChildren());

  drawView();
  timeline.go(state.get("time"));
  drawMoment();
  if (readHash().path) path.ask(readHash().path);
  document.documentElement.dataset.ready = "yes";
  // For whoever looks at the page from outside, such as its tests.
  window.ripple = { picture, state, timeline };
}

const techniqueOf = (network, option) => (option === 0 ? network.spreads.length - 1 : option - 1);
const choice = ({ values: { technique, evidence, cohort, area } }) => ({ technique, evidence, cohort, area });

/** The last day, or period, before a time, as the service writes it. */
function until(network, time) {
  return network.isCalendar ? new Date(
    (Math.ceil(time) - 1) * 864e5,
  ).toISOString().slice(0, 10) : String(Math.ceil(time) - 1);
}

/** What the address asks for, else what the page was made with. */
function beginning(network) {
  const hash = readHash();
  const { axis } = network;
  const asked = hash.technique ?? $("filters").dataset.chosen;
  const technique = network.techniques.id.indexOf(asked);
  const at = hash.at === undefined ? NaN : Number(hash.at);
  const chosen = hash.team !== undefined
    ? network.find(hash.team, true)
    : hash.person !== undefined
    ? network.find(hash.person)
    : undefined;
  const values = {
    technique: technique < 0
      ? network.spreads.length - 1
      : technique, cohort: network.cohorts.id.indexOf(hash.cohort),
    area: hash.area === undefined
      ? -1
      : network.areas.name.indexOf(hash.area), evidence: hash.evidence === "known"
      ? "known"
      : "possible",
    time: axis.bins[at] ? axis.bins[at].end : axis.end, chosen: chosen ?? null, depth: Math.min(
      Math.max(Number(hash.steps) || 0, 0),
      3,
    ), route: null, root: null,
  };
  $("technique").selectedIndex = technique < 0 ? 0 : technique + 1;
  for (const id of ["cohort", "area", "evidence"]) $(id).value = values[id];
  return values;
}

function fillChoices(network) {
  const options = (all, names) => [
    html("option", { value: -1, textContent: all }),
    ...names.map(([value, textContent]) => html("option", { value, textContent })),
  ];
  $("cohort").replaceChildren(...options("All cohorts", network.cohorts.name.map((name, place) => [place, name])));
  $("area").replaceChildren(
    ...options("All areas", network.areas.name.map((_, place) => [place, network.areaName(place)])),
  );
  $("cohort").parentElement.hidden = !network.cohorts.name.length;
  $("area").parentElement.hidden = network.areas.name.length < 2;
}

function drawLegend() {
  for (const [kind, shape, words] of LEGEND) {
    const sign = svg(
      "svg",
      { viewBox: "0 0 18 14", width: 18, height: 14, "aria-hidden": "true", class: `sign ${kind}` },
    );
    if (shape === "circle") sign.append(svg("circle", { cx: 9, cy: 7, r: kind === "idle" ? 4 : 5 }));
    else if (shape === "square") sign.append(svg("rect", { x: 4, y: 2, width: 10, height: 10 }));
    else sign.append(svg("path", { d: "M1 11Q9 1 17 6" }));
    $("legend").append(html("li", {}, sign, words));
  }
}

for (const element of document.querySelectorAll(".without-script")) element.hidden = true;
$("loading").hidden = false;
try {
  start(new Network(await ask("/api/v1/picture")));
} catch (problem) {
  $("trouble").textContent = problem.message;
  $("trouble").hidden = false;
  for (const element of document.querySelectorAll(".without-script")) element.hidden = false;
}
$("loading").hidden = true;
