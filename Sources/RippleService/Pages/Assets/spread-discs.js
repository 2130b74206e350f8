// Levels of detail: people and teams that stand close to each other are one disc where they could not be told apart, with
// how many use it and how they came to it.
import { meets } from "./spread-names.js";

/** Below so many pixels from one person to the next, and above so many people and teams, there are discs. */
const APART = 4.5;
const MANY = 2000;
/** Pixels from one disc to the next, at least; at most twice as many. */
const STEP = 46;
/** So many of the ways between discs that most took are drawn. */
const FLOWS = 120;

/** The discs that stand for everybody at a scale; null where everybody is drawn. */
export function discsAt(network, camera) {
  if (network.nodeCount < MANY || 20 * camera.scale >= APART) return null;
  const cell = 2 ** Math.ceil(Math.log2(STEP / camera.scale));
  network.discs ??= new Map();
  if (!network.discs.has(cell)) network.discs.set(cell, new Discs(network, cell));
  return network.discs.get(cell);
}

/** Everybody in the cells of a honeycomb, no cell in two areas. */
class Discs {
  constructor(network, cell) {
    this.cell = cell;
    this.of = new Int32Array(network.nodeCount);
    Object.assign(this, { people: [], teams: [], area: [], x: [], y: [] });
    const places = new Map();
    for (let node = 0; node < network.nodeCount; node++) {
      const area = network.area(node);
      const row = Math.floor(network.y(node) / (cell * 0.866));
      const key = `${area} ${row} ${Math.floor(network.x(node) / cell + (row & 1) / 2)}`;
      let disc = places.get(key);
      if (disc === undefined) {
        places.set(key, (disc = places.size));
        this.area.push(area);
        for (const list of [this.people, this.teams, this.x, this.y]) list.push(0);
      }
      this.of[node] = disc;
      this.x[disc] += network.x(node);
      this.y[disc] += network.y(node);
      (network.isTeam(node) ? this.teams : this.people)[disc]++;
    }
    this.count = places.size;
    const sizes = this.people.map((people, disc) => people + this.teams[disc]);
    sizes.forEach((size, disc) => {
      this.x[disc] /= size;
      this.y[disc] /= size;
    });
    const most = Math.max(...sizes);
    /** In the measure of the picture; a disc covers as much as there are people and teams in it. */
    this.radius = sizes.map((size) => 0.48 * cell * Math.sqrt(size / most));
  }

  /** Who uses it in each disc by now, by how they came to it, and how many teams are supported. */
  tally(view, stand) {
    if (stand.tally?.discs === this) return stand.tally;
    const tally = {
      discs: this, ways: new Int32Array(4 * this.count), users: new Int32Array(this.count),
      supported: new Int32Array(this.count),
    };
    for (let place = 0; place < stand.begun; place++) {
      if (!view.isShown[place]) continue;
      const disc = this.of[view.person[place]];
      tally.ways[4 * disc + view.way[place]]++;
      tally.users[disc]++;
    }
    for (const team of stand.supported) tally.supported[this.of[team]]++;
    return (stand.tally = tally);
  }

  /** From which disc to which it went most often by now: the discs, and how often. */
  flows(view, stand) {
    const { arrows } = view;
    if (view.pairs?.discs !== this) view.pairs = { discs: this, ...this.#pairs(view) };
    const { from, to, of } = view.pairs;
    const count = new Int32Array(from.length);
    for (let arrow = 0; arrow < arrows.count && arrows.to[arrow] < stand.begun; arrow++) {
      if (of[arrow] >= 0 && view.isShown[arrows.to[arrow]]) count[of[arrow]]++;
    }
    // The bound above which few enough are left.
    const often = new Int32Array(257);
    for (const one of count) often[Math.min(one, 256)]++;
    let [bound, sum] = [256, often[256]];
    while (bound > 1 && sum + often[bound - 1] <= FLOWS) sum += often[--bound];
    const flows = [];
    count.forEach((one, pair) => one >= bound && flows.push([from[pair], to[pair], one]));
    return flows;
  }

  /** Which two discs each arrow joins. */
  #pairs({ arrows, person }) {
    const [from, to, of, known] = [[], [], new Int32Array(arrows.count), new Map()];
    for (let arrow = 0; arrow < arrows.count; arrow++) {
      const [a, b] = [this.of[person[arrows.from[arrow]]], this.of[person[arrows.to[arrow]]]];
      const key = a * this.count + b;
      if (a !== b && !known.has(key)) {
        known.set(key, from.length);
        from.push(a);
        to.push(b);
      }
      of[arrow] = a === b ? -1 : known.get(key);
    }
    return { from, to, of };
  }

