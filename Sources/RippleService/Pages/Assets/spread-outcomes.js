// What was recorded of teams before and after they were reached, beside teams that were not.
import { ask } from "./ask.js";
import { html, svg, table } from "./spread-svg.js";

export class Outcomes {
  #asked = null;
  #answers = new Map();

  constructor(container, chooser, network, chosen) {
    Object.assign(this, { container, chooser, network });
    for (const measure of network.measures) chooser.append(html("option", { value: measure, textContent: measure }));
    if (network.measures.includes(chosen)) chooser.value = chosen;
    chooser.addEventListener("change", () => this.show(this.view));
    new ResizeObserver(() => this.answer && this.#draw(this.answer)).observe(container);
  }

  get measure() {
    return this.chooser.value;
  }

  async show(view) {
    this.view = view;
    if (!this.network.measures.length) {
      this.chooser.parentElement.hidden = true;
      this.container.replaceChildren(
        html(
          "p",
          {
            className: "empty",
            textContent: "No outcomes are recorded yet: import outcomes.csv to compare teams before and after.",
          },
        ),
      );
      return;
    }
    const technique = view.technique === null ? "" : this.network.techniques.id[view.technique];
    const cohort = view.choice.cohort < 0 ? "" : this.network.cohorts.id[view.choice.cohort];
    const key = JSON.stringify([this.measure, technique, cohort]);
    if (this.#asked === key) return;
    this.#asked = key;
    this.answer = null;
    this.container.replaceChildren(html("p", { className: "empty", textContent: "Comparing teams…" }));
    try {
      if (!this.#answers.has(key)) this.#answers.set(
        key,
        await ask("/api/v1/outcomes", { measure: this.measure, technique, cohort }),
      );
      if (this.#asked !== key) return;
      this.answer = this.#answers.get(key);
      this.#draw(this.answer);
    } catch (problem) {
      if (this.#asked !== key) return;
      this.#asked = null;
      this.container.replaceChildren(html("p", { className: "problem", textContent: problem.message }));
    }
  }

  #draw(answer) {
    const { network } = this;
    const teams = answer.teams.filter((team) => team.before !== null && team.after !== null);
    const mean = (of) => teams.reduce((sum, team) => sum + team[of], 0) / teams.length;
    const others = answer.notReached && answer.notReached.before !== null && answer.notReached.after !== null
      ? answer.notReached
      : null;
    const finding = html("p", { className: "finding-text", textContent: answer.finding });
    const caution = html(
      "p",
      {
        className: "faint",
        textContent:
          "Teams were not chosen by lot, so other things may lie behind the difference: read it as a contribution " +
          "at most, not as a cause.",
      },
    );
    if (!teams.length) {
      this.container.replaceChildren(finding, caution);
      return;
    }
    const unit = answer.unit && answer.unit !== "%" ? ` ${answer.unit}` : answer.unit ?? "";
    const number = (value) => `${value.toFixed(Math.abs(value) < 20 ? 1 : 0)}${unit}`;
    const lines = teams.map((team) => [team.before, team.after]);
    const groups = [
      { name: `${teams.length} reached`, class: "reached", before: mean("before"), after: mean("after") },
    ];
    if (others) groups.push(
      { name: `${others.teams} not reached`, class: "others", before: others.before, after: others.after },
    );
    const values = [...lines.flat(), ...groups.flatMap((group) => [group.before, group.after])];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const width = Math.max(this.container.clientWidth, 280);
    const height = 250;
    const side = width < 420 ? 104 : 150;
    const y = (value) => 34 + ((high - value) / (high - low || 1)) * (height - 54);
    const [left, right] = [side, width - side];
    const picture = svg("svg", {
      viewBox: `0 0 ${width} ${height}`, width: "100%", role: "img",
      "aria-label": `${answer.measure}: ${groups.map((group) => `${group.name} went from ${number(group.before)} to ${number(group.after)}`).join("; ")}. The table below has every team.`,
    });
    picture.append(
      svg(
        "text",
        { x: left, y: 14, class: "moment" },
        "Before",
      ), svg("text", { x: right, y: 14, class: "moment" }, "After"),
      svg("line", { x1: left, x2: left, y1: 24, y2: height - 12, class: "post" }), svg(
        "line",
        { x1: right, x2: right, y1: 24, y2: height - 12, class: "post" },
      ),
    );
    for (const [before, after] of lines) picture.append(
      svg("line", { x1: left, x2: right, y1: y(before), y2: y(after), class: "one-team" }),
    );
    const apart = (of) => {
      const ends = groups.map((group) => y(group[of]));
      if (ends.length === 2 && Math.abs(ends[0] - ends[1]) < 17) {
        const middle = (ends[0] + ends[1]) / 2;
        return ends[0] <= ends[1] ? [middle - 8.5, middle + 8.5] : [middle + 8.5, middle - 8.5];
      }
      return ends;
    };
    const [starts, ends] = [apart("before"), apart("after")];
    groups.forEach((group, place) => {
      picture.append(
        svg("line", { x1: left, x2: right, y1: y(group.before), y2: y(group.after), class: `mean ${group.class}` }),
        svg(
          "circle",
          { cx: left, cy: y(group.before), r: 5, class: group.class },
        ), svg("circle", { cx: right, cy: y(group.after), r: 5, class: group.class }),
        svg(
          "text",
          { x: left - 10, y: starts[place], class: `value ${group.class} end` },
          `${group.name} ${number(group.before)}`,
        ),
        svg("text", { x: right + 10, y: ends[place], class: `value ${group.class}` }, number(group.after)),
      );
    });
    const rows = teams.map((team) => [
      network.name(network.find(team.id, true) ?? -1) ?? team.id, team.arrival ?? "–",
      ...[team.before, team.after, team.difference].map((value) => Number(value.toFixed(2))),
    ]);
    this.container.replaceChildren(
      finding, picture, caution,
      html("details", {}, html("summary", { textContent: "The same as a table" }),
        html(
          "div",
          { className: "sideways" },
          table(
            `Mean ${answer.measure} in each team that was reached; the last column is the difference from what was to be expected`,
            ["Team", "Reached", "Before", "After", "Difference"],
            rows,
          ),
        )),
    );
  }
}
