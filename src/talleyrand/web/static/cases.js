// Cases: a form that counts what it selects while it is filled in, and files that bring cases in.
import { Refused, send } from "./send.js";

const PAUSE = 350; // milliseconds without a change before it is counted again

for (const form of document.querySelectorAll(".case-form")) prepare(form);
document.querySelector(".case-in")?.addEventListener("submit", bringIn);

function prepare(form) {
  const actor = form.elements.actor;
  form.querySelector(".add").addEventListener("click", () => addActor(form));
  actor.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    addActor(form);
  });
  form.addEventListener("click", (event) => {
    if (!event.target.matches(".remove")) return;
    event.target.closest("li").remove();
    actor.focus();
    recount(form);
  });
  form.addEventListener("change", () => recount(form));
  form.addEventListener("input", (event) => event.target === actor || recount(form));
  form.addEventListener("submit", (event) => keep(event, form));
  form.querySelector(".drop")?.addEventListener("click", () => drop(form));
}

function chosen(form) {
  const { together, since, until, words } = form.elements;
  const actors = [...form.querySelectorAll(".case-actors li")].map((one) => one.dataset.key);
  return {
    actors,
    together: together.checked,
    since: since.value || null,
    until: until.value || null,
    words: words.value,
  };
}

// An actor is looked up before it stands in the list, so that a name that nobody has is told where it was typed.
async function addActor(form) {
  const field = form.elements.actor;
  const name = field.value.trim();
  if (!name) return;
  await trying(form, async () => {
    const found = await send("/cases/count", { actors: [name] });
    const key = found.actors[0];
    if (!form.querySelector(`.case-actors li[data-key="${CSS.escape(key)}"]`)) {
      form.querySelector(".case-actors").append(item(key, name));
    }
    field.value = "";
    field.focus();
    recount(form);
  });
}

function item(key, name) {
  const made = document.createElement("li");
  made.dataset.key = key;
  const words = document.createElement("bdi");
  words.textContent = name;
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "remove";
  remove.textContent = "✕";
  remove.setAttribute("aria-label", `Leave out ${name}`);
  made.append(words, " ", remove);
  return made;
}

const waiting = new WeakMap();

function recount(form) {
  clearTimeout(waiting.get(form));
  waiting.set(
    form,
    setTimeout(() => trying(form, async () => {
      const found = await send("/cases/count", chosen(form));
      form.querySelector(".count").textContent = found.records;
    }), PAUSE),
  );
}

async function keep(event, form) {
  event.preventDefault();
  const { title, description } = form.elements;
  const id = form.dataset.case;
  const data = { ...chosen(form), title: title.value, description: description.value, version: Number(form.dataset.version) };
  await trying(form, async () => {
    const made = await send(id ? `/cases/${encodeURIComponent(id)}` : "/cases", data, id ? "PUT" : "POST");
    location.assign(`/cases/${encodeURIComponent(made.id)}`);
  });
}

async function drop(form) {
  if (!confirm("Take the case away? Its records and documents stay in the ledger.")) return;
  await trying(form, async () => {
    const { case: id, version } = form.dataset;
    await send(`/cases/${encodeURIComponent(id)}?version=${version}`, undefined, "DELETE");
    location.assign("/cases");
  });
}

async function trying(form, act) {
  const problem = form.querySelector(".problem");
  try {
    await act();
    problem.hidden = true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

async function bringIn(event) {
  event.preventDefault();
  const form = event.target;
  const [problem, done] = [document.getElementById("in-problem"), document.getElementById("in-done")];
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const found = await sendFile(form.elements.file.files[0]);
    const left = found.problems.length ? ` Left out: ${found.problems.slice(0, 3).join("; ")}` : "";
    done.textContent = `${found.documents} documents and ${found.records} records are new.${left} `;
    const way = document.createElement("a");
    way.href = `/cases/${encodeURIComponent(found.id)}`;
    way.textContent = "Open the case";
    done.append(way);
    done.hidden = false;
    problem.hidden = true;
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
}

async function sendFile(file) {
  const token = document.querySelector('meta[name="form-token"]').content;
  const headers = { "Content-Type": "application/zip", Accept: "application/json", "X-Form-Token": token };
  const answer = await fetch("/cases/import", { method: "POST", headers, body: file });
  const found = await answer.json();
  if (!answer.ok) throw new Refused(found);
  return found;
}
