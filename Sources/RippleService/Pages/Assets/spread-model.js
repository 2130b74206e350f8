// The picture as the service sends it, and what of it a choice of technique, evidence, cohort and area shows.
import { Axis, moment } from "./spread-time.js";

/** How somebody came to a technique: what colours and legend go by. */
export const WAYS = { trained: 0, peer: 1, further: 2, unknown: 3 };

/** Everything there is, read once. */
export class Network {
  constructor(picture) {
    Object.assign(this, picture);
    this.isCalendar = picture.time === "date";
    this.people.count = this.people.id.length;
    this.teams.count = this.teams.id.length;
    this.engagements.from = this.engagements.start.map(moment);
    this.engagements.until = this.engagements.end.map((end) => (end === null ? Infinity : moment(end) + 1));
    let [from, until] = [Infinity, moment(picture.until)];
    for (const spread of this.spreads) {
      spread.when = spread.adopted.map(moment);
      for (const when of spread.when) {
        if (when !== -Infinity) [from, until] = [Math.min(from, when), Math.max(until, when)];
      }
    }
    for (const when of this.engagements.from) if (when !== -Infinity) from = Math.min(from, when);
    this.axis = new Axis(this.isCalendar, from, until);
    this.views = new Map();
  }

  /** Nodes are people and, after them, teams. */
  get nodeCount() {
    return this.people.count + this.teams.count;
  }
  isTeam(node) {
    return node >= this.people.count;
  }
  x(node) {
    return node < this.people.count ? this.people.x[node] : this.teams.x[node - this.people.count];
  }
  y(node) {
    return node < this.people.count ? this.people.y[node] : this.teams.y[node - this.people.count];
  }
  area(node) {
    return node < this.people.count ? this.people.area[node] : this.teams.area[node - this.people.count];
  }
  id(node) {
    return node < this.people.count ? this.people.id[node] : this.teams.id[node - this.people.count];
  }
  name(node) {
    return node < this.people.count ? this.people.name[node] : this.teams.name[node - this.people.count];
  }

  /** The node of an id; people come first where a team has the same. */
  find(id, isTeam = false) {
    if (!this.places) {
      this.places = [new Map(), new Map()];
      this.people.id.forEach((id, place) => this.places[0].set(id, place));
      this.teams.id.forEach((id, place) => this.places[1].set(id, this.people.count + place));
    }
    return (isTeam ? undefined : this.places[0].get(id)) ?? this.places[1].get(id);
  }

  areaName(area) {
    return shortArea(this.areas.name[area] || "Area not recorded");
  }

  /** Job and area of a person, or what kind of team it is, as one line. */
  describe(node) {
    const area = this.areas.name[this.area(node)] ? this.areaName(this.area(node)) : "";
    const what = this.isTeam(node)
      ? this.teams.setting[node - this.people.count] || "team"
      : this.roles[this.people.role[node]] || this.staffGroups[this.people.staffGroup[node]] || "";
    return [what && what[0].toUpperCase() + what.slice(1), area].filter(Boolean).join(", ");
  }

  /** What is shown under a choice; made once for each. */
  view(choice) {
    const key = JSON.stringify([choice.technique, choice.evidence, choice.cohort, choice.area]);
    if (!this.views.has(key)) this.views.set(key, new View(this, choice));
    return this.views.get(key);
  }
}

/** An area's name without what stands in brackets. */
export function shortArea(name) {
  return name.replace(/\s*\([^)]*\)/g, "").replace(/^NHS\s+/, "").replace(/\s+Integrated Care Board$/i, "");
}

/** One technique under one choice. Adopters are called by their place, in the order in which they began. */
export class View {
  constructor(network, choice) {
    this.network = network;
    this.choice = choice;
    const spread = network.spreads[choice.technique];
    this.spread = spread;
    this.technique = spread.technique;
    this.name = this.technique === null ? "Techniques" : network.techniques.name[this.technique];
    this.count = spread.person.length;
    this.person = spread.person;
    this.when = spread.when;
    this.placeOf = new Int32Array(network.people.count).fill(-1);
    spread.person.forEach((person, place) => (this.placeOf[person] = place));
    this.#readSources(choice.evidence === "known");
    this.#choose(choice);
    this.#readTeams(choice);
  }

