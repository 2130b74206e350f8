// The picture of the network as shapes for a painter: what is drawn, never how. A canvas shows it; SVG saves it and
// prints it.
import { WAYS } from "./spread-model.js";

/** Colours of the theme that is on. */
export function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: of("sheet"), ink: of("ink"), faint: of("faint"), rule: of("rule"), idle: of("idle"), ways: [
      of("g0"), of("g1"), of("g2"), of("own"),
    ],
    team: of("team"), teamEdge: of("team-edge"), halo: of("halo"),
  };
}

/** Colours on paper and in files, whatever theme is on. */
export const PAPER = {
  ground: "#ffffff", ink: "#1d2a35", faint: "#4c6272", rule: "#d0d7dc", idle: "#768692", ways: [
    "#003087", "#00a499", "#8a1538", "#5b7284",
  ],
  team: "#ed8b00", teamEdge: "#9a5a00", halo: "#ffffff",
};

/** From places of the picture to places on paper or screen. */
export class Camera {
  constructor(scale = 1, x = 0, y = 0) {
    Object.assign(this, { scale, x, y });
  }
  toX(x) {
    return x * this.scale + this.x;
  }
  toY(y) {
    return y * this.scale + this.y;
  }

  /** The camera that shows everything in a frame. */
  static fitting(network, width, height) {
    const { areas } = network;
    const edge = (pick, sign, axis) =>
      areas.name.reduce(
        (found, _, area) => pick(found, areas[axis][area] + sign * areas.radius[area]),
        -sign * Infinity,
      );
    let [left, right, top, bottom] = [
      edge(Math.min, -1, "x"), edge(Math.max, 1, "x"), edge(Math.min, -1, "y"), edge(Math.max, 1, "y"),
    ];
    for (let node = 0; node < network.nodeCount; node++) {
      [left, right] = [Math.min(left, network.x(node)), Math.max(right, network.x(node))];
      [top, bottom] = [Math.min(top, network.y(node)), Math.max(bottom, network.y(node))];
    }
    if (!(right > left)) [left, right, top, bottom] = [-100, 100, -100, 100];
    const room = { side: 18, top: 30, bottom: 14 };
    const scale = Math.min(
      (width - 2 * room.side) / (right - left),
      (height - room.top - room.bottom) / (bottom - top),
      4,
    );
    const x = width / 2 - ((left + right) / 2) * scale;
    return new Camera(scale, x, (height + room.top - room.bottom) / 2 - ((top + bottom) / 2) * scale);
  }
}

/** How large dots are at a scale: 20 is the least distance of two people. */
export const dot = (camera) => Math.min(Math.max((20 * camera.scale) / 17, 0.3), 1.7);

/** Radius of somebody who uses it and led to so many. */
export const radius = (unit, onward) => unit * Math.min(3.6 + 1.15 * Math.sqrt(onward), 12);

/**
 * Draws a view at a time.
 *
 * `focus` holds what stands out, by node; everything else is faint where there is any. `isMoving` leaves out, in large
 * networks, what takes long: arrows and names.
 */
export function drawScene(painter, { view, time, camera, width, height, colours, focus, chosen, pointed, isMoving }) {
  const { network } = view;
  // What is left out while the picture moves: 1, what is faint or takes long; 2, everything but dots.
  const haste = !isMoving || network.nodeCount < 2500 ? 0 : network.nodeCount < 12000 ? 1 : 2;
  const stand = view.at(time);
  const unit = dot(camera);
  const frame = { left: -30, right: width + 30, top: -30, bottom: height + 30 };
  const inFrame = (x, y) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
  const taken = [];
  drawIdle(painter, view, stand, camera, unit, colours, inFrame, focus);
  if (haste === 0) drawSupport(painter, view, time, camera, colours, focus, inFrame);
  if (haste < 2) drawArrows(painter, view, time, camera, unit, colours, focus, inFrame, haste === 0);
  drawTeams(painter, view, stand, camera, unit, colours, focus, inFrame);
  drawUsers(painter, view, stand, camera, unit, colours, focus, inFrame, haste === 0);
  for (const [node, width] of [[pointed, 1.5], [chosen, 2.5]]) {
    if (node !== undefined && node !== null) ring(painter, view, stand, node, camera, unit, colours, width);
  }
  drawAreas(painter, network, camera, colours, taken, width);
  if (haste === 2) return;
  drawNames(painter, view, stand, camera, unit, colours, { focus, chosen, pointed, width, height, taken, haste });
}

