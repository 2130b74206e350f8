// SVG: a painter for scenes that are saved or printed, and elements for charts. Attributes alone, never inline styles.

const escaped = (text) =>
  String(text).replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

const short = (number) => Math.round(number * 10) / 10;

/** Writes a scene as the text of an SVG file. */
export class SVGPainter {
  #parts = [];

  open({ fill = "none", stroke, width = 1, dash, alpha }) {
    const line = stroke
      ? ` stroke="${stroke}" stroke-width="${width}"${dash ? ` stroke-dasharray="${dash.join(" ")}"` : ""}`
      : "";
    this.#parts.push(`<g fill="${fill}"${line}${alpha !== undefined ? ` opacity="${alpha}"` : ""}>`);
  }

  close() {
    this.#parts.push("</g>\n");
  }

  circle(x, y, radius) {
    this.#parts.push(`<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}"/>`);
  }

  /** Part of a circle, from one share of the way round to another, clockwise from the top. */
  sector(x, y, radius, from, to) {
    if (to - from >= 1) return this.circle(x, y, radius);
    const at = (share) => {
      const angle = (share - 0.25) * 2 * Math.PI;
      return `${short(x + radius * Math.cos(angle))} ${short(y + radius * Math.sin(angle))}`;
    };
    const arc = `A${short(radius)} ${short(radius)} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}`;
    this.#parts.push(`<path d="M${short(x)} ${short(y)}L${at(from)}${arc}Z"/>`);
  }

  square(x, y, half) {
    this.#parts.push(
      `<rect x="${short(x - half)}" y="${short(y - half)}" width="${short(2 * half)}" height="${short(2 * half)}"/>`,
    );
  }

  curve(x, y, byX, byY, toX, toY) {
    this.#parts.push(`<path d="M${short(x)} ${short(y)}Q${short(byX)} ${short(byY)} ${short(toX)} ${short(toY)}"/>`);
  }

  text(x, y, words, { fill, size, weight = 400, halo, anchor = "start", spacing = 0 }) {
    const edge = halo ? ` stroke="${halo}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"` : "";
    this.#parts.push(
      `<text x="${short(x)}" y="${short(y)}" dy="0.35em" font-family="system-ui, Arial, sans-serif" font-size="${size}"` +
        ` font-weight="${weight}" letter-spacing="${spacing}" text-anchor="${anchor}" fill="${fill}"${edge}>${escaped(words)}</text>`,
    );
  }

  /** The whole file. */
  file(width, height, ground, title) {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">` +
      `<title>${escaped(title)}</title>\n<rect width="${width}" height="${height}" fill="${ground}"/>\n${this.#parts.join("")}</svg>\n`
    );
  }
}

/** An element of SVG with attributes and what stands in it. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** An element of HTML with properties and what stands in it. */
export function html(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A table with a caption, a head and rows, the first cell of each its heading; numbers stand to the right. */
export function table(caption, heads, rows) {
  const isNumber = heads.map((_, column) => rows.some((row) => typeof row[column] === "number"));
  return html(
    "table",
    {},
    html("caption", { textContent: caption }),
    html("thead", {}, html("tr", {}, ...heads.map((head, column) =>
      html("th", { scope: "col", textContent: head, className: isNumber[column] ? "number" : "" })))),
    html("tbody", {}, ...rows.map((row) => html("tr", {}, ...row.map((cell, column) => {
      const head = column === 0;
      const element = html(head ? "th" : "td", { className: isNumber[column] ? "number" : "" });
      if (head) element.scope = "row";
      element.append(cell ?? "–");
      return element;
    })))),
  );
}
