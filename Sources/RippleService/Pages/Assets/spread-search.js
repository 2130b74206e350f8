// Finding a person or a team by name.
import { say } from "./ask.js";
import { html } from "./spread-svg.js";

/** A box that finds people and teams as one types. */
export function search(network, choose) {
  const [field, list] = [document.getElementById("search"), document.getElementById("found")];
  let found = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const point = (next) => {
    at = (next + found.length) % found.length;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    field.setAttribute("aria-activedescendant", `found-${at}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (node) => {
    field.value = network.name(node);
    close();
    choose(node);
  };
  field.addEventListener("input", () => {
    const words = field.value.trim().toLowerCase();
    found = [];
    if (words.length > 1) {
      for (let node = 0; node < network.nodeCount && found.length < 400; node++) {
        const name = network.name(node).toLowerCase();
        if (name.includes(words) || network.id(node).toLowerCase() === words) found.push(node);
      }
      found.sort(
        (a, b) => network.name(b).toLowerCase().startsWith(words) - network.name(a).toLowerCase().startsWith(words)
          || a - b,
      );
      found = found.slice(0, 12);
    }
    at = -1;
    list.replaceChildren(...found.map((node, place) => {
      const item = html(
        "li",
        { id: `found-${place}`, role: "option" },
        html("strong", { textContent: network.name(node) }),
        html("span", { className: "faint", textContent: ` ${network.describe(node)}` }),
      );
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(node);
      });
      return item;
    }));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
    if (words.length > 1) say(found.length ? `${found.length} found.` : "Nobody found.");
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length) point(at + 1);
    else if (event.key === "ArrowUp" && found.length) point(at < 0 ? found.length - 1 : at - 1);
    else if (event.key === "Enter" && found.length) take(found[Math.max(at, 0)]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", close);
}