function drawAreas(painter, network, camera, colours, taken, width) {
  const { areas } = network;
  if (areas.name.length < 2) return;
  const size = width < 500 ? 9 : 11;
  const bySize = areas.name.map((_, area) => area).sort((a, b) => areas.radius[b] - areas.radius[a] || a - b);
  for (const area of bySize) {
    const words = lines(network.areaName(area).toUpperCase(), width < 500 ? 18 : 26);
    const x = camera.toX(areas.x[area]);
    const top = camera.toY(areas.y[area] - areas.radius[area]) - 7 - 13 * (words.length - 1);
    const widest = Math.max(...words.map((line) => line.length)) * size * 0.4;
    // Where there is no room for two names, the larger area has its own.
    const box = [x - widest, top - 8, x + widest, top + 13 * words.length];
    if (x < -widest || x > width + widest || taken.some((other) => meets(box, other))) continue;
    words.forEach((line, row) => {
      const half = (line.length * size * 0.72) / 2;
      const middle = Math.max(half + 4, Math.min(width - half - 4, x));
      painter.text(
        middle,
        top + 13 * row,
        line,
        { fill: colours.faint, size, weight: 600, anchor: "middle", spacing: 0.8, halo: colours.halo },
      );
      taken.push([middle - half, top + 13 * row - 8, middle + half, top + 13 * row + 8]);
    });
  }
}

const meets = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Words in lines of about so many letters, two lines at most. */
function lines(text, most) {
  if (text.length <= most) return [text];
  const middle = text.length / 2;
  const gaps = [...text.matchAll(/[ ,] ?/g)].map((gap) => gap.index + gap[0].length);
  const cut = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? most;
  const clip = (part) => (part.length > most + 8 ? `${part.slice(0, most + 6).trim()}…` : part);
  return [clip(text.slice(0, cut).trim()), clip(text.slice(cut).trim())];
}

