// Taking the picture and the records behind it away.
import { say } from "./ask.js";
import { html } from "./spread-svg.js";

const FORMATS = [
  { to: "graphml", name: "GraphML", for: "Gephi, yEd, Cytoscape, igraph, networkx" },
  { to: "gexf", name: "GEXF", for: "Gephi, with time" },
  { to: "dot", name: "DOT", for: "Graphviz" },
  { to: "csv", name: "CSV", for: "Excel, Gephi" },
];

function save(blob, name) {
  const link = html("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  say(`${name} is saved.`);
}

/** The buttons; `about()` gives what is seen: a name for files, a title, and what narrows an export. */
export class Take {
  constructor({ container, dialog, form, title, text, trouble, cancel }, picture, about) {
    Object.assign(this, { container, dialog, form, title, text, trouble, picture, about });
    container.append(
      this.#button("Picture as PNG", async () => save(await picture.png(), `${about().file}.png`)),
      this.#button("Picture as SVG", () => {
        const { file, title } = about();
        save(new Blob([picture.svg(title)], { type: "image/svg+xml" }), `${file}.svg`);
      }),
      ...FORMATS.map(
        (format) => this.#button(`${format.name}…`, () => this.#open(format), `${format.name}, for ${format.for}`),
      ),
      this.#button("Print or save as PDF", () => print()),
    );
    cancel.addEventListener("click", () => dialog.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#fetch();
    });
  }

  #button(words, onclick, help) {
    return html("button", { type: "button", textContent: words, onclick, title: help ?? "" });
  }

  #open(format) {
    this.format = format;
    this.title.textContent = `Download ${format.name} for ${format.for}`;
    this.trouble.hidden = true;
    this.dialog.showModal();
    this.text.focus();
  }

  async #fetch() {
    const { to } = this.format;
    const query = new URLSearchParams({ to, purpose: this.text.value, ...this.about().narrowing(to) });
    this.trouble.hidden = true;
    if (!this.text.value.trim()) return this.#tell("Say what the file is for.");
    try {
      const response = await fetch(`/api/v1/export?${query.toString().replaceAll("+", "%20")}`);
      if (!response.ok) throw new Error((await response.json()).detail);
      const ending = /filename="[^".]*\.([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? to;
      save(await response.blob(), `${this.about().file}.${ending}`);
      this.dialog.close();
    } catch (problem) {
      this.#tell(problem.message || "The service cannot be reached just now: try again.");
    }
  }

  #tell(words) {
    this.trouble.textContent = words;
    this.trouble.hidden = false;
  }
}
