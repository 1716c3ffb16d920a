// Forms and buttons that send what they hold as JSON: `data-send` the address, `data-method`, `data-then` where to go.
import { Refused, send } from "./send.js";

const problem = document.querySelector("[data-problem]");
const told = document.querySelector("p[data-key]");

for (const one of document.querySelectorAll("form[data-send]")) {
  one.addEventListener("submit", (event) => {
    event.preventDefault();
    deliver(one, held(one));
  });
}
for (const one of document.querySelectorAll("button[data-send]")) {
  one.addEventListener("click", () => {
    if (!one.dataset.sure || confirm(one.dataset.sure)) deliver(one);
  });
}

function held(form) {
  const data = {};
  for (const field of form.elements) {
    if (field.name) data[field.name] = "number" in field.dataset ? field.valueAsNumber : field.value;
  }
  return data;
}

async function deliver(one, data) {
  problem.hidden = true;
  try {
    const found = await send(one.dataset.send, data, one.dataset.method);
    if (one.dataset.key) tell(found[one.dataset.key]);
    else location.assign(one.dataset.then);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problem.textContent = error.message;
    problem.hidden = false;
    problem.scrollIntoView({ block: "nearest" });
  }
}

function tell(key) {
  told.querySelector("code").textContent = key;
  told.hidden = false;
  told.scrollIntoView({ block: "nearest" });
}