  /** The disc at a place of the window. */
  hit(camera, x, y) {
    for (let disc = 0; disc < this.count; disc++) {
      const away = Math.hypot(camera.toX(this.x[disc]) - x, camera.toY(this.y[disc]) - y);
      if (away <= Math.max(this.radius[disc] * camera.scale, 8)) return disc;
    }
    return null;
  }

  /** One sentence on a disc. */
  describe(view, disc, time) {
    const { network } = view;
    const { ways, users, supported } = this.tally(view, view.at(time));
    const counted = (count, one, more) => `${count} ${count === 1 ? one : more}`;
    const who = [
      this.people[disc] ? counted(this.people[disc], "person", "people") : "",
      this.teams[disc] ? counted(this.teams[disc], "team", "teams") : "",
    ].filter(Boolean).join(" and ");
    const where = network.areas.name[this.area[disc]] ? `, ${network.areaName(this.area[disc])}` : "";
    const words = ["trained", "from a peer", "two or more steps on", "source not on record"];
    const how = words.map((word, way) => [ways[4 * disc + way], word]).filter(([count]) => count)
      .map(([count, word]) => `${count} ${word}`).join(", ");
    const use = users[disc] ? `${counted(users[disc], "uses", "use")} it: ${how}` : "nobody uses it by then";
    const teams = supported[disc] ? `; ${counted(supported[disc], "team", "teams")} supported` : "";
    return `${who}${where}; ${use}${teams}`;
  }
}

/** Draws the discs, and under them the ways most took. */
export function drawDiscs(painter, discs, { view, stand, camera, colours, focus, width, height, pointedDisc }) {
  const { ways, users } = discs.tally(view, stand);
  const seen = [];
  for (let disc = 0; disc < discs.count; disc++) {
    const [x, y, radius] = [camera.toX(discs.x[disc]), camera.toY(discs.y[disc]), discs.radius[disc] * camera.scale];
    if (x > -radius && x < width + radius && y > -radius && y < height + radius) seen.push([disc, x, y, radius]);
  }
  painter.open({ fill: colours.idle, alpha: focus ? 0.1 : 0.22 });
  for (const [, x, y, radius] of seen) painter.circle(x, y, radius);
  painter.close();
  if (!focus) drawFlows(painter, discs, view, stand, camera, colours);
  // Users are a pie within the disc: its area to the disc's is as theirs to everybody's.
  const inner = (disc, radius) => radius * Math.sqrt(users[disc] / (discs.people[disc] + discs.teams[disc]));
  for (let way = 0; way < 4; way++) {
    painter.open({ fill: colours.ways[way], alpha: focus ? 0.2 : 1 });
    for (const [disc, x, y, radius] of seen) {
      const count = ways[4 * disc + way];
      if (!count) continue;
      let before = 0;
      for (let other = 0; other < way; other++) before += ways[4 * disc + other];
      painter.sector(x, y, inner(disc, radius), before / users[disc], (before + count) / users[disc]);
    }
    painter.close();
  }
  if (pointedDisc !== null && pointedDisc !== undefined) {
    painter.open({ stroke: colours.ink, width: 2 });
    const [x, y] = [camera.toX(discs.x[pointedDisc]), camera.toY(discs.y[pointedDisc])];
    painter.circle(x, y, discs.radius[pointedDisc] * camera.scale + 3);
    painter.close();
  }
}

/** How many use it in each disc, where there is room for the number; `taken` holds boxes that other words cover. */
export function drawCounts(painter, discs, { view, stand, camera, colours }, taken) {
  const { users } = discs.tally(view, stand);
  for (let disc = 0; disc < discs.count; disc++) {
    if (!users[disc] || discs.radius[disc] * camera.scale < 12) continue;
    const [x, y] = [camera.toX(discs.x[disc]), camera.toY(discs.y[disc])];
    const box = [x - 12, y - 6, x + 12, y + 6];
    if (taken.some((other) => meets(box, other))) continue;
    taken.push(box);
    painter.text(x, y, String(users[disc]), {
      fill: colours.ink, size: 11, weight: 600, anchor: "middle", halo: colours.halo,
    });
  }
}

function drawFlows(painter, discs, view, stand, camera, colours) {
  const flows = discs.flows(view, stand);
  const most = flows.reduce((most, [, , count]) => Math.max(most, count), 1);
  for (let width = 1; width <= 5; width++) {
    painter.open({ stroke: colours.faint, width, alpha: 0.45 });
    for (const [from, to, count] of flows) {
      if (Math.max(Math.round(5 * Math.sqrt(count / most)), 1) !== width) continue;
      const [ax, ay] = [camera.toX(discs.x[from]), camera.toY(discs.y[from])];
      const [bx, by] = [camera.toX(discs.x[to]), camera.toY(discs.y[to])];
      painter.curve(ax, ay, (ax + bx) / 2 + (by - ay) * 0.16, (ay + by) / 2 - (bx - ax) * 0.16, bx, by);
    }
    painter.close();
  }
}
