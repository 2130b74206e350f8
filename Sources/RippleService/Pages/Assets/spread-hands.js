// Moves the picture of the network by pointer, fingers, wheel and keys.
import { say } from "./ask.js";

/** Pixels a pointer may move and still mean to choose. */
const STEADY = 4;

export class Hands {
  #pointers = new Map();
  #moved = 0;
  #touch = null;

  /** `key(name)` is called with keys that are not the picture's own, and says whether they are anybody's. */
  constructor(picture, key) {
    Object.assign(this, { picture, key, canvas: picture.canvas });
    const { canvas } = this;
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => this.#up(event));
    for (const touch of ["touchstart", "touchmove"]) {
      canvas.addEventListener(touch, (event) => this.#share(event), { passive: false });
    }
    canvas.addEventListener("pointerleave", () => picture.point(null));
    canvas.addEventListener("blur", () => picture.point(null));
    canvas.addEventListener("keydown", (event) => this.#press(event));
  }

  #at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #wheel(event) {
    // The page scrolls as ever; with Ctrl, or two fingers on a touchpad, the picture zooms.
    if (!event.ctrlKey && document.activeElement !== this.canvas) return;
    event.preventDefault();
    const factor = Math.exp(-Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 60) * 0.004);
    this.picture.zoom(factor, ...this.#at(event));
  }

  /**
   * Shares fingers between picture and page: two are the picture's; one is as long as there is more of the picture that way,
   * else it scrolls the page, as if the picture were not there.
   */
  #share(event) {
    const [finger] = event.touches;
    if (event.touches.length > 1) this.#touch = { isOurs: true };
    else if (event.type === "touchstart") this.#touch = { x: finger.clientX, y: finger.clientY };
    else if (this.#touch.isOurs === undefined) {
      this.#touch.isOurs = this.picture.hasMore(finger.clientX - this.#touch.x, finger.clientY - this.#touch.y);
    }
    if (this.#touch.isOurs && event.cancelable) event.preventDefault();
  }

  #down(event) {
    this.canvas.setPointerCapture(event.pointerId);
    if (!this.#pointers.size) this.#moved = 0;
    this.#pointers.set(event.pointerId, this.#at(event));
  }

  #move(event) {
    const [x, y] = this.#at(event);
    const before = this.#pointers.get(event.pointerId);
    if (!before) return this.picture.pointAt(x, y);
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    this.#pointers.set(event.pointerId, [x, y]);
    this.#moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
    if (others.length) {
      const [other] = others;
      const span = (at) => Math.hypot(at[0] - other[0], at[1] - other[1]) || 1;
      this.picture.zoom(span([x, y]) / span(before), (x + other[0]) / 2, (y + other[1]) / 2);
      this.picture.pan((x - before[0]) / 2, (y - before[1]) / 2);
    } else if (this.#moved > STEADY && (event.pointerType !== "touch" || this.#touch?.isOurs)) {
      this.picture.pan(x - before[0], y - before[1]);
    }
  }

  #up(event) {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (event.type !== "pointerup" || this.#moved > STEADY || this.#pointers.size) return;
    this.picture.take(...this.#at(event));
  }

  #press(event) {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const { picture } = this;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step && event.shiftKey) picture.pan(-60 * step[0], -60 * step[1]);
    else if (step) this.#go(step);
    else if (event.key === "+" || event.key === "=") picture.zoom(1.3);
    else if (event.key === "-") picture.zoom(1 / 1.3);
    else if (event.key === "0") picture.fit();
    else if (event.key === "Enter") {
      if (picture.pointedDisc !== null) this.#enter(picture.pointedDisc);
      else if (picture.pointed !== null) picture.choose(picture.pointed);
      else return;
    } else if (event.key === "Escape") {
      picture.point(null);
      picture.choose(null);
    } else if (!this.key(event.key)) return;
    event.preventDefault();
  }

  /** Comes closer to a disc, and goes on with whoever stands in its middle. */
  #enter(disc) {
    const { picture } = this;
    const node = picture.open(disc);
    if (node === null) return say("Nobody uses it here by then.");
    picture.point(node);
    say(picture.describe(node));
  }

  /** Points to the next disc that way, or to the next one who uses it: of those that stand out, where there are any. */
  #go(way) {
    const { picture } = this;
    const { discs, network, view, focus } = picture;
    if (discs && !focus) {
      const { users } = discs.tally(view, view.at(picture.time));
      const from = picture.pointedDisc;
      const disc = from === null ? users.indexOf(Math.max(...users)) : next(way, discs.x, discs.y, from, () => true);
      return disc === null ? say("Nobody further that way.") : picture.pointToDisc(disc);
    }
    const isStop = (node) => picture.isLit(node) && (!focus || focus.has(node));
    const from = picture.pointed ?? picture.chosen;
    const [leader] = view.leaders(picture.time);
    const node = from !== null
      ? next(way, network.xs, network.ys, from, isStop)
      : leader !== undefined ? view.person[leader] : network.xs.findIndex((_, node) => isStop(node));
    if (node === null || node < 0) return say("Nobody further that way.");
    picture.reveal(node);
    picture.point(node);
    return say(picture.describe(node));
  }
}

/** Which one comes next in a direction; null where there is none. */
function next([right, down], xs, ys, from, isStop) {
  let best = null;
  let least = Infinity;
  for (let one = 0; one < xs.length; one++) {
    const [x, y] = [xs[one] - xs[from], ys[one] - ys[from]];
    const along = x * right + y * down;
    const across = Math.abs(x * down) + Math.abs(y * right);
    if (along <= 0 || across > 2 * along || along + 2 * across >= least || !isStop(one)) continue;
    [best, least] = [one, along + 2 * across];
  }
  return best;
}
