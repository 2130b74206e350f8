// The picture of the network on its canvas: what of it is seen, and who is pointed to.
import { say } from "./ask.js";
import { Camera } from "./spread-camera.js";
import { CanvasPainter } from "./spread-canvas.js";
import { PAPER, themeColours } from "./spread-colours.js";
import { discsAt } from "./spread-discs.js";
import { extent, unitAt } from "./spread-marks.js";
import { drawLive, drawScene, drawSettled, isLit, sceneOf } from "./spread-scene.js";
import { SVGPainter, html } from "./spread-svg.js";

/** How near a pointer is to somebody it means, in pixels. */
const FINGER = 16;

export class NetworkPicture {
  #isDue = false;
  #stillness = 0;
  #settled = null;

  /** `choose(node)` is called when somebody is chosen, and with null when let go. */
  constructor(canvas, tip, network, choose) {
    Object.assign(this, { canvas, tip, network, choose, pointed: null, pointedDisc: null, frames: 0 });
    this.painter = new CanvasPainter(canvas.getContext("2d"));
    this.detail = html("p", { id: "detail", className: "detail", hidden: true });
    canvas.after(this.detail);
    canvas.setAttribute("aria-describedby", `${canvas.getAttribute("aria-describedby") ?? ""} detail`.trim());
    this.colours = themeColours();
    new ResizeObserver(() => this.#resize()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.colours = themeColours();
      this.draw();
    });
    this.#resize();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width || (width === this.width && height === this.height)) return;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    const [right, down] = [(width - this.width) / 2, (height - this.height) / 2];
    Object.assign(this, { width, height, ratio });
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.least = Camera.fitting(this.network, width, height).scale * 0.6;
    // Whoever came closer still looks at the same people when the window changes.
    if (this.isWhole ?? true) this.fit();
    else this.pan(right, down);
  }

  /** Shows everything. */
  fit() {
    this.camera = Camera.fitting(this.network, this.width, this.height);
    this.isWhole = true;
    this.#unpointDisc();
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
      if (this.view && this.width) this.#paint();
    });
  }

  #paint() {
    const scene = this.#scene(this.colours);
    const { context } = this.painter;
    this.#clear(context);
    if (scene.discs) this.#settled = null;
    else if (scene.isMoving) drawSettled(this.painter, scene);
    else this.#drawSettled(context, scene);
    drawLive(this.painter, scene);
    this.#tellDetail(scene);
    this.frames++;
  }

  /** Says what is drawn of all there is. */
  #tellDetail({ discs, focus, sight }) {
    const words = discs
      ? "Each disc is people and teams close to each other; the number is how many use it. Come closer to see them."
      : !focus && sight.drawn < sight.arrows
        ? "Arrows are from those who led to most: come closer to see them all."
        : "";
    if (this.detail.textContent !== words) this.detail.textContent = words;
    this.detail.hidden = !words;
  }

  #clear(context) {
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.fillStyle = this.colours.ground;
    context.fillRect(0, 0, this.width, this.height);
  }

  /**
   * What stays as it is while time goes on is a picture of its own, since it is most of the work: while the picture plays it
   * is added to, and made anew when anything else changed.
   */
  #drawSettled(context, scene) {
    const { view, focus, colours, width, height, camera } = scene;
    const key = [view, focus, colours, width, height, this.ratio, camera.scale, camera.x, camera.y];
    const known = this.#settled;
    const isSame = known !== null && key.every((part, place) => part === known.key[place]);
    if (isSame && known.time === scene.time && (this.isPlaying || !known.isAdded)) {
      // Nothing to do: somebody is pointed to.
    } else if (isSame && this.isPlaying && known.time <= scene.time) {
      drawSettled(known.painter, scene, known.time);
      Object.assign(known, { time: scene.time, isAdded: true });
    } else {
      const canvas = known?.canvas ?? document.createElement("canvas");
      [canvas.width, canvas.height] = [this.canvas.width, this.canvas.height];
      const painter = new CanvasPainter(canvas.getContext("2d"));
      this.#clear(painter.context);
      drawSettled(painter, scene);
      this.#settled = { key, canvas, painter, time: scene.time, isAdded: false };
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.#settled.canvas, 0, 0);
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
  }

  #scene(colours, changes = {}) {
    const { view, time, camera, width, height, focus, chosen, pointed, pointedDisc, isMoving } = this;
    return sceneOf({
      view, time, camera, width, height, colours, focus, chosen, pointed, pointedDisc, isMoving, ...changes,
    });
  }

  /** The picture as it is seen now, as the text of an SVG file. */
  svg(title) {
    const painter = new SVGPainter();
    drawScene(painter, this.#scene(PAPER, { pointed: null, pointedDisc: null, isMoving: false }));
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
    const scene = this.#scene(PAPER, { pointed: null, pointedDisc: null, isMoving: false });
    drawScene(new CanvasPainter(context), scene);
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
    this.camera.zoom(factor, x, y, this.least);
    this.#move();
  }

  pan(x, y) {
    this.camera.x += x;
    this.camera.y += y;
    this.#move();
  }

  #move() {
    this.isWhole = false;
    this.camera.keep(this.network, this.width, this.height);
    this.#unpointDisc();
    this.draw(true);
  }

  /** Whether there is more of the picture for a movement by so much to bring into the window. */
  hasMore(x, y) {
    const { left, right, top, bottom } = this.camera.beyond(this.network, this.width, this.height);
    return Math.abs(x) > Math.abs(y) ? (x > 0 ? left : right) > 1 : (y > 0 ? top : bottom) > 1;
  }

  /** Comes so close to a disc that there are people. */
  open(disc) {
    const discs = this.discs;
    const [x, y] = [this.camera.toX(discs.x[disc]), this.camera.toY(discs.y[disc])];
    this.pan(this.width / 2 - x, this.height / 2 - y);
    while (this.discs) this.zoom(1.25);
    this.pan(this.width / 2 - this.camera.toX(discs.x[disc]), this.height / 2 - this.camera.toY(discs.y[disc]));
    const near = (node) => Math.hypot(this.network.x(node) - discs.x[disc], this.network.y(node) - discs.y[disc]);
    let best = null;
    for (let node = 0; node < this.network.nodeCount; node++) {
      if (discs.of[node] === disc && this.isLit(node) && (best === null || near(node) < near(best))) best = node;
    }
    return best;
  }

  get discs() {
    return discsAt(this.network, this.camera);
  }

  /** Chooses who, or opens what, is at a place of the canvas; `null` where there is nothing. */
  take(x, y) {
    const node = this.hit(x, y);
    const disc = node === null && this.discs ? this.discs.hit(this.camera, x, y) : null;
    if (disc === null) this.choose(node);
    else this.open(disc);
  }

  /** Points to who, or which disc, is at a place of the canvas. */
  pointAt(x, y) {
    const node = this.hit(x, y);
    if (node === null && this.discs) this.pointToDisc(this.discs.hit(this.camera, x, y), true);
    else this.point(node, true);
  }

  /** Who stands at a place of the canvas; whoever uses it before others. Among discs, only those who stand out. */
  hit(x, y) {
    const { network, camera, view } = this;
    const stand = view.at(this.time);
    const unit = unitAt(camera);
    const isAmongDiscs = this.discs !== null;
    let best = null;
    let least = FINGER;
    for (let node = 0; node < network.nodeCount; node++) {
      const away = Math.hypot(camera.toX(network.xs[node]) - x, camera.toY(network.ys[node]) - y);
      if (away > FINGER + 12 || (isAmongDiscs && !(this.focus?.has(node) && this.isLit(node)))) continue;
      const distance = away - extent(view, stand, node, unit) + (this.isLit(node) ? 0 : 4);
      if (distance < least) [best, least] = [node, distance];
    }
    return best;
  }

  isLit(node) {
    return isLit(this.view, this.view.at(this.time), node);
  }

  point(node, isByPointer = false) {
    this.#unpointDisc();
    if (node === this.pointed) return;
    this.pointed = node;
    const at = node === null ? null : [this.network.x(node), this.network.y(node)];
    this.#tell(node === null ? null : this.describe(node), at, isByPointer);
  }

  pointToDisc(disc, isByPointer = false) {
    if (this.pointed !== null) this.point(null);
    if (disc === this.pointedDisc) return;
    this.pointedDisc = disc;
    const { discs } = this;
    const words = disc === null ? null : `${discs.describe(this.view, disc, this.time)}. Choose to come closer.`;
    this.#tell(words, disc === null ? null : [discs.x[disc], discs.y[disc]], isByPointer);
    if (disc !== null && !isByPointer) say(words);
  }

  #unpointDisc() {
    if (this.pointedDisc === null) return;
    this.pointedDisc = null;
    this.#tell(null);
  }

  /** Says something beside a place of the picture. */
  #tell(words, at, isByPointer = false) {
    this.canvas.classList.toggle("is-on", words !== null && isByPointer);
    this.tip.hidden = words === null;
    if (words !== null) {
      this.tip.textContent = words;
      const [x, y] = [this.camera.toX(at[0]), this.camera.toY(at[1])];
      const width = this.tip.offsetWidth;
      this.tip.style.left = `${Math.max(4, Math.min(this.width - width - 4, x - width / 2))}px`;
      this.tip.style.top = `${y > 70 ? y - this.tip.offsetHeight - 14 : y + 16}px`;
    }
    this.draw();
  }
}