function drawIdle(painter, view, stand, camera, unit, colours, inFrame, focus) {
  const { network } = view;
  const size = Math.max(unit * 2.4, 0.8);
  // Small dots are filled: outlines would be a blur, and take longer.
  const isFilled = size < 2 || network.nodeCount > 3000;
  painter.open(
    isFilled
      ? { fill: colours.idle, alpha: focus ? 0.16 : 0.4 }
      : { fill: colours.ground, stroke: colours.idle, width: 0.9, alpha: focus ? 0.3 : 0.75 },
  );
  for (let person = 0; person < network.people.count; person++) {
    const place = view.placeOf[person];
    if (place >= 0 && place < stand.begun && view.isShown[place]) continue;
    const x = camera.toX(network.people.x[person]);
    const y = camera.toY(network.people.y[person]);
    if (!inFrame(x, y)) continue;
    if (isFilled && size < 2.2) painter.square(x, y, size * 0.8);
    else painter.circle(x, y, size);
  }
  for (let team = 0; team < network.teams.count; team++) {
    if (stand.supported.has(network.people.count + team)) continue;
    const x = camera.toX(network.teams.x[team]);
    const y = camera.toY(network.teams.y[team]);
    if (inFrame(x, y)) painter.square(x, y, size);
  }
  painter.close();
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

/** How far an arrow has grown that arrives at a time: it sets out a while before. */
function growth(view, time, arrival, start) {
  if (time > arrival) return 1;
  const span = Math.max(view.network.axis.bins[0].end - view.network.axis.bins[0].start, 1) * 1.5;
  const from = Math.max(arrival - span, Number.isFinite(start) ? Math.min(start, arrival - span / 8) : -Infinity);
  return time <= from ? 0 : (time - from) / (arrival - from);
}

function drawSupport(painter, view, time, camera, colours, focus, inFrame) {
  const { network } = view;
  for (const isClear of [false, true]) {
    painter.open({ stroke: colours.team, width: isClear && focus ? 1.8 : 1.1, alpha: isClear ? 0.75 : 0.08 });
    for (const one of view.support) {
      if ((!focus || (focus.has(one.person) && focus.has(one.team))) !== isClear) continue;
      const part = growth(view, time, one.from, -Infinity);
      if (part <= 0) continue;
      const [ax, ay] = [camera.toX(network.x(one.person)), camera.toY(network.y(one.person))];
      const [bx, by] = [camera.toX(network.x(one.team)), camera.toY(network.y(one.team))];
      if (!inFrame(ax, ay) && !inFrame(bx, by)) continue;
      painter.curve(ax, ay, ...grown(ax, ay, bx, by, part));
    }
    painter.close();
  }
}

function drawArrows(painter, view, time, camera, unit, colours, focus, inFrame, hasPossible) {
  const { network, arrows } = view;
  const styles = new Map();
  for (let arrow = 0; arrow < arrows.from.length; arrow++) {
    const [from, to] = [arrows.from[arrow], arrows.to[arrow]];
    if (!view.isShown[to] || !(hasPossible || arrows.known[arrow])) continue;
    const part = growth(view, time, view.when[to], view.when[from]);
    if (part <= 0) continue;
    const [a, b] = [view.person[from], view.person[to]];
    const isClear = !focus || (focus.has(a) && focus.has(b));
    const key = (isClear ? 8 : 0) + (arrows.known[arrow] ? 4 : 0) + view.way[to];
    if (!styles.has(key)) styles.set(key, []);
    styles.get(key).push([a, b, part]);
  }
  for (const key of [...styles.keys()].sort((a, b) => a - b)) {
    const [isClear, isKnown, way] = [key >= 8, (key & 4) > 0, key & 3];
    painter.open({
      stroke: colours.ways[way], width: (isKnown ? 1.5 : 1) * (isClear && focus ? 1.6 : 1) * Math.min(
        Math.max(unit, 0.5),
        1.3,
      ),
      dash: isKnown ? undefined : [2, 4], alpha: isClear ? (isKnown ? 0.85 : 0.7) : 0.1,
    });
    for (const [a, b, part] of styles.get(key)) {
      const [ax, ay] = [camera.toX(network.people.x[a]), camera.toY(network.people.y[a])];
      const [bx, by] = [camera.toX(network.people.x[b]), camera.toY(network.people.y[b])];
      if (inFrame(ax, ay) || inFrame(bx, by)) painter.curve(ax, ay, ...grown(ax, ay, bx, by, part));
    }
    painter.close();
  }
}

function drawTeams(painter, view, stand, camera, unit, colours, focus, inFrame) {
  const { network } = view;
  for (const isClear of [false, true]) {
    painter.open({ fill: colours.team, stroke: colours.teamEdge, width: 1.1, alpha: isClear ? 1 : 0.22 });
    for (const team of stand.supported) {
      if ((!focus || focus.has(team)) !== isClear) continue;
      const [x, y] = [camera.toX(network.x(team)), camera.toY(network.y(team))];
      if (inFrame(x, y)) painter.square(x, y, unit * 4.2);
    }
    painter.close();
  }
}

function drawUsers(painter, view, stand, camera, unit, colours, focus, inFrame, hasRims) {
  const { network } = view;
  const styles = Array.from({ length: 8 }, () => []);
  for (let place = 0; place < stand.begun; place++) {
    if (!view.isShown[place]) continue;
    const isClear = !focus || focus.has(view.person[place]);
    styles[(isClear ? 4 : 0) + view.way[place]].push(place);
  }
  styles.forEach((places, style) => {
    if (!places.length) return;
    const way = style & 3;
    const alpha = style >= 4 ? 1 : 0.2;
    // A light rim keeps neighbours apart; a hollow dot says that nobody knows where it came from.
    painter.open(
      way === WAYS.unknown
        ? { fill: colours.ground, stroke: colours.ways[way], width: 2, alpha }
        : { fill: colours.ways[way], stroke: hasRims && unit > 0.6 ? colours.ground : undefined, width: 1, alpha },
    );
    for (const place of places) {
      const person = view.person[place];
      const [x, y] = [camera.toX(network.people.x[person]), camera.toY(network.people.y[person])];
      if (!inFrame(x, y)) continue;
      const size = radius(unit, stand.onward[place]);
      if (size < 1.8) painter.square(x, y, size);
      else painter.circle(x, y, size);
    }
    painter.close();
  });
}

/** Half the width of a node as it is drawn. */
export function extent(view, stand, node, unit) {
  if (view.network.isTeam(node)) return unit * (stand.supported.has(node) ? 4.2 : 2.4);
  const place = view.placeOf[node];
  return place >= 0 && place < stand.begun ? radius(unit, stand.onward[place]) : unit * 2.4;
}

function ring(painter, view, stand, node, camera, unit, colours, width) {
  const { network } = view;
  const size = extent(view, stand, node, unit) + 4;
  painter.open({ stroke: colours.ink, width });
  const [x, y] = [camera.toX(network.x(node)), camera.toY(network.y(node))];
  if (network.isTeam(node)) painter.square(x, y, size);
  else painter.circle(x, y, size);
  painter.close();
}

/** Names of those who count most here, where they cover neither each other nor the areas' names. */
function drawNames(painter, view, stand, camera, unit, colours, more) {
  const { focus, chosen, pointed, width, height, taken, haste } = more;
  const { network } = view;
  const wanted = [];
  for (const node of [chosen, pointed]) if (node !== undefined && node !== null) wanted.push(node);
  if (focus) {
    const near = [...focus].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([node]) => node);
    wanted.push(
      ...near.filter(
        (node) => network.isTeam(node)
          ? stand.supported.has(node)
          : view.placeOf[node] >= 0 && view.placeOf[node] < stand.begun,
      ),
    );
  } else {
    const best = [];
    for (let place = 0; place < stand.begun; place++) {
      if (stand.onward[place] > 0 && view.isShown[place]) best.push(place);
    }
    best.sort((a, b) => stand.onward[b] - stand.onward[a] || a - b);
    wanted.push(...best.slice(0, 200).map((place) => view.person[place]));
  }
  const size = 12;
  let drawn = 0;
  const most = haste ? 12 : focus ? 40 : Math.round((width * height) / 22000);
  for (const node of new Set(wanted)) {
    if (drawn >= most) break;
    const [x, y] = [camera.toX(network.x(node)), camera.toY(network.y(node))];
    if (x < 0 || x > width || y < 0 || y > height) continue;
    const words = network.name(node);
    const room = words.length * size * 0.54;
    const away = extent(view, stand, node, unit) + 4;
    const isChosen = node === chosen;
    const spots = [[x + away, "start"], [x - away, "end"]];
    const spot = spots.find(([at, anchor]) => {
      const left = anchor === "start" ? at : at - room;
      const box = [left - 2, y - 8, left + room + 2, y + 8];
      if (box[0] < 0 || box[2] > width) return false;
      if (!isChosen && taken.some((other) => meets(box, other))) return false;
      taken.push(box);
      return true;
    });
    if (!spot) continue;
    painter.text(
      spot[0],
      y,
      words,
      { fill: colours.ink, size, weight: isChosen ? 700 : 400, halo: colours.halo, anchor: spot[1] },
    );
    drawn++;
  }
}
