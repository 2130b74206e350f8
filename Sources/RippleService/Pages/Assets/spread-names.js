// Names on the picture of the network, where they cover neither each other nor the areas' names.
import { extent } from "./spread-marks.js";

/** Whether two boxes, each left, top, right and bottom, cover the same ground. */
export const meets = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Names of areas above them; `taken` gets the boxes they cover. */
export function drawAreas(painter, network, { camera, colours, width }, taken) {
  const { areas } = network;
  if (areas.name.length < 2) return;
  const size = width < 500 ? 9 : 11;
  const bySize = areas.name.map((_, area) => area).sort((a, b) => areas.radius[b] - areas.radius[a] || a - b);
  for (const area of bySize) {
    const words = lines(network.areaName(area).toUpperCase(), width < 500 ? 18 : 26);
    const x = camera.toX(areas.x[area]);
    const top = camera.toY(areas.y[area] - areas.radius[area]) - 7 - 13 * (words.length - 1);
    const widest = Math.max(...words.map((line) => line.length)) * size * 0.4;
    // Where there is no room for two names, the larger area has its own.
    const box = [x - widest, top - 8, x + widest, top + 13 * words.length];
    if (x < -widest || x > width + widest || taken.some((other) => meets(box, other))) continue;
    words.forEach((line, row) => {
      const half = (line.length * size * 0.72) / 2;
      const middle = Math.max(half + 4, Math.min(width - half - 4, x));
      painter.text(
        middle,
        top + 13 * row,
        line,
        { fill: colours.faint, size, weight: 600, anchor: "middle", spacing: 0.8, halo: colours.halo },
      );
      taken.push([middle - half, top + 13 * row - 8, middle + half, top + 13 * row + 8]);
    });
  }
}

/** Words in lines of about so many letters, two lines at most. */
function lines(text, most) {
  if (text.length <= most) return [text];
  const middle = text.length / 2;
  const gaps = [...text.matchAll(/[ ,] ?/g)].map((gap) => gap.index + gap[0].length);
  const cut = gaps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? most;
  const clip = (part) => (part.length > most + 8 ? `${part.slice(0, most + 6).trim()}…` : part);
  return [clip(text.slice(0, cut).trim()), clip(text.slice(cut).trim())];
}

// Who is nearest to the one chosen, by what stands out: the same at every frame while the picture plays.
const nearest = new WeakMap();

function byDistance(focus) {
  if (!nearest.has(focus)) {
    nearest.set(focus, [...focus].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([node]) => node));
  }
  return nearest.get(focus);
}

/** Names of those who count most here; where discs stand for everybody, of those alone who stand out. */
export function drawNames(painter, scene, taken, most) {
  const { view, stand, camera, unit, colours, focus, chosen, pointed, width, height, discs, sight } = scene;
  const { network } = view;
  const isSeen = (node) => network.isTeam(node)
    ? stand.supported.has(node)
    : view.placeOf[node] >= 0 && view.placeOf[node] < stand.begun;
  const wanted = function* () {
    for (const node of [chosen, pointed]) if (node !== undefined && node !== null) yield node;
    if (!focus && !discs) for (const place of view.leaders(stand.time, sight.isInside)) yield view.person[place];
    if (focus) for (const node of byDistance(focus)) if (node !== chosen && node !== pointed && isSeen(node)) yield node;
  };
  const size = 12;
  let drawn = 0;
  const known = new Set();
  for (const node of wanted()) {
    // Where there is no room for so many there is none for the rest.
    if (drawn >= most || known.size > 400) break;
    if (known.has(node)) continue;
    known.add(node);
    const [x, y] = [camera.toX(network.x(node)), camera.toY(network.y(node))];
    if (x < 0 || x > width || y < 0 || y > height) continue;
    const words = network.name(node);
    const room = words.length * size * 0.54;
    const away = extent(view, stand, node, unit) + 4;
    const isChosen = node === chosen;
    const spots = [[x + away, "start"], [x - away, "end"]];
    const spot = spots.find(([at, anchor]) => {
      const left = anchor === "start" ? at : at - room;
      const box = [left - 2, y - 8, left + room + 2, y + 8];
      if (box[0] < 0 || box[2] > width) return false;
      if (!isChosen && taken.some((other) => meets(box, other))) return false;
      taken.push(box);
      return true;
    });
    if (!spot) continue;
    const weight = isChosen ? 700 : 400;
    painter.text(spot[0], y, words, { fill: colours.ink, size, weight, halo: colours.halo, anchor: spot[1] });
    drawn++;
  }
}
