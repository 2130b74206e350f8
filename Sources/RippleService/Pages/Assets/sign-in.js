// A link carries its secret behind the hash, which no server and no log sees; the page hands it in and leads on.
import { send } from "./ask.js";

const secret = location.hash.slice(1);
if (secret) {
  history.replaceState(null, "", location.pathname);
  send("POST", "/api/v1/sign-in", { link: secret })
    .then(() => location.replace("/"))
    .catch((problem) => {
      const why = document.getElementById("why");
      why.textContent = problem.message;
      why.hidden = false;
    });
}
