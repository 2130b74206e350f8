// What is looked at, kept behind the hash of the address, which no server and no log sees: a link to a view names
// people.

/** The view and everybody who wants to know of its changes. */
export class State {
  #followers = [];

  constructor(values) {
    this.values = { ...values };
    this.beginning = { ...values };
  }

  get(name) {
    return this.values[name];
  }

  /** Changes values; tells followers which did change. */
  set(changes) {
    const changed = Object.keys(changes).filter((name) => this.values[name] !== changes[name]);
    if (!changed.length) return;
    Object.assign(this.values, changes);
    for (const follow of this.#followers) follow(new Set(changed));
  }

  follow(body) {
    this.#followers.push(body);
  }
}

/** The parts of a hash: "#technique=coaching&at=2024-06". */
export function readHash() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** Puts parts into the address without a new entry in the history; empty ones are left out. */
export function writeHash(parts) {
  const kept = Object.entries(parts).filter(([, value]) => value !== "" && value !== undefined && value !== null);
  const hash = kept.length ? `#${new URLSearchParams(kept)}` : "";
  if (hash !== location.hash) history.replaceState(null, "", location.pathname + location.search + hash);
}
