// Asks the service's interface. What goes wrong is an Error whose message is the plain sentence the service gives.

async function answer(response) {
  if (response.ok) return response;
  let detail = "The service cannot be reached just now: try again.";
  try {
    detail = (await response.json()).detail;
  } catch {
    // What is no problem document, such as a proxy's page, says nothing to a reader.
  }
  const problem = new Error(sentence(detail));
  problem.status = response.status;
  throw problem;
}

/** A message with a capital and a full stop, as pages show it. */
function sentence(text) {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

/** The answer to a question as a value; parameters that are empty are left out, lists are repeated. */
export async function ask(path, parameters = {}, signal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== "" && one !== false) query.append(name, one);
    }
  }
  // A plus is a plus to the interface, so that a space must not be written as one.
  const address = query.size ? `${path}?${query.toString().replaceAll("+", "%20")}` : path;
  return (await answer(await fetch(address, { headers: { Accept: "application/json" }, signal }))).json();
}

/** Sends a value; gives the answer as a value, or null where there is none. */
export async function send(method, path, value, headers = {}) {
  const response = await answer(
    await fetch(path, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      body: value === undefined ? undefined : JSON.stringify(value),
    }),
  );
  return response.status === 204 ? null : response.json();
}

/** Says something to those who do not see the page. */
export function say(text) {
  document.getElementById("live").textContent = text;
}
