// What of the picture a choice of technique, evidence, cohort and area shows, at whatever time.

/** How somebody came to a technique: what colours and legend go by. */
export const WAYS = { trained: 0, peer: 1, further: 2, unknown: 3 };

/** A list of numbers for each key in two arrays: a list of its own for each of 50,000 people would fill the memory. */
class Lists {
  constructor(count, keys, values) {
    this.first = new Int32Array(count + 1);
    for (const key of keys) if (key >= 0) this.first[key + 1]++;
    for (let key = 0; key < count; key++) this.first[key + 1] += this.first[key];
    this.values = new Int32Array(this.first[count]);
    const next = this.first.slice();
    keys.forEach((key, place) => key >= 0 && (this.values[next[key]++] = values[place]));
  }

  /** What goes with a key, in the order it was given. */
  of(key) {
    return this.values.subarray(this.first[key], this.first[key + 1]);
  }
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
    this.when = network.when(spread);
    this.placeOf = new Int32Array(network.people.count).fill(-1);
    spread.person.forEach((person, place) => (this.placeOf[person] = place));
    this.isOnRecordOnly = choice.evidence === "known";
    this.#readSources();
    this.#choose(choice);
    this.#readTeams(choice);
  }

  /** Arrows from whom to whom, by when they arrive: every source on record, else the likeliest possible one. */
  #readSources() {
    const { spread, count, isOnRecordOnly } = this;
    this.parent = new Int32Array(count).fill(-1);
    this.hasRecord = new Uint8Array(count);
    this.firstSource = new Int32Array(count + 1);
    const arrows = { from: [], to: [], known: [] };
    const add = (from, to, isKnown) => {
      arrows.from.push(from);
      arrows.to.push(to);
      arrows.known.push(isKnown ? 1 : 0);
    };
    for (let place = 0; place < count; place++) {
      const [first, end] = [this.firstSource[place], this.firstSource[place] + 3 * spread.sourcesOf[place]];
      this.firstSource[place + 1] = end;
      for (let next = first; next < end; next += 3) {
        const source = this.placeOf[spread.sources[next]];
        const isKnown = spread.sources[next + 2] === 1;
        if (isKnown) {
          this.hasRecord[place] = 1;
          add(source, place, true);
        }
        if (source === spread.parents[place] && (isKnown || !isOnRecordOnly)) this.parent[place] = source;
      }
      if (!this.hasRecord[place] && this.parent[place] >= 0) add(this.parent[place], place, false);
    }
    this.arrows = {
      count: arrows.from.length, from: Int32Array.from(arrows.from), to: Int32Array.from(arrows.to),
      known: Uint8Array.from(arrows.known),
    };
    this.generation = isOnRecordOnly ? this.#generations() : spread.generation;
    this.way = Uint8Array.from(this.generation, (generation, place) =>
      generation > 0 ? Math.min(generation, 2) : spread.isTaught[place] ? WAYS.trained : WAYS.unknown);
    this.children = new Lists(count, this.parent, this.parent.map((_, place) => place));
    // Parents before children: of one moment, a parent may stand after those who have it from them.
    this.order = new Int32Array(count);
    let end = 0;
    for (let place = 0; place < count; place++) if (this.parent[place] < 0) this.order[end++] = place;
    for (let next = 0; next < end; next++) for (const child of this.children.of(this.order[next])) this.order[end++] = child;
    this.order = this.order.subarray(0, end);
    this.arrowsOut = new Lists(count, this.arrows.from, this.arrows.to);
    this.arrowsIn = new Lists(count, this.arrows.to, this.arrows.from);
  }

  /** One more than the least generation among the sources; sources of one moment can stand after those they taught. */
  #generations() {
    const { arrows } = this;
    const generation = Int32Array.from(this.hasRecord, (has) => (has ? -1 : 0));
    for (let changed = true; changed; ) {
      changed = false;
      for (let arrow = 0; arrow < arrows.count; arrow++) {
        const [from, to] = [generation[arrows.from[arrow]], generation[arrows.to[arrow]]];
        if (from < 0 || (to >= 0 && to <= from + 1)) continue;
        generation[arrows.to[arrow]] = from + 1;
        changed = true;
      }
    }
    return generation.map((one) => Math.max(one, 0));
  }

  /** Whom somebody has it from, or may have it from. */
  sources(place) {
    const found = [];
    for (let next = this.firstSource[place]; next < this.firstSource[place + 1]; next += 3) {
      const isKnown = this.spread.sources[next + 2] === 1;
      if (!isKnown && this.isOnRecordOnly) continue;
      found.push({ place: this.placeOf[this.spread.sources[next]], credit: this.spread.sources[next + 1], isKnown });
    }
    return found;
  }

  /** Who counts: those in the area, and those who are of the cohort or have it from somebody who is. */
  #choose({ cohort, area }) {
    const { network } = this;
    this.isShown = new Uint8Array(this.count).fill(1);
    if (cohort >= 0) {
      this.isShown.fill(0);
      const queue = [];
      const add = (place) => {
        if (this.isShown[place]) return;
        this.isShown[place] = 1;
        queue.push(place);
      };
      for (let place = 0; place < this.count; place++) {
        if (network.people.cohort[this.person[place]] === cohort) add(place);
      }
      for (let next = 0; next < queue.length; next++) for (const to of this.arrowsOut.of(queue[next])) add(to);
    }
    if (area >= 0) {
      for (let place = 0; place < this.count; place++) {
        if (network.people.area[this.person[place]] !== area) this.isShown[place] = 0;
      }
    }
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
    if (time === Infinity) return (this.end ??= this.#stand(time));
    if (this.stand?.time !== time) this.stand = this.#stand(time);
    return this.stand;
  }

  #stand(time) {
    const { order, parent, count } = this;
    const stand = { time, ways: [0, 0, 0, 0], onward: new Int32Array(count), chain: 0, begun: 0, onRecord: 0 };
    const { onward } = stand;
    const depth = new Int32Array(count);
    while (stand.begun < count && this.when[stand.begun] < time) stand.begun++;
    for (let next = order.length - 1; next >= 0; next--) {
      const place = order[next];
      if (place < stand.begun && parent[place] >= 0) onward[parent[place]] += 1 + onward[place];
    }
    for (const place of order) {
      if (place >= stand.begun) continue;
      depth[place] = parent[place] < 0 ? 0 : 1 + depth[parent[place]];
      if (!this.isShown[place]) continue;
      stand.ways[this.way[place]]++;
      stand.chain = Math.max(stand.chain, depth[place]);
      if (this.generation[place] > 0 && this.hasRecord[place]) stand.onRecord++;
    }
    stand.supported = new Set();
    for (const one of this.support) if (one.from < time) stand.supported.add(one.team);
    stand.reached = stand.ways[WAYS.peer] + stand.ways[WAYS.further];
    stand.users = stand.reached + stand.ways[WAYS.trained] + stand.ways[WAYS.unknown];
    return stand;
  }

  /** The 200 who led to most by a time, the most first; where a list is given, of those for whom it holds 1. */
  leaders(time, isAmong = null) {
    const { onward, begun } = this.at(time);
    const counts = (place) => onward[place] > 0 && this.isShown[place] && (!isAmong || isAmong[this.person[place]]);
    // Only those above a bound are sorted: most of the many who led to anybody led to one or two.
    const led = new Int32Array(65);
    for (let place = 0; place < begun; place++) if (counts(place)) led[Math.min(onward[place], 64)]++;
    let [bound, sum] = [64, led[64]];
    while (bound > 1 && sum < 200) sum += led[--bound];
    const best = [];
    for (let place = 0; place < begun; place++) if (onward[place] >= bound && counts(place)) best.push(place);
    return best.sort((a, b) => onward[b] - onward[a] || a - b).slice(0, 200);
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
    // Asked for at every frame while the picture plays.
    if (this.lastChain?.node !== node || this.lastChain.most !== most) {
      this.lastChain = { node, most, found: this.#chain(node, most) };
    }
    return this.lastChain.found;
  }

  #chain(node, most) {
    const found = new Map([[node, 0]]);
    const walk = (start, ways) => {
      let frontier = start;
      for (let step = found.get(node) + 1; frontier.length && step <= most; step++) {
        const further = [];
        for (const place of frontier) {
          for (const other of ways.of(place)) {
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
      for (const child of [...this.children.of(place)].reverse()) stack.push([child, depth + 1]);
    }
    return rows;
  }

  /** Those at the top of a tree in which something was passed on, the largest tree first. */
  get roots() {
    if (!this.tops) {
      const { onward } = this.at(Infinity);
      this.tops = [...this.parent.keys()]
        .filter((place) => this.parent[place] < 0 && onward[place] > 0 && this.isShown[place])
        .sort((a, b) => onward[b] - onward[a] || a - b);
    }
    return this.tops;
  }
}
