// Paints a scene on a canvas. Lines of one style are one path, so that thousands of them take a few strokes.

export class CanvasPainter {
  constructor(context) {
    this.context = context;
  }

  /** Begins shapes of one style: fill, stroke, width, dash, alpha. */
  open(style) {
    this.style = style;
    const { context } = this;
    context.globalAlpha = style.alpha ?? 1;
    if (style.fill) context.fillStyle = style.fill;
    context.beginPath();
  }

  close() {
    const { context, style } = this;
    if (style.stroke) {
      if (style.fill) context.fill();
      context.strokeStyle = style.stroke;
      context.lineWidth = style.width ?? 1;
      context.lineCap = "round";
      context.setLineDash(style.dash ?? []);
      context.stroke();
      context.setLineDash([]);
    }
    context.globalAlpha = 1;
  }

  // What has no outline is filled at once: a path of thousands of shapes takes twice as long.

  circle(x, y, radius) {
    this.sector(x, y, radius, 0, 1);
  }

  /** Part of a circle, from one share of the way round to another, clockwise from the top. */
  sector(x, y, radius, from, to) {
    const { context, style } = this;
    const [first, last] = [from, to].map((share) => (share - 0.25) * 2 * Math.PI);
    if (!style.stroke) context.beginPath();
    if (to - from < 1) context.moveTo(x, y);
    else context.moveTo(x, y - radius);
    context.arc(x, y, radius, first, last);
    if (!style.stroke) context.fill();
  }

  square(x, y, half) {
    if (this.style.stroke) this.context.rect(x - half, y - half, 2 * half, 2 * half);
    else this.context.fillRect(x - half, y - half, 2 * half, 2 * half);
  }

  /** A curve from one point by another towards a third. */
  curve(x, y, byX, byY, toX, toY) {
    this.context.moveTo(x, y);
    this.context.quadraticCurveTo(byX, byY, toX, toY);
  }

  text(x, y, words, { fill, size, weight = 400, halo, anchor = "start", spacing = 0 }) {
    const { context } = this;
    context.font = `${weight} ${size}px system-ui, sans-serif`;
    if ("letterSpacing" in context) context.letterSpacing = `${spacing}px`;
    context.textAlign = anchor === "middle" ? "center" : anchor;
    context.textBaseline = "middle";
    if (halo) {
      context.strokeStyle = halo;
      context.lineWidth = 3.5;
      context.lineJoin = "round";
      context.strokeText(words, x, y);
    }
    context.fillStyle = fill;
    context.fillText(words, x, y);
  }
}
