// Parts of a page that take a while: a form or a link that asks for one shows its answer in place, and says so. The answer
// is the page itself with the part in it, so that everything works without this as well.
import { say } from "./ask.js";

let asked;

/** Asks for a page and puts its part of that id in place of the one that is here. */
async function show(address, id, busy) {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  const part = document.getElementById(id);
  document.querySelectorAll("main [role=alert]").forEach((old) => old.remove());
  busy?.setAttribute("disabled", "");
  part.setAttribute("aria-busy", "true");
  say("Working on it.");
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById(id);
    if (!fresh) {
      // Signed out meanwhile, or a page that is something else: go there.
      location.assign(address);
      return;
    }
    part.replaceChildren(...fresh.childNodes);
    const problem = page.querySelector("main [role=alert]");
    if (problem) part.before(problem);
    history.replaceState(null, "", address);
    watch(part);
    const heading = part.querySelector("h2[tabindex]");
    heading?.focus();
    say(problem?.textContent ?? heading?.textContent ?? "Done.");
  } catch (error) {
    if (error.name !== "AbortError") say("The service cannot be reached just now: try again.");
  } finally {
    part.removeAttribute("aria-busy");
    busy?.removeAttribute("disabled");
  }
}

/** The address that a form leads to, without fields that are left empty. */
function address(form, submitter) {
  const fields = new FormData(form, submitter);
  const query = new URLSearchParams([...fields].filter(([, value]) => value !== ""));
  return `${form.getAttribute("action")}?${query}`;
}

/** Lets the forms and links within a part show their answers in place. */
function watch(part) {
  for (const form of part.querySelectorAll("form[data-into]")) {
    form.addEventListener("submit", (event) => {
      if (event.submitter?.hasAttribute("data-plain")) return;
      event.preventDefault();
      show(address(form, event.submitter), form.dataset.into, event.submitter);
    });
  }
  for (const link of part.querySelectorAll("a[data-later]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(link.getAttribute("href"), link.dataset.later);
    });
  }
}

watch(document);
