// The picture of the network as shapes for a painter: what is drawn, never how. A canvas shows it; SVG saves it and
// prints it.
import { discsAt, drawCounts, drawDiscs } from "./spread-discs.js";
import { extent, idleExtent, teamExtent, unitAt, userRadius } from "./spread-marks.js";
import { drawAreas, drawNames } from "./spread-names.js";
import { WAYS } from "./spread-view.js";
import { sightOf } from "./spread-sight.js";

/** So many are drawn dashed while the picture moves, which takes long. */
const DASHES_MOVING = 400;

/**
 * A view at a time, as it is drawn.
 *
 * `focus` holds what stands out, by node; everything else is faint where there is any. `isMoving` leaves out, where there is
 * much to draw, what takes long.
 */
export function sceneOf(seen) {
  const { view, time, camera, width, height } = seen;
  return {
    ...seen, stand: view.at(time), unit: unitAt(camera), discs: discsAt(view.network, camera),
    sight: sightOf(view, camera, width, height),
  };
}

export function drawScene(painter, scene) {
  drawSettled(painter, scene);
  drawLive(painter, scene);
}

/**
 * What stays as it is while time goes on: who does not use it, and arrows that have arrived. Under discs there is nothing of
 * that kind.
 *
 * `since` is a time up to which this was drawn already: only what settled after it is added.
 */
export function drawSettled(painter, scene, since = -Infinity) {
  if (scene.discs) return;
  if (since === -Infinity) drawIdle(painter, scene);
  drawSupport(painter, scene, since, scene.time);
  drawArrows(painter, scene, since, scene.time);
}

/** Everything else. */
export function drawLive(painter, scene) {
  const { view, time, discs, focus, chosen, pointed, width, height, isMoving } = scene;
  const { network } = view;
  const [since, until] = [discs ? -Infinity : time, time + growthSpan(view)];
  if (discs) drawDiscs(painter, discs, scene);
  if (!discs || focus) {
    drawSupport(painter, scene, since, until);
    drawArrows(painter, scene, since, until);
    drawTeams(painter, scene);
    drawUsers(painter, scene);
  }
  for (const [node, width] of [[pointed, 1.5], [chosen, 2.5]]) {
    if (node !== undefined && node !== null) ring(painter, scene, node, width);
  }
  const taken = [];
  drawAreas(painter, network, scene, taken);
  if (discs && !focus) drawCounts(painter, discs, scene, taken);
  const most = discs || (isMoving && network.nodeCount > 2500) ? 12 : Math.round((width * height) / 22000);
  drawNames(painter, scene, taken, focus ? 40 : most);
}

function drawIdle(painter, { view, stand, camera, unit, colours, sight, focus }) {
  const { network } = view;
  const size = idleExtent(unit);
  // Small dots are filled: outlines would be a blur, and take longer.
  const isFilled = size < 2 || sight.inside > 3000;
  painter.open(
    isFilled
      ? { fill: colours.idle, alpha: focus ? 0.16 : 0.4 }
      : { fill: colours.ground, stroke: colours.idle, width: 0.9, alpha: focus ? 0.3 : 0.75 },
  );
  for (let node = 0; node < network.nodeCount; node++) {
    if (!sight.isInside[node] || isLit(view, stand, node)) continue;
    const [x, y] = [camera.toX(network.xs[node]), camera.toY(network.ys[node])];
    if (network.isTeam(node)) painter.square(x, y, size);
    else if (isFilled && size < 2.2) painter.square(x, y, size * 0.8);
    else painter.circle(x, y, size);
  }
  painter.close();
}

/** Whether somebody uses it, or a team is supported, by now. */
export function isLit(view, stand, node) {
  if (view.network.isTeam(node)) return stand.supported.has(node);
  const place = view.placeOf[node];
  return place >= 0 && place < stand.begun && view.isShown[place] === 1;
}

/** The end and the bend of a curve between two places that is drawn as far as it has grown. */
function grown(ax, ay, bx, by, part) {
  const bend = 0.16;
  const byX = (ax + bx) / 2 + (by - ay) * bend;
  const byY = (ay + by) / 2 - (bx - ax) * bend;
  const midX = ax + (byX - ax) * part;
  const midY = ay + (byY - ay) * part;
  const nextX = byX + (bx - byX) * part;
  const nextY = byY + (by - byY) * part;
  return [midX, midY, midX + (nextX - midX) * part, midY + (nextY - midY) * part];
}

/** How long an arrow grows, at most. */
function growthSpan({ network }) {
  const [first] = network.axis.bins;
  return Math.max(first.end - first.start, 1) * 1.5;
}

/** How far an arrow has grown that arrives at a time: it sets out a while before. */
function growth(view, time, arrival, start) {
  if (time > arrival) return 1;
  const span = growthSpan(view);
  const from = Math.max(arrival - span, Number.isFinite(start) ? Math.min(start, arrival - span / 8) : -Infinity);
  return time <= from ? 0 : (time - from) / (arrival - from);
}

