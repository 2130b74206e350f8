// The picture of the network on its canvas: drawn when something changed, moved by pointer, fingers and keys.
import { say } from "./ask.js";
import { CanvasPainter } from "./spread-canvas.js";
import { Camera, PAPER, dot, drawScene, extent, themeColours } from "./spread-scene.js";
import { SVGPainter } from "./spread-svg.js";

const FINGER = 16;

export class NetworkPicture {
  #isDue = false;
  #pointers = new Map();
  #moved = 0;
  #stillness = 0;

  /** `choose(node)` is called when somebody is chosen, `null` when let go; `key(name)` with keys that are not the picture's. */
  constructor(canvas, tip, network, { choose, key }) {
    Object.assign(this, { canvas, tip, network, choose, key });
    this.painter = new CanvasPainter(canvas.getContext("2d"));
    this.colours = themeColours();
    this.frames = 0;
    this.time = 0;
    new ResizeObserver(() => this.#resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.colours = themeColours();
      this.draw();
    });
    this.#resize();
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => this.#up(event));
    canvas.addEventListener("pointerleave", () => this.#point(null));
    canvas.addEventListener("keydown", (event) => this.#press(event));
    canvas.addEventListener("blur", () => this.#point(null));
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || (width === this.width && height === this.height)) return;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    Object.assign(this, { width, height, ratio });
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.fit();
  }

  /** Shows everything. */
  fit() {
    this.camera = Camera.fitting(this.network, this.width, this.height);
    this.least = this.camera.scale * 0.6;
    this.draw();
  }

  /** What is drawn from now on. */
  show(changes) {
    Object.assign(this, changes);
    this.draw();
  }

  /** Draws before the next frame, once for however many changes. */
  draw(isMoving = false) {
    this.isMoving = isMoving;
    if (isMoving) {
      clearTimeout(this.#stillness);
      this.#stillness = setTimeout(() => this.draw(), 160);
    }
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      if (!this.view || !this.width) return;
      const { context } = this.painter;
      context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      context.fillStyle = this.colours.ground;
      context.fillRect(0, 0, this.width, this.height);
      drawScene(this.painter, this.#scene(this.colours));
      this.frames++;
    });
  }

  #scene(colours) {
    const { view, time, camera, width, height, focus, chosen, pointed, isMoving } = this;
    return { view, time, camera, width, height, colours, focus, chosen, pointed, isMoving };
  }

  /** The picture as it is seen now, as the text of an SVG file; of everything where that is asked for. */
  svg(title, isWhole = false) {
    const painter = new SVGPainter();
    const scene = { ...this.#scene(PAPER), pointed: null, isMoving: false };
    if (isWhole) scene.camera = Camera.fitting(this.network, this.width, this.height);
    drawScene(painter, scene);
    return painter.file(this.width, this.height, PAPER.ground, title);
  }

  /** The picture as it is seen now, as a PNG of twice the size. */
  async png() {
    const canvas = document.createElement("canvas");
    canvas.width = this.width * 2;
    canvas.height = this.height * 2;
    const context = canvas.getContext("2d");
    context.scale(2, 2);
    context.fillStyle = PAPER.ground;
    context.fillRect(0, 0, this.width, this.height);
    drawScene(new CanvasPainter(context), { ...this.#scene(PAPER), pointed: null, isMoving: false });
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  /** Brings somebody into sight, if they are not. */
  reveal(node) {
    const [x, y] = [this.camera.toX(this.network.x(node)), this.camera.toY(this.network.y(node))];
    const edge = 10;
    if (x < edge || y < edge || x > this.width - edge || y > this.height - edge) {
      this.camera.x += this.width / 2 - x;
      this.camera.y += this.height / 2 - y;
    }
    this.draw();
  }

  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const { camera } = this;
    const scale = Math.min(Math.max(camera.scale * factor, this.least), 12);
    camera.x = x - ((x - camera.x) * scale) / camera.scale;
    camera.y = y - ((y - camera.y) * scale) / camera.scale;
    camera.scale = scale;
    this.draw(true);
  }

  #pan(x, y) {
    this.camera.x += x;
    this.camera.y += y;
    this.draw(true);
  }

  #at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #wheel(event) {
    // The page scrolls as ever; with Ctrl, or two fingers on a touchpad, the picture zooms.
    if (!event.ctrlKey && document.activeElement !== this.canvas) return;
    event.preventDefault();
    this.zoom(Math.exp(-Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 60) * 0.004), ...this.#at(event));
  }

  #down(event) {
    this.canvas.setPointerCapture(event.pointerId);
    if (!this.#pointers.size) this.#moved = 0;
    this.#pointers.set(event.pointerId, this.#at(event));
  }

  #move(event) {
    const [x, y] = this.#at(event);
    const before = this.#pointers.get(event.pointerId);
    if (!before) return this.#point(this.hit(x, y), true);
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    this.#pointers.set(event.pointerId, [x, y]);
    this.#moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
    if (others.length) {
      const [other] = others;
      const span = (at) => Math.hypot(at[0] - other[0], at[1] - other[1]) || 1;
      this.zoom(span([x, y]) / span(before), (x + other[0]) / 2, (y + other[1]) / 2);
      this.#pan((x - before[0]) / 2, (y - before[1]) / 2);
    } else if (this.#moved > 4) {
      this.#pan(x - before[0], y - before[1]);
    }
  }

