// The page of spread: reads the picture once, and keeps every part of the page at one time, choice and person.
import { ask, say } from "./ask.js";
import { beginning, readHash, writeAddress } from "./spread-address.js";
import { Charts } from "./spread-charts.js";
import { drawLegend, offerChoices } from "./spread-choices.js";
import { Hands } from "./spread-hands.js";
import { Network } from "./spread-model.js";
import { NetworkPicture } from "./spread-network.js";
import { Outcomes } from "./spread-outcomes.js";
import { Panel, describe } from "./spread-panel.js";
import { Path } from "./spread-path.js";
import { State } from "./spread-state.js";
import { search } from "./spread-search.js";
import { Take } from "./spread-take.js";
import { Timeline } from "./spread-timeline.js";
import { tell } from "./spread-words.js";

const $ = (id) => document.getElementById(id);

function start(network) {
  if (!network.people.count) return;
  for (const element of document.querySelectorAll(".with-script")) element.hidden = element.id === "loading";
  $("app").hidden = false;
  // The table of the page speaks of one technique; those below the pictures follow what is chosen.
  if ($("table")) $("table").hidden = true;
  drawLegend();

  const state = new State(beginning(network, $("filters").dataset.chosen));
  const view = () => network.view(state.values);
  const technique = () => (view().technique === null ? undefined : network.techniques.id[view().technique]);
  let drawn = {};

  const picture = new NetworkPicture($("canvas"), $("tip"), network, choose);
  picture.describe = (node) => describe(view(), node, state.get("time"));
  new Hands(picture, (key) => {
    if (key === " ") $("play").click();
    else if ("123".includes(key) && state.get("chosen") !== null) setDepth(
      state.get("depth") === Number(key) ? 0 : Number(key),
    );
    else return false;
    return true;
  });
  const timeline = new Timeline(
    { slider: $("time"), histogram: $("histogram"), now: $("now"), play: $("play"), speed: $("speed") },
    network,
    (time) => state.set({ time }),
  );
  const panel = new Panel({ panel: $("panel"), title: $("panel-title"), body: $("panel-body") }, network, {
    choose: (node) => choose(node, true), depth: setDepth, from: (node) => path.start(node),
  });
  const charts = new Charts(network, choose);
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
      file: `spread-${technique() ?? "all"}-${network.axis.label(state.get("time") - 1e-6).toLowerCase().replaceAll(" ", "-")}`,
      title: $("headline").textContent,
      narrowing: (to) => ({
        until: lastBefore(network, state.get("time")),
        ...(to === "gexf" && technique() !== undefined ? { cascade: technique() } : {}),
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
    charts.show(view(), state.get("chosen"), state.get("time"));
  }

  /** Everything that moves with time, or with who is chosen. */
  function drawMoment() {
    const [time, chosen] = [state.get("time"), state.get("chosen")];
    const focus = state.get("route") ?? (chosen === null ? null : view().chain(chosen, state.get("depth") || Infinity));
    picture.show({ view: view(), time, chosen, focus, isPlaying: timeline.isPlaying });
    const bin = network.axis.place(time - 1e-6);
    if (timeline.isPlaying && bin === drawn.bin && view() === drawn.view) return;
    // Charts and words go by whole months while the picture plays on.
    drawn = { bin, view: view() };
    charts.move(time);
    panel.show(view(), time, chosen, state.get("depth"));
    tell(network, view(), time);
  }

  function address() {
    writeAddress(network, state, $("measure").selectedIndex > 0 ? $("measure").value : "", path.asked);
  }

  state.follow((changed) => {
    if (["technique", "cohort", "area", "evidence"].some((name) => changed.has(name))) drawView();
    else if (changed.has("chosen")) charts.show(view(), state.get("chosen"), state.get("time"));
    drawMoment();
    if (!timeline.isPlaying) address();
  });

  offerChoices(network, state.values, (change) => {
    state.set({ ...change, route: null });
    say($("headline").textContent);
  });
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

/** The last day, or period, before a time, as the service writes it. */
function lastBefore(network, time) {
  const last = Math.ceil(time) - 1;
  return network.isCalendar ? new Date(last * 864e5).toISOString().slice(0, 10) : String(last);
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