function drawSupport(painter, scene, since, until) {
  const { view, time, camera, colours, focus, discs, sight, isMoving } = scene;
  const { network } = view;
  for (const isClear of discs ? [true] : [false, true]) {
    if (!(sight.hasSupport || (isClear && focus)) || (isMoving && network.nodeCount > 2500)) continue;
    painter.open({ stroke: colours.team, width: isClear && focus ? 1.8 : 1.1, alpha: isClear ? 0.75 : 0.08 });
    for (const one of view.support) {
      if (one.from < since || one.from >= until || !(sight.isInside[one.person] | sight.isInside[one.team])) continue;
      if ((!focus || (focus.has(one.person) && focus.has(one.team))) !== isClear) continue;
      const part = growth(view, time, one.from, -Infinity);
      if (part <= 0) continue;
      const [ax, ay] = [camera.toX(network.x(one.person)), camera.toY(network.y(one.person))];
      const [bx, by] = [camera.toX(network.x(one.team)), camera.toY(network.y(one.team))];
      painter.curve(ax, ay, ...grown(ax, ay, bx, by, part));
    }
    painter.close();
  }
}

/** The first arrow that arrives at a time or later. */
function firstArrow({ arrows, when }, time) {
  let [low, high] = [0, arrows.count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (when[arrows.to[middle]] < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function drawArrows(painter, scene, since, until) {
  const { view, time, camera, unit, colours, focus, discs, sight, isMoving } = scene;
  const { network, arrows } = view;
  const styles = Array.from({ length: 16 }, () => []);
  const { onward } = view.at(Infinity);
  const end = firstArrow(view, until);
  for (let arrow = firstArrow(view, since); arrow < end; arrow++) {
    const [from, to] = [arrows.from[arrow], arrows.to[arrow]];
    const [a, b] = [view.person[from], view.person[to]];
    if (!view.isShown[to] || !(sight.isInside[a] | sight.isInside[b])) continue;
    const isInFocus = focus !== null && focus.has(a) && focus.has(b);
    if (!isInFocus && (discs || onward[from] < sight.least)) continue;
    styles[(isInFocus || !focus ? 8 : 0) + (arrows.known[arrow] ? 4 : 0) + view.way[to]].push(arrow);
  }
  const possible = styles.reduce((sum, some, style) => sum + (style & 4 ? 0 : some.length), 0);
  const dash = isMoving && possible > DASHES_MOVING ? undefined : [2, 4];
  styles.forEach((some, style) => {
    if (!some.length) return;
    const [isClear, isKnown, way] = [style >= 8, (style & 4) > 0, style & 3];
    const width = (isKnown ? 1.5 : 1) * (isClear && focus ? 1.6 : 1) * Math.min(Math.max(unit, 0.5), 1.3);
    const alpha = isClear ? (isKnown ? 0.85 : 0.7) : 0.1;
    painter.open({ stroke: colours.ways[way], width, dash: isKnown ? undefined : dash, alpha });
    for (const arrow of some) {
      const [from, to] = [arrows.from[arrow], arrows.to[arrow]];
      const part = growth(view, time, view.when[to], view.when[from]);
      if (part <= 0) continue;
      const [a, b] = [view.person[from], view.person[to]];
      const [ax, ay] = [camera.toX(network.xs[a]), camera.toY(network.ys[a])];
      painter.curve(ax, ay, ...grown(ax, ay, camera.toX(network.xs[b]), camera.toY(network.ys[b]), part));
    }
    painter.close();
  });
}

function drawTeams(painter, { view, stand, camera, unit, colours, focus, discs, sight }) {
  const { network } = view;
  for (const isClear of discs ? [true] : [false, true]) {
    painter.open({ fill: colours.team, stroke: colours.teamEdge, width: 1.1, alpha: isClear ? 1 : 0.22 });
    for (const team of stand.supported) {
      if ((!focus || focus.has(team)) !== isClear) continue;
      const [x, y] = [camera.toX(network.x(team)), camera.toY(network.y(team))];
      if (sight.isInside[team]) painter.square(x, y, teamExtent(unit));
    }
    painter.close();
  }
}

function drawUsers(painter, { view, stand, camera, unit, colours, focus, discs, sight, isMoving }) {
  const { network } = view;
  const styles = Array.from({ length: 8 }, () => []);
  let seen = 0;
  for (let place = 0; place < stand.begun; place++) {
    const person = view.person[place];
    if (!view.isShown[place] || !sight.isInside[person]) continue;
    const isClear = !focus || focus.has(person);
    if (discs && !isClear) continue;
    styles[(isClear ? 4 : 0) + view.way[place]].push(place);
    seen++;
  }
  const rim = unit > 0.6 && !(isMoving && seen > 1500) ? colours.ground : undefined;
  styles.forEach((places, style) => {
    if (!places.length) return;
    const way = style & 3;
    const alpha = style >= 4 ? 1 : 0.2;
    // A light rim keeps neighbours apart; a hollow dot says that nobody knows where it came from.
    painter.open(
      way === WAYS.unknown
        ? { fill: colours.ground, stroke: colours.ways[way], width: 2, alpha }
        : { fill: colours.ways[way], stroke: rim, width: 1, alpha },
    );
    for (const place of places) {
      const person = view.person[place];
      const [x, y] = [camera.toX(network.xs[person]), camera.toY(network.ys[person])];
      const size = userRadius(unit, stand.onward[place]);
      if (size < 1.8) painter.square(x, y, size);
      else painter.circle(x, y, size);
    }
    painter.close();
  });
}

function ring(painter, { view, stand, camera, unit, colours }, node, width) {
  const { network } = view;
  const size = extent(view, stand, node, unit) + 4;
  painter.open({ stroke: colours.ink, width });
  const [x, y] = [camera.toX(network.x(node)), camera.toY(network.y(node))];
  if (network.isTeam(node)) painter.square(x, y, size);
  else painter.circle(x, y, size);
  painter.close();
}
