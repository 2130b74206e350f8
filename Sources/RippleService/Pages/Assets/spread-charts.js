// The charts below the picture of the network, and whose chain is drawn in them.
import { drawCurve } from "./spread-curve.js";
import { html } from "./spread-svg.js";
import { drawTree } from "./spread-tree.js";

const $ = (id) => document.getElementById(id);

export class Charts {
  #cursors = [];

  /** `choose(node)` is called when somebody in a chart is chosen. */
  constructor(network, choose) {
    Object.assign(this, { network, choose });
    $("root").addEventListener("change", () => choose(Number($("root").value)));
    let width = $("tree").clientWidth;
    new ResizeObserver(() => {
      if (!this.view || Math.abs($("tree").clientWidth - width) <= 8) return;
      width = $("tree").clientWidth;
      this.draw();
    }).observe($("tree"));
  }

  /** Shows a view, with the chain from somebody if they led to anybody, else from who led to most. */
  show(view, chosen, time) {
    if (view !== this.view) this.#fillRoots(view);
    Object.assign(this, { view, chosen, time });
    this.draw();
  }

  draw() {
    const { view, network } = this;
    const root = this.#root();
    if (root !== undefined) {
      const person = view.person[root];
      if (![...$("root").options].some((option) => Number(option.value) === person)) {
        $("root").append(html("option", { value: person, textContent: network.name(person) }));
      }
      $("root").value = person;
    }
    this.#cursors = [
      drawTree($("tree"), $("tree-table"), $("tree-title"), view, root, { choose: this.choose }),
      drawCurve($("curve"), $("curve-title"), view),
    ].filter(Boolean);
    this.move(this.time);
  }

  /** Moves the time cursor in all of them. */
  move(time) {
    this.time = time;
    for (const move of this.#cursors) move(time);
  }

  #fillRoots(view) {
    const { onward } = view.at(Infinity);
    $("root").replaceChildren(...view.roots.slice(0, 50).map((place) => html("option", {
      value: view.person[place], textContent: `${this.network.name(view.person[place])} (${onward[place]})`,
    })));
    $("root").parentElement.hidden = !view.roots.length;
    $("root").disabled = !view.roots.length;
  }

  #root() {
    const { view, chosen } = this;
    const place = chosen === null || this.network.isTeam(chosen) ? -1 : view.placeOf[chosen];
    return place >= 0 && view.children.of(place).length ? place : view.roots[0];
  }
}
