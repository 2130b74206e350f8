// "How did it get from one to another?", in words, with the records behind every step.
import { ask, say } from "./ask.js";
import { html } from "./spread-svg.js";

const LEVELS = {
  confirmed: "Confirmed: by records of the practice itself",
  probable: "Probable: by inferred records, or by working in a team while it was supported",
  possible: "Possible: by ties, along which it could have gone",
};

export class Path {
  constructor({ form, from, to, list, output }, network, show) {
    Object.assign(this, { form, from, to, list, output, network, show });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.explain();
    });
    // The list of everybody is long, and made when it is first wanted.
    for (const field of [from, to]) field.addEventListener("focus", () => this.#fill(), { once: true });
  }

  #fill() {
    if (this.list.childElementCount || this.network.nodeCount > 3000) return;
    for (let node = 0; node < this.network.nodeCount; node++) this.list.append(
      html("option", { value: this.#words(node) }),
    );
  }

  #words(node) {
    return `${this.network.name(node)} (${this.network.id(node)})`;
  }

  /** The node somebody means: by its id, by what the list offers, or by its name alone. */
  #node(text) {
    const id = /\(([^()]*)\)\s*$/.exec(text)?.[1] ?? text.trim();
    const found = this.network.find(id);
    if (found !== undefined) return found;
    const wanted = text.trim().toLowerCase();
    for (let node = 0; node < this.network.nodeCount; node++) {
      if (this.network.name(node).toLowerCase() === wanted) return node;
    }
    return undefined;
  }

  start(node) {
    this.from.value = this.#words(node);
    this.to.focus();
  }

  /** What was asked, for the address. */
  get asked() {
    return this.question ?? "";
  }

  async ask(question) {
    const [from, to] = question.split(">").map((id) => this.network.find(id));
    if (from === undefined || to === undefined) return;
    this.from.value = this.#words(from);
    this.to.value = this.#words(to);
    await this.explain();
  }

  async explain() {
    const [from, to] = [this.#node(this.from.value), this.#node(this.to.value)];
    if (from === undefined || to === undefined || this.network.isTeam(from)) {
      const what = this.network.isTeam(from ?? 0)
        ? "a person"
        : `“${(from === undefined ? this.from : this.to).value}”: choose somebody`;
      this.output.replaceChildren(
        html(
          "p",
          {
            className: "problem",
            textContent: from !== undefined && this.network.isTeam(from)
              ? "It begins with a person: choose one from the list."
              : `There is nobody called ${what} from the list.`,
          },
        ),
      );
      return;
    }
    this.output.replaceChildren(html("p", { className: "faint", textContent: "Looking for the way…" }));
    const name = (node) => (this.network.isTeam(node) ? `team:${this.network.id(node)}` : `person:${this.network.id(node)}`);
    try {
      const answer = await ask("/api/v1/explain", { from: name(from), to: name(to) });
      this.question = `${this.network.id(from)}>${this.network.id(to)}`;
      this.#draw(answer, from, to);
    } catch (problem) {
      this.output.replaceChildren(html("p", { className: "problem", textContent: problem.message }));
    }
  }

  #draw(answer, from, to) {
    const { network } = this;
    if (!answer.reached) {
      const words = answer.missing ?? `Nothing on record leads from ${network.name(from)} to ${network.name(to)} in the order of time.`;
      this.output.replaceChildren(html("p", { textContent: words }));
      return;
    }
    const nodes = new Map([[from, 0]]);
    const list = html("ol", { className: "path" });
    answer.steps.forEach((step, place) => {
      const node = step.kind === "team" ? network.find(step.to, true) : network.find(step.to);
      if (node !== undefined) nodes.set(node, place + 1);
      const through = step.through ? network.find(step.through, true) : undefined;
      if (through !== undefined) nodes.set(through, place + 1);
      list.append(
        html("li", {}, html("p", { textContent: step.sentence }),
          html(
            "ul",
            {},
            ...step.records.map(
              (record) => html(
                "li",
                {
                  className: "faint",
                  textContent: `${record.says} (${record.evidence})`,
                },
              ),
            ),
          )),
      );
    });
    this.output.replaceChildren(
      html(
        "p",
        {},
        html("strong", { textContent: LEVELS[answer.level] ?? answer.level }),
        answer.arrival ? `, by ${answer.arrival}.` : ".",
      ),
      list,
      html(
        "div",
        { className: "buttons" },
        html(
          "button",
          { type: "button", textContent: "Show it in the picture", onclick: () => this.show(nodes, to) },
        ),
      ),
      html(
        "p",
        {
          className: "faint",
          textContent: "This shows what could have happened; whether it did is for the people to say.",
        },
      ),
    );
    say(
      `${answer.steps.length} ${answer.steps.length === 1 ? "step" : "steps"} from ${network.name(from)} to ${network.name(to)}.`,
    );
    this.changed?.();
  }
}