  /** Arrows from whom to whom: every source on record, else the likeliest possible one. */
  #readSources(onRecordOnly) {
    const { spread, count } = this;
    this.parent = new Int32Array(count).fill(-1);
    this.generation = new Int32Array(count);
    this.sources = Array.from({ length: count }, () => []);
    let next = 0;
    for (let place = 0; place < count; place++) {
      for (let end = next + 3 * spread.sourcesOf[place]; next < end; next += 3) {
        const isKnown = spread.sources[next + 2] === 1;
        if (isKnown || !onRecordOnly) {
          this.sources[place].push(
            { place: this.placeOf[spread.sources[next]], credit: spread.sources[next + 1], isKnown },
          );
        }
      }
      const parent = spread.parents[place];
      if (this.sources[place].some((source) => source.place === parent)) this.parent[place] = parent;
      this.generation[place] = onRecordOnly ? 0 : spread.generation[place];
    }
    if (onRecordOnly) this.#countGenerations();
    this.way = this.generation.map((generation, place) =>
      generation > 0 ? Math.min(generation, 2) : spread.isTaught[place] ? WAYS.trained : WAYS.unknown,
    );
    this.arrows = { from: [], to: [], known: [] };
    for (let place = 0; place < count; place++) {
      const known = this.sources[place].filter((source) => source.isKnown);
      for (const source of known) this.#addArrow(source.place, place, true);
      if (!known.length && this.parent[place] >= 0) this.#addArrow(this.parent[place], place, false);
    }
    this.children = Array.from({ length: count }, () => []);
    this.parent.forEach((parent, place) => parent >= 0 && this.children[parent].push(place));
    // Parents before children: of one moment, a parent may stand after those who have it from them.
    this.order = [];
    for (let place = 0; place < count; place++) if (this.parent[place] < 0) this.order.push(place);
    for (let next = 0; next < this.order.length; next++) this.order.push(...this.children[this.order[next]]);
    this.arrowsOut = Array.from({ length: count }, () => []);
    this.arrowsIn = Array.from({ length: count }, () => []);
    this.arrows.from.forEach((from, arrow) => {
      this.arrowsOut[from].push(this.arrows.to[arrow]);
      this.arrowsIn[this.arrows.to[arrow]].push(from);
    });
  }

  #addArrow(from, to, isKnown) {
    this.arrows.from.push(from);
    this.arrows.to.push(to);
    this.arrows.known.push(isKnown);
  }

  /** One more than the least generation among the sources; sources of one moment can stand after those they taught. */
  #countGenerations() {
    this.generation.fill(-1);
    for (let place = 0; place < this.count; place++) if (!this.sources[place].length) this.generation[place] = 0;
    for (let changed = true; changed; ) {
      changed = false;
      for (let place = 0; place < this.count; place++) {
        let least = this.generation[place] < 0 ? Infinity : this.generation[place];
        for (const source of this.sources[place]) {
          if (this.generation[source.place] >= 0) least = Math.min(least, this.generation[source.place] + 1);
        }
        if (least !== Infinity && least !== this.generation[place]) {
          this.generation[place] = least;
          changed = true;
        }
      }
    }
    for (let place = 0; place < this.count; place++) this.generation[place] = Math.max(this.generation[place], 0);
  }

  /** Who counts: those in the area, and those who are of the cohort or have it from somebody who is. */
  #choose({ cohort, area }) {
    const { network } = this;
    this.isShown = new Uint8Array(this.count).fill(1);
    if (cohort >= 0) {
      this.isShown.fill(0);
      const queue = [];
      for (let place = 0; place < this.count; place++) {
        if (network.people.cohort[this.person[place]] === cohort) {
          this.isShown[place] = 1;
          queue.push(place);
        }
      }
      for (let next = 0; next < queue.length; next++) {
        for (const to of this.arrowsOut[queue[next]]) {
          if (!this.isShown[to]) {
            this.isShown[to] = 1;
            queue.push(to);
          }
        }
      }
    }
    if (area >= 0) {
      for (let place = 0; place < this.count; place++) {
        if (network.people.area[this.person[place]] !== area) this.isShown[place] = 0;
      }
    }
    this.isNodeShown = (node) => area < 0 || network.area(node) === area;
  }

  /** Spells in which a team is supported with the technique, by somebody who counts. */
  #readTeams({ cohort, area }) {
    const { engagements, people, teams } = this.network;
    this.support = [];
    this.supportOf = new Map();
    for (let row = 0; row < engagements.person.length; row++) {
      if (this.technique !== null && !engagements.techniques[row].includes(this.technique)) continue;
      const person = engagements.person[row];
      const team = people.count + engagements.team[row];
      const place = this.placeOf[person];
      if (cohort >= 0 && (place < 0 || !this.isShown[place])) continue;
      if (area >= 0 && teams.area[engagements.team[row]] !== area) continue;
      const one = { person, team, from: engagements.from[row], until: engagements.until[row], row };
      this.support.push(one);
      for (const node of [person, team]) {
        if (!this.supportOf.has(node)) this.supportOf.set(node, []);
        this.supportOf.get(node).push(one);
      }
    }
  }

  /** How things stand just before a time: how many, who led to how many, and which teams are supported. */
  at(time) {
    if (this.stand?.time === time) return this.stand;
    const stand = { time, ways: [0, 0, 0, 0], onward: new Int32Array(this.count), chain: 0, begun: 0, onRecord: 0 };
    const depth = new Int32Array(this.count);
    while (stand.begun < this.count && this.when[stand.begun] < time) stand.begun++;
    for (let next = this.count - 1; next >= 0; next--) {
      const place = this.order[next];
      const parent = this.parent[place];
      if (parent >= 0 && place < stand.begun) stand.onward[parent] += 1 + stand.onward[place];
    }
    for (const place of this.order) {
      if (place >= stand.begun) continue;
      const parent = this.parent[place];
      depth[place] = parent < 0 ? 0 : 1 + depth[parent];
      if (!this.isShown[place]) continue;
      stand.ways[this.way[place]]++;
      stand.chain = Math.max(stand.chain, depth[place]);
      if (this.generation[place] > 0 && this.sources[place].some((source) => source.isKnown)) stand.onRecord++;
    }
    stand.supported = new Set();
    for (const one of this.support) if (one.from < time) stand.supported.add(one.team);
    stand.reached = stand.ways[WAYS.peer] + stand.ways[WAYS.further];
    stand.users = stand.reached + stand.ways[WAYS.trained] + stand.ways[WAYS.unknown];
    this.stand = stand;
    return stand;
  }

  /** New adopters in each stretch of time, by how they came to it. */
  get histogram() {
    if (!this.bars) {
      const { axis } = this.network;
      this.bars = axis.bins.map(() => [0, 0, 0, 0]);
      this.always = [0, 0, 0, 0];
      for (let place = 0; place < this.count; place++) {
        if (!this.isShown[place]) continue;
        const bar = this.when[place] === -Infinity ? this.always : this.bars[axis.place(this.when[place])];
        bar[this.way[place]]++;
      }
    }
    return this.bars;
  }

  /** Nodes up and down the chain from one, with the number of steps; everybody within `most` steps. */
  chain(node, most = Infinity) {
    const found = new Map([[node, 0]]);
    const walk = (start, ways) => {
      let frontier = start;
      for (let step = found.get(node) + 1; frontier.length && step <= most; step++) {
        const further = [];
        for (const place of frontier) {
          for (const other of ways[place]) {
            if (!found.has(this.person[other])) {
              found.set(this.person[other], step);
              further.push(other);
            }
          }
        }
        frontier = further;
      }
    };
    const { network } = this;
    if (network.isTeam(node)) {
      const supporters = [...new Set((this.supportOf.get(node) ?? []).map((one) => one.person))];
      for (const person of supporters) found.set(person, 1);
      if (most > 1) walk(
        supporters.map((person) => this.placeOf[person]).filter((place) => place >= 0),
        this.arrowsIn,
      );
    } else if (this.placeOf[node] >= 0) {
      walk([this.placeOf[node]], this.arrowsIn);
      walk([this.placeOf[node]], this.arrowsOut);
      for (const [person, steps] of [...found]) {
        if (steps >= most && steps > 0) continue;
        for (const one of this.supportOf.get(person) ?? []) if (!found.has(one.team)) found.set(one.team, steps + 1);
      }
    } else {
      for (const one of this.supportOf.get(node) ?? []) found.set(one.team, 1);
    }
    return found;
  }

  /** Everybody who has it from somebody in turn, parents before children, with how deep they stand. */
  tree(root) {
    const rows = [];
    const stack = [[root, 0]];
    while (stack.length) {
      const [place, depth] = stack.pop();
      rows.push({ place, depth });
      for (const child of [...this.children[place]].reverse()) stack.push([child, depth + 1]);
    }
    return rows;
  }

  /** Those at the top of a tree in which something was passed on, the largest tree first. */
  get roots() {
    const { onward } = this.at(Infinity);
    return [...this.parent.keys()]
      .filter((place) => this.parent[place] < 0 && onward[place] > 0 && this.isShown[place])
      .sort((a, b) => onward[b] - onward[a] || a - b);
  }
}
