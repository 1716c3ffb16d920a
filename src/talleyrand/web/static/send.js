// Sending what a person decides: JSON out, JSON back, the token that shows that this page asked.
// Nothing typed is lost: a token that is too old is renewed, who was logged out may log in beside the page and go on.
export class Refused extends Error {
  constructor(problem) {
    super([problem.what, problem.where, problem.hint].filter(Boolean).join(" · "));
    this.problem = problem;
  }
}

// Send `data` to `address`; resolves to the answer, rejects with Refused, whose `problem` has status, what, where, hint.
export async function send(address, data, method = "POST") {
  for (;;) {
    let answer = await ask(address, data, method);
    if (answer.status === 403 && (await isStale(answer)) && (await renewToken())) {
      answer = await ask(address, data, method);
    }
    if (answer.status === 401 && (await logInAgain())) {
      await renewToken();
      continue;
    }
    return read(answer);
  }
}

function token() {
  return document.querySelector('meta[name="form-token"]');
}

async function ask(address, data, method) {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "X-Form-Token": token().content };
  try {
    return await fetch(address, { method, headers, body: data === undefined ? undefined : JSON.stringify(data) });
  } catch {
    throw new Refused({ status: 0, what: "the server can't be reached", hint: "nothing typed is lost; try again" });
  }
}

async function read(answer) {
  if (answer.status === 204) return null;
  let found;
  try {
    found = await answer.json();
  } catch {
    found = { status: answer.status, what: `the server answered with ${answer.status}`, hint: "nothing typed is lost; try again" };
    throw new Refused(found);
  }
  if (!answer.ok) throw new Refused(found);
  return found;
}

async function isStale(answer) {
  const problem = await answer.clone().json().catch(() => ({}));
  return problem.where === "form token";
}

// A server that was started anew knows other tokens; a session that began in another tab too.
async function renewToken() {
  try {
    const answer = await fetch("/session.json", { headers: { Accept: "application/json" } });
    if (!answer.ok) return false;
    token().content = (await answer.json()).form_token;
    return true;
  } catch {
    return false;
  }
}

// Ask to log in in another tab; resolves to true when it shall be sent again, to false when it shall not.
function logInAgain() {
  const dialog = document.createElement("dialog");
  dialog.className = "lost";
  dialog.setAttribute("aria-labelledby", "lost-title");
  const title = piece("h2", "You are no longer logged in");
  title.id = "lost-title";
  const way = piece("a", "Log in in a new tab");
  way.href = "/login?next=/account";
  way.target = "_blank";
  way.rel = "noopener";
  way.className = "button";
  const again = piece("button", "Send again");
  again.className = "main";
  const leave = piece("button", "Not now");
  const row = piece("p", "");
  row.className = "row";
  row.append(way, again, leave);
  dialog.append(title, piece("p", "Nothing is lost: what you decided stands on this page. Log in, come back here and send it again."), row);
  document.body.append(dialog);
  return new Promise((resolve) => {
    again.addEventListener("click", () => dialog.close("again"));
    leave.addEventListener("click", () => dialog.close(""));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "again");
    });
    dialog.showModal();
  });
}

function piece(name, words) {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}
