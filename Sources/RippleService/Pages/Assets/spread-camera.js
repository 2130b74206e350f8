// From places of the picture to places on paper or screen.

/** What of the window is left free when everything is shown: areas' names stand above them, words on the picture below. */
const ROOM = { side: 18, top: 30, bottom: 30 };
/** Pixels for each unit of the picture, at most: 20 units are the least distance of two people. */
const CLOSEST = 12;

/** The box that holds everything. */
function bounds(network) {
  if (!network.bounds) {
    const { areas } = network;
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    const add = (x, y, radius) => {
      [box.left, box.right] = [Math.min(box.left, x - radius), Math.max(box.right, x + radius)];
      [box.top, box.bottom] = [Math.min(box.top, y - radius), Math.max(box.bottom, y + radius)];
    };
    areas.name.forEach((_, area) => add(areas.x[area], areas.y[area], areas.radius[area]));
    for (let node = 0; node < network.nodeCount; node++) add(network.x(node), network.y(node), 0);
    network.bounds = box.right > box.left ? box : { left: -100, right: 100, top: -100, bottom: 100 };
  }
  return network.bounds;
}

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

  /** The camera that shows everything in a window. */
  static fitting(network, width, height) {
    const { left, right, top, bottom } = bounds(network);
    const [wide, high] = [width - 2 * ROOM.side, height - ROOM.top - ROOM.bottom];
    const scale = Math.min(wide / (right - left), high / (bottom - top), 4);
    const x = width / 2 - ((left + right) / 2) * scale;
    return new Camera(scale, x, (height + ROOM.top - ROOM.bottom) / 2 - ((top + bottom) / 2) * scale);
  }

  /** Comes closer, or goes farther away, with a place of the window kept where it is. */
  zoom(factor, x, y, least) {
    const scale = Math.min(Math.max(this.scale * factor, least), CLOSEST);
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
  }

  /** How far everything reaches beyond each side of a window; less than nothing where there is room. */
  beyond(network, width, height) {
    const { left, right, top, bottom } = bounds(network);
    return {
      left: ROOM.side - this.toX(left), right: this.toX(right) - width + ROOM.side, top: ROOM.top - this.toY(top),
      bottom: this.toY(bottom) - height + ROOM.bottom,
    };
  }

  /** Keeps the picture in the window: it fills it, or lies in it, along each side. */
  keep(network, width, height) {
    const { left, right, top, bottom } = this.beyond(network, width, height);
    // What reaches beyond both sides may be moved until it ends at one; what lies between them, until it touches one.
    this.x += left + right > 0 ? Math.min(left, 0) + Math.max(-right, 0) : Math.max(left, 0) - Math.max(right, 0);
    this.y += top + bottom > 0 ? Math.min(top, 0) + Math.max(-bottom, 0) : Math.max(top, 0) - Math.max(bottom, 0);
  }
}
