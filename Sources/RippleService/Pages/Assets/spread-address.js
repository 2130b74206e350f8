// What is looked at, kept behind the hash of the address, which no server and no log sees: a link to a view names
// people.

/** The parts of a hash: "#technique=coaching&at=2024-06". */
export function readHash() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** Puts parts into the address without a new entry in the history; empty ones are left out. */
function writeHash(parts) {
  const kept = Object.entries(parts).filter(([, value]) => value !== "" && value !== undefined && value !== null);
  const hash = kept.length ? `#${new URLSearchParams(kept)}` : "";
  if (hash !== location.hash) history.replaceState(null, "", location.pathname + location.search + hash);
}

/** What the address asks for; the technique it does not name is the one the page was made with. */
export function beginning(network, technique) {
  const hash = readHash();
  const { axis } = network;
  const place = network.techniques.id.indexOf(hash.technique ?? technique);
  const at = hash.at === undefined ? NaN : Number(hash.at);
  const chosen = hash.team !== undefined
    ? network.find(hash.team, true)
    : hash.person !== undefined ? network.find(hash.person) : undefined;
  return {
    technique: place < 0 ? network.spreads.length - 1 : place,
    cohort: network.cohorts.id.indexOf(hash.cohort),
    area: hash.area === undefined ? -1 : network.areas.name.indexOf(hash.area),
    evidence: hash.evidence === "known" ? "known" : "possible",
    time: axis.bins[at] ? axis.bins[at].end : axis.end, chosen: chosen ?? null,
    depth: Math.min(Math.max(Number(hash.steps) || 0, 0), 3), route: null,
  };
}

/** Writes what is looked at, a measure of outcomes and a question for a path into the address. */
export function writeAddress(network, { values }, measure, path) {
  const { technique, cohort, area, evidence, time, chosen, depth } = values;
  const isTeam = chosen !== null && network.isTeam(chosen);
  writeHash({
    technique: network.techniques.id[technique] ?? "all", cohort: network.cohorts.id[cohort],
    area: network.areas.name[area], evidence: evidence === "known" ? "known" : "",
    at: time >= network.axis.end ? "" : network.axis.place(time - 1e-6),
    person: chosen === null || isTeam ? "" : network.id(chosen), team: isTeam ? network.id(chosen) : "",
    steps: depth || "", measure, path,
  });
}
