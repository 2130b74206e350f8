// How large the marks of people and teams are.

/** What sizes go by at a scale. */
export const unitAt = (camera) => Math.min(Math.max((20 * camera.scale) / 17, 0.3), 1.7);

/** Radius of somebody who uses it and led to so many. */
export const userRadius = (unit, onward) => unit * Math.min(3.6 + 1.15 * Math.sqrt(onward), 12);

/** Half the width of the square of a team that is supported. */
export const teamExtent = (unit) => unit * 4.2;

/** Half the width of who does not use it and of teams that are not supported. */
export const idleExtent = (unit) => Math.max(unit * 2.4, 0.8);

/** Half the width of a node as it is drawn. */
export function extent(view, stand, node, unit) {
  if (view.network.isTeam(node)) return stand.supported.has(node) ? teamExtent(unit) : idleExtent(unit);
  const place = view.placeOf[node];
  return place >= 0 && place < stand.begun ? userRadius(unit, stand.onward[place]) : idleExtent(unit);
}
