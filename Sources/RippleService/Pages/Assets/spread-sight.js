// What of a network is inside the window, and which arrows can be told apart there.

/** Arrows are told apart where each has so many square pixels. */
const ROOM = 400;

/** What of a view is inside the window of a camera; looked up once while neither moves. */
export function sightOf(view, camera, width, height) {
  const key = [camera.scale, camera.x, camera.y, width, height].join(" ");
  if (view.sight?.key !== key) view.sight = { key, ...look(view, camera, width, height) };
  return view.sight;
}

function look(view, camera, width, height) {
  const { network: { xs, ys }, arrows, person } = view;
  const isInside = new Uint8Array(xs.length);
  // What is a little outside reaches in.
  const edge = 30;
  let inside = 0;
  for (let node = 0; node < xs.length; node++) {
    const [x, y] = [camera.toX(xs[node]), camera.toY(ys[node])];
    isInside[node] = x > -edge && x < width + edge && y > -edge && y < height + edge ? 1 : 0;
    inside += isInside[node];
  }
  const room = (width * height) / ROOM;
  // Arrows from those who lead to most in the end come first: the same arrows at every time.
  const { onward } = view.at(Infinity);
  const led = new Int32Array(65);
  for (let arrow = 0; arrow < arrows.count; arrow++) {
    const [from, to] = [arrows.from[arrow], arrows.to[arrow]];
    if (view.isShown[to] && (isInside[person[from]] || isInside[person[to]])) led[Math.min(onward[from], 64)]++;
  }
  let [least, drawn] = [64, led[64]];
  while (least > 0 && drawn + led[least - 1] <= room) drawn += led[--least];
  const supports = view.support.reduce((sum, one) => sum + (isInside[one.person] | isInside[one.team]), 0);
  return {
    /** For each node, 1 where it is in the window. */
    isInside,
    /** How many these are. */
    inside,
    /** Arrows from those who led to at least so many are drawn; how many there are, and how many of them are. */
    least, arrows: led.reduce((sum, one) => sum + one), drawn,
    /** Whether lines from supporters to their teams are drawn. */
    hasSupport: supports <= room,
  };
}
