// The picture as the service sends it.
import { Axis, moment } from "./spread-time.js";
import { View } from "./spread-view.js";

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
    for (const { adopted } of this.spreads) {
      // Adopters stand in the order in which they began, those of unknown time first.
      const [first, last] = [adopted.find((time) => time !== null), adopted.at(-1)].map(moment);
      if (first !== -Infinity) [from, until] = [Math.min(from, first), Math.max(until, last)];
    }
    for (const when of this.engagements.from) if (when !== -Infinity) from = Math.min(from, when);
    this.axis = new Axis(this.isCalendar, from, until);
    this.xs = Float32Array.from([...this.people.x, ...this.teams.x]);
    this.ys = Float32Array.from([...this.people.y, ...this.teams.y]);
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
    return this.xs[node];
  }
  y(node) {
    return this.ys[node];
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

  /** When each adopter of a spread began; worked out for those that are looked at. */
  when(spread) {
    return (spread.when ??= Float64Array.from(spread.adopted, moment));
  }

  /** What is shown under a choice; made once for each, and kept for the few looked at last. */
  view(choice) {
    const key = JSON.stringify([choice.technique, choice.evidence, choice.cohort, choice.area]);
    const view = this.views.get(key) ?? new View(this, choice);
    this.views.delete(key);
    this.views.set(key, view);
    if (this.views.size > 8) this.views.delete(this.views.keys().next().value);
    return view;
  }
}

/** An area's name without what stands in brackets. */
function shortArea(name) {
  return name.replace(/\s*\([^)]*\)/g, "").replace(/^NHS\s+/, "").replace(/\s+Integrated Care Board$/i, "");
}
