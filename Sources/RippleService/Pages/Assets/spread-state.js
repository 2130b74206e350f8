// What is looked at.

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
