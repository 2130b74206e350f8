// The panel beside the picture: who passed it on most, or one person or team in full.
import { html } from "./spread-svg.js";

const WAYS = [
  "was trained", "learnt it from a peer", "has it over two or more steps",
  "began on their own or from somebody not on record",
];

/** One sentence on somebody, for those who see it and those who hear it. */
export function describe(view, node, time) {
  const { network } = view;
  const { axis } = network;
  const about = [network.name(node), network.describe(node)].filter(Boolean).join(", ");
  if (network.isTeam(node)) {
    const spells = (view.supportOf.get(node) ?? []).filter((one) => one.from < time);
    if (!spells.length) return `${about}: not supported by then`;
    return `${about}: supported by ${network.name(spells[0].person)}${spells.length > 1 ? ` and ${spells.length - 1} more` : ""} from ${axis.label(spells[0].from)}`;
  }
  const place = view.placeOf[node];
  if (place < 0 || view.when[place] >= time) return `${about}: not using it by then`;
  const onward = view.at(time).onward[place];
  return `${about}: ${WAYS[view.way[place]]}, ${axis.label(view.when[place])}${onward ? `, and led to ${onward} more` : ""}`;
}

export class Panel {
  constructor({ panel, title, body }, network, { choose, depth, from }) {
    Object.assign(this, { panel, title, body, network, choose, depth, from });
  }

  show(view, time, chosen, depth) {
    if (chosen === null) this.#showMost(view, time);
    else this.#showOne(view, time, chosen, depth);
  }

