// Takes in files from the reader's machine: says what would change, and changes it when that is agreed to.
import { ask, send, say } from "./ask.js";
import "./later.js";

const form = document.getElementById("taking");
const preview = document.getElementById("preview");

/** An element with text or elements in it. */
function make(name, text, ...inside) {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  element.append(...inside);
  return element;
}

/** A message at the place of the preview. */
function tell(kind, ...inside) {
  const box = make("div", "", ...inside);
  box.className = kind;
  if (kind === "problem") box.setAttribute("role", "alert");
  preview.replaceChildren(box);
  say(box.textContent);
}

/** Sends the files, waits for the job, and gives what came of it. */
async function take({ files, source, isPart }, isDry) {
  const path = `/api/v1/imports?source=${encodeURIComponent(source)}&part=${isPart}&dryRun=${isDry}`;
  let job;
  const isTables = files.every((file) => /\.(csv|json)$/i.test(file.name));
  if (isTables || files.length > 1) {
    const texts = {};
    for (const file of files) texts[file.name] = await file.text();
    job = await send("POST", path, { files: texts });
  } else {
    const address = `${path}&filename=${encodeURIComponent(files[0].name)}`;
    const response = await fetch(address, { method: "POST", body: files[0] });
    job = await response.json();
    if (!response.ok) throw new Error(job.detail);
  }
  for (let wait = 100; job.state !== "done" && job.state !== "failed"; wait = Math.min(1000, wait * 1.5)) {
    await new Promise((done) => setTimeout(done, wait));
    job = await ask(`/api/v1/imports/${job.job}`);
  }
  return job;
}

/** What stands in a file that is wrong, one line for each place. */
function problems(detail) {
  const lines = detail.split("\n").filter(Boolean);
  const list = make("ul", "", ...lines.slice(0, 50).map((line) => make("li", line)));
  if (lines.length > 50) list.append(make("li", `… and ${lines.length - 50} more`));
  return [make("h3", `The files cannot be taken in as they are: ${lines.length === 1 ? "one problem" : `${lines.length} problems`}`), list];
}

function row(cells, tag = "td") {
  return make("tr", "", ...cells.map((cell, place) => {
    const element = make(place === 0 ? "th" : tag, String(cell));
    if (place === 0 || tag === "th") element.setAttribute("scope", place === 0 && tag === "td" ? "row" : "col");
    if (place > 0) element.className = "number";
    return element;
  }));
}

/** One example of a change, in words. */
function example(table, one) {
  const cells = one.cells.map((cell) => `${cell.column}: ${cell.before || "nothing"} → ${cell.after || "nothing"}`);
  return make("li", `${table}, ${one.record}: ${one.action}${cells.length ? `, ${cells.join("; ")}` : ""}`);
}

function difference(result) {
  const table = make("table", "", make("caption", "What would change"),
    make("thead", "", row(["Table", "Added", "Changed", "Ended", "Taken out", "As before"], "th")),
    make("tbody", "", ...result.tables.map((one) =>
      row([one.table, one.added, one.changed, one.ended, one.removed, one.unchanged]))));
  const examples = result.tables.flatMap((one) => (one.examples ?? []).slice(0, 5).map((some) => example(one.table, some)));
  const box = make("div", "", table);
  box.className = "sideways";
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "What would change");
  if (!examples.length) return [box];
  return [box, make("details", "", make("summary", "Some of it"), make("ul", "", ...examples))];
}

async function look(event) {
  event.preventDefault();
  const chosen = {
    files: [...document.getElementById("files").files],
    source: document.getElementById("source").value.trim(),
    isPart: document.getElementById("part").checked,
  };
  tell("faint", make("p", "Reading and comparing …"));
  try {
    const job = await take(chosen, true);
    if (job.state === "failed") {
      tell("problem", ...problems(job.detail));
    } else if (!job.result.about.length && job.result.tables.every((one) => !(one.added + one.changed + one.ended + one.removed))) {
      tell("done", make("p", "The files say nothing new: nothing would change."));
    } else {
      const agree = make("button", "Take it in");
      agree.type = "button";
      agree.className = "go";
      agree.addEventListener("click", () => agreed(chosen, agree));
      preview.replaceChildren(...difference(job.result), agree);
      say("This is what would change. Nothing was changed yet.");
      preview.focus();
    }
  } catch (problem) {
    tell("problem", make("p", problem.message));
  }
}

async function agreed(chosen, button) {
  button.disabled = true;
  try {
    const job = await take(chosen, false);
    if (job.state === "failed") tell("problem", ...problems(job.detail));
    else location.assign("/data?done=imported");
  } catch (problem) {
    tell("problem", make("p", problem.message));
  }
}

form.hidden = false;
form.addEventListener("submit", look);