  #up(event) {
    if (!this.#pointers.delete(event.pointerId)) return;
    if (event.type === "pointerup" && this.#moved <= 4 && !this.#pointers.size) this.choose(
      this.hit(...this.#at(event)),
    );
  }

  /** Who stands at a place of the canvas; whoever uses it before others. */
  hit(x, y) {
    const { network, camera, view } = this;
    const stand = view.at(this.time);
    const unit = dot(camera);
    let best = null;
    let least = FINGER;
    for (let node = 0; node < network.nodeCount; node++) {
      const away = Math.hypot(camera.toX(network.x(node)) - x, camera.toY(network.y(node)) - y);
      if (away > FINGER + 12) continue;
      const distance = away - extent(view, stand, node, unit) + (this.isLit(node) ? 0 : 4);
      if (distance < least) [best, least] = [node, distance];
    }
    return best;
  }

  /** Whether somebody uses it, or a team is supported, by now. */
  isLit(node) {
    const stand = this.view.at(this.time);
    if (this.network.isTeam(node)) return stand.supported.has(node);
    const place = this.view.placeOf[node];
    return place >= 0 && place < stand.begun && this.view.isShown[place] === 1;
  }

  #point(node, byPointer = false) {
    if (node === (this.pointed ?? null)) return;
    this.pointed = node;
    this.canvas.classList.toggle("is-on", node !== null && byPointer);
    this.tip.hidden = node === null;
    if (node !== null) {
      this.tip.textContent = this.describe(node);
      const [x, y] = [this.camera.toX(this.network.x(node)), this.camera.toY(this.network.y(node))];
      const width = this.tip.offsetWidth;
      this.tip.style.left = `${Math.max(4, Math.min(this.width - width - 4, x - width / 2))}px`;
      this.tip.style.top = `${y > 70 ? y - this.tip.offsetHeight - 14 : y + 16}px`;
    }
    this.draw();
  }

  #press(event) {
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step && event.shiftKey) this.#pan(-60 * step[0], -60 * step[1]);
    else if (step) this.#go(step);
    else if (event.key === "+" || event.key === "=") this.zoom(1.3);
    else if (event.key === "-") this.zoom(1 / 1.3);
    else if (event.key === "0") this.fit();
    else if (event.key === "Enter") {
      if (this.pointed === null || this.pointed === undefined) return;
      this.choose(this.pointed);
    } else if (event.key === "Escape") {
      this.#point(null);
      this.choose(null);
    } else if (!this.key(event.key)) return;
    event.preventDefault();
  }

  /** Points to the next one lit in a direction; neighbours of the one chosen come before others. */
  #go([right, down]) {
    const { network, view } = this;
    const from = this.pointed ?? this.chosen ?? null;
    let best = null;
    let least = Infinity;
    if (from === null) {
      const { onward } = view.at(this.time);
      for (let node = 0; node < network.nodeCount; node++) {
        const weight = network.isTeam(node) || !this.isLit(node) ? 1 : -onward[view.placeOf[node]];
        if (weight < least && this.isLit(node)) [best, least] = [node, weight];
      }
    } else {
      for (let node = 0; node < network.nodeCount; node++) {
        if (node === from || !this.isLit(node) || (this.focus && !this.focus.has(node))) continue;
        const [x, y] = [network.x(node) - network.x(from), network.y(node) - network.y(from)];
        const along = x * right + y * down;
        const across = Math.abs(x * down) + Math.abs(y * right);
        if (along <= 0 || across > 2 * along) continue;
        if (along + 2 * across < least) [best, least] = [node, along + 2 * across];
      }
    }
    if (best === null) return say("Nobody further that way.");
    this.reveal(best);
    this.#point(best);
    say(this.describe(best));
  }
}
