// Paints a scene on a canvas. What has one style is one path, so that thousands of people take a few strokes.

export class CanvasPainter {
  constructor(context) {
    this.context = context;
  }

  /** Begins shapes of one style: fill, stroke, width, dash, alpha. */
  open(style) {
    this.style = style;
    this.context.beginPath();
  }

  close() {
    const { context, style } = this;
    context.globalAlpha = style.alpha ?? 1;
    if (style.fill) {
      context.fillStyle = style.fill;
      context.fill();
    }
    if (style.stroke) {
      context.strokeStyle = style.stroke;
      context.lineWidth = style.width ?? 1;
      context.lineCap = "round";
      context.setLineDash(style.dash ?? []);
      context.stroke();
      context.setLineDash([]);
    }
    context.globalAlpha = 1;
  }

  circle(x, y, radius) {
    this.context.moveTo(x + radius, y);
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
  }

  square(x, y, half) {
    this.context.rect(x - half, y - half, 2 * half, 2 * half);
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