  #name(node, more) {
    const link = html(
      "button",
      {
        type: "button", className: "name-link", textContent: this.network.name(node), onclick: () => this.choose(node),
      },
    );
    return html("li", {}, link, more ? html("span", { className: "faint", textContent: ` ${more}` }) : null);
  }

  #showMost(view, time) {
    const stand = view.at(time);
    const key = `most ${view.network.axis.place(time - 1e-6)}`;
    if (this.shown === key && this.view === view) return;
    [this.shown, this.view] = [key, view];
    const best = view.leaders(time);
    this.title.textContent = "Who passed it on most";
    if (!best.length) {
      this.body.replaceChildren(
        html(
          "p",
          {
            className: "faint",
            textContent: `Nobody is known to have passed it on by ${this.network.axis.name(this.network.axis.place(time - 1e-6))}.`,
          },
        ),
      );
      return;
    }
    const most = stand.onward[best[0]];
    const list = html("ol", { className: "ranking" });
    for (const place of best.slice(0, 8)) {
      const person = view.person[place];
      const bar = html("span", { className: "share" });
      const filled = html("span");
      filled.style.width = `${(100 * stand.onward[place]) / most}%`;
      bar.append(filled);
      list.append(
        html("li", {}, html("button", { type: "button", className: "ranked", onclick: () => this.choose(person) },
          html("span", { className: "who-name", textContent: this.network.name(person) }),
          html(
            "span",
            { className: "count" },
            String(stand.onward[place]),
            html("span", { className: "unseen", textContent: " people led to" }),
          ),
          html("span", { className: "faint", textContent: this.network.describe(person) }), bar)),
      );
    }
    this.body.replaceChildren(
      html("p", { className: "faint", textContent: "People each of them led to, directly and onwards." }),
      list,
    );
  }

  #showOne(view, time, node, depth) {
    const { network } = view;
    const key = `${node} ${depth} ${network.axis.place(time - 1e-6)}`;
    if (this.shown === key && this.view === view) return;
    const hadFocus = this.body.contains(document.activeElement) ? document.activeElement.dataset?.key : null;
    [this.shown, this.view] = [key, view];
    this.title.textContent = network.name(node);
    const parts = [html("p", { className: "faint", textContent: network.describe(node) })];
    if (network.isTeam(node)) parts.push(...this.#aboutTeam(view, time, node));
    else parts.push(...this.#aboutPerson(view, time, node));
    const steps = [["1", 1], ["2", 2], ["3", 3], ["Whole chain", 0]].map(([words, value]) =>
      html(
        "button",
        {
          type: "button", className: "step", textContent: words, "aria-pressed": String(depth === value),
          "data-key": `step${value}`, onclick: () => this.depth(value),
        },
      ));
    parts.push(
      html("fieldset", { className: "steps" }, html("legend", { textContent: "Steps shown around" }), ...steps),
      html("div", { className: "buttons" },
        network.isTeam(node) ? null : html(
          "button",
          {
            type: "button", className: "other", textContent: "Explain a path from here",
            onclick: () => this.from(node),
          },
        ),
        html(
          "button",
          { type: "button", className: "other", textContent: "Back to the list", onclick: () => this.choose(null) },
        )),
    );
    this.body.replaceChildren(...parts);
    if (hadFocus) this.body.querySelector(`[data-key="${hadFocus}"]`)?.focus();
  }

  #aboutTeam(view, time, node) {
    const { network } = view;
    const spells = (view.supportOf.get(node) ?? []).filter((one) => one.from < time);
    const headcount = network.teams.headcount[node - network.people.count];
    const parts = [];
    if (headcount) parts.push(html("p", { textContent: `${headcount} people work in it.` }));
    parts.push(html("h3", { textContent: spells.length ? "Supported by" : "Not supported by then" }));
    const list = html("ul", { className: "names" });
    for (const one of spells.slice(0, 20)) {
      list.append(
        this.#name(
          one.person,
          `${network.axis.label(one.from)}${one.until === Infinity ? ", still going on" : ` to ${network.axis.label(one.until - 1)}`}, ${network.engagements.evidence[one.row]}`,
        ),
      );
    }
    if (spells.length) parts.push(list);
    return parts;
  }

  #aboutPerson(view, time, node) {
    const { network } = view;
    const parts = [];
    const cohort = network.people.cohort[node];
    if (cohort >= 0) parts.push(html("p", { textContent: `Alumnus of ${network.cohorts.name[cohort]}.` }));
    const uses = network.spreads.slice(0, -1).filter((spread) => {
      if (!spread.places) spread.places = new Map(spread.person.map((person, place) => [person, place]));
      const place = spread.places.get(node);
      return place !== undefined && network.when(spread)[place] < time;
    });
    parts.push(html("h3", { textContent: "Has used" }));
    parts.push(uses.length
      ? html(
        "ul",
        { className: "tags" },
        ...uses.map((spread) => html("li", { textContent: network.techniques.name[spread.technique] })),
      )
      : html("p", { className: "faint", textContent: "Nothing on record by then." }));
    const place = view.placeOf[node];
    if (place >= 0 && view.when[place] < time) {
      parts.push(
        html("h3", { textContent: view.technique === null ? "Came to the first of them from" : "Learnt it from" }),
      );
      const sources = view.sources(place).sort(
        (a, b) => b.isKnown - a.isKnown || b.credit - a.credit || a.place - b.place,
      );
      if (sources.length) {
        parts.push(
          html(
            "ul",
            { className: "names" },
            ...sources.slice(0, 6).map(
              (source) => this.#name(
                view.person[source.place],
                source.isKnown ? "on record" : `possibly, ${Math.round(100 * source.credit)}%`,
              ),
            ),
          ),
        );
        if (sources.length > 6) parts.push(
          html("p", { className: "faint", textContent: `and ${sources.length - 6} more who may have been it` }),
        );
      } else {
        parts.push(html("p", { textContent: view.spread.isTaught[place] ? "The programme" : "Nobody on record" }));
      }
      const onward = view.tree(place).slice(1).filter((row) => view.when[row.place] < time);
      parts.push(
        html(
          "h3",
          {
            textContent: onward.length
              ? `Led to ${onward.length}, directly and onwards`
              : "Led to nobody on record yet",
          },
        ),
      );
      if (onward.length) {
        parts.push(
          html(
            "ul",
            { className: "names" },
            ...onward.slice(0, 12).map(
              (row) => this.#name(
                view.person[row.place],
                row.depth === 1 ? axisLabel(view, row.place) : `${axisLabel(view, row.place)}, ${row.depth} steps on`,
              ),
            ),
          ),
        );
        if (onward.length > 12) parts.push(
          html(
            "p",
            { className: "faint", textContent: `and ${onward.length - 12} more; the chain below has them all` },
          ),
        );
      }
    } else {
      parts.push(html("p", { textContent: "Not using it by then." }));
    }
    const teams = [
      ...new Map(
        (view.supportOf.get(node) ?? []).filter((one) => one.from < time).map((one) => [one.team, one]),
      ).values(),
    ];
    if (teams.length) {
      parts.push(html("h3", { textContent: `Supported ${teams.length} ${teams.length === 1 ? "team" : "teams"}` }));
      parts.push(
        html(
          "ul",
          { className: "names" },
          ...teams.slice(0, 8).map((one) => this.#name(one.team, network.axis.label(one.from))),
        ),
      );
    }
    return parts;
  }
}

const axisLabel = (view, place) => view.network.axis.label(view.when[place]);
