// The finding in words and figures, as the service words it, at whatever time.

const $ = (id) => document.getElementById(id);

/** The headline and the figures at a time, in the words the service uses. */
export function tell(network, view, time) {
  const stand = view.at(time);
  const { axis } = network;
  const when = axis.name(axis.place(time - 1e-6));
  const people = (count) => (count === 1 ? "1 person" : `${count} people`);
  const narrowed = [
    view.choice.cohort < 0
      ? ""
      : ` from ${network.cohorts.name[view.choice.cohort]}`, view.choice.area < 0
      ? ""
      : ` in ${network.areaName(view.choice.area)}`,
  ].join("");
  const inside = view.technique === null ? "any technique" : view.name;
  let headline = `${view.name} reached ${people(stand.reached)}${narrowed} beyond the training by ${when}`;
  if (!stand.users) headline = `Nobody${narrowed} is on record as using ${inside} by ${when}`;
  else if (!stand.reached) headline = `${people(stand.users)}${narrowed} ${stand.users === 1 ? "uses" : "use"} ${inside} by ${when}; nobody passed ${view.technique === null ? "any" : "it"} on`;
  const possible = stand.reached - stand.onRecord;
  const rest = !possible
    ? "all with a record of who taught whom"
    : !stand.onRecord
      ? "none with a record of who taught them, all by a tie to somebody who used it before"
      : `${stand.onRecord} with a record of who taught them, ${possible} possibly, by a tie to somebody who used it before`;
  const lead = stand.reached
    ? `${stand.reached === 1 ? "This person has" : "They have"} it from other people rather than from an event: ${rest}.`
    : "As soon as it is recorded who learnt from whom, it is drawn here.";
  const figures = { trained: stand.ways[0], reached: stand.reached, teams: stand.supported.size, chain: stand.chain };
  const write = (id, text) => {
    if ($(id).textContent !== String(text)) $(id).textContent = text;
  };
  write("headline", headline);
  write("lead", lead);
  for (const [id, figure] of Object.entries(figures)) write(`${id}-figure`, figure);
  write("teams-name", stand.supported.size === 1 ? "team supported" : "teams supported");
  write("chain-name", stand.chain === 1 ? "step in longest chain" : "steps in longest chain");
  write(
    "network-says",
    `${headline}. ${lead} ${stand.supported.size} teams supported, ${stand.chain} steps in the longest chain. The tables below hold the same.`,
  );
}
