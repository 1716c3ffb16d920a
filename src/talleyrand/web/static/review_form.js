// The fields of a record as a form, in place: what they hold, what of it was changed, names that complete themselves.
import { spanFrom, spanning } from "./review_spans.js";

export const rows = (root) => [...root.querySelectorAll(".one[data-field]")];
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const was = (row) => JSON.parse(row.dataset.was);

// Begin to correct a card, at a field or at the first.
export function openForm(card, field = "") {
  card.classList.add("editing");
  if (!card.dataset.ready) makeReady(card);
  const row = rows(card).find((one) => one.dataset.field === field) ?? rows(card)[0];
  row?.querySelector("select, input, textarea, button")?.focus();
}

// Let a form respond: names complete themselves, spans are taken from `text`.
export function makeReady(root, text = root.querySelector("[data-words]")) {
  root.dataset.ready = "yes";
  modesOfType(root);
  for (const row of rows(root)) {
    if (row.dataset.kind === "actors" || row.dataset.kind === "sources") completing(row);
    if (row.dataset.kind === "span" || row.dataset.kind === "spans") spanning(row, text);
    row.addEventListener("input", () => mark(row));
    row.addEventListener("change", () => mark(row));
  }
}

// The modes to choose are those of the event type that is chosen.
function modesOfType(root) {
  const type = root.querySelector('[data-field="act.event_type"] select');
  const mode = root.querySelector('[data-field="act.mode"] select');
  if (!type || !mode) return;
  const choose = () => {
    for (const option of mode.options) option.hidden = option.disabled = Boolean(option.dataset.of) && option.dataset.of !== type.value;
    const fits = [...mode.options].find((option) => option.value === mode.value && !option.disabled);
    (fits ?? mode.options[0]).selected = true;
    mark(mode.closest(".one"));
  };
  type.addEventListener("change", choose);
  choose();
}

function mark(row) {
  row.classList.toggle("changed", !same(read(row), was(row)));
  row.querySelector(".objection")?.remove();
}

// The fields that were changed, with their new values.
export function values(root) {
  const changed = rows(root).filter((row) => !same(read(row), was(row)));
  return Object.fromEntries(changed.map((row) => [row.dataset.field, read(row)]));
}

// All fields with their values.
export const everyValue = (root) => Object.fromEntries(rows(root).map((row) => [row.dataset.field, read(row)]));

export function fill(root, changes) {
  for (const row of rows(root)) {
    if (row.dataset.field in changes) {
      write(row, changes[row.dataset.field]);
      mark(row);
    }
  }
}

// The fields in words, as a person compares them.
export function wordsIn(root) {
  return rows(root).map((row) => ({
    name: row.dataset.field,
    label: row.querySelector("label, .label").textContent,
    words: words(row),
  }));
}

function words(row) {
  if (same(read(row), was(row))) return row.querySelector(".value").textContent.trim();
  const select = row.querySelector("select");
  if (select) return select.selectedOptions[0]?.textContent ?? "";
  const inputs = [...row.querySelectorAll("input")].map((input) => input.value).filter(Boolean);
  return inputs.join(", ") || row.querySelector(".spanning")?.textContent.trim() || "";
}

// Values as they are sent: text, or a list of texts for a field that has several.
const held = (row) => row.querySelector("select, input").value.trim();
const READ = {
  choice: held,
  flag: held,
  day: held,
  text: held,
  number: held,
  choices: (row) => [...row.querySelectorAll("select")].map((select) => select.value).filter(Boolean),
  actors: (row) => actorInputs(row).map(actorOf).filter(Boolean),
  sources: (row) => actorInputs(row).map(actorOf).filter(Boolean),
  span: (row) => row.querySelector(".spanning").dataset.span,
  spans: (row) => [...row.querySelectorAll(".spanning")].map((button) => button.dataset.span).filter(Boolean),
};

const read = (row) => READ[row.dataset.kind](row);

function write(row, value) {
  const kind = row.dataset.kind;
  if (kind === "actors" || kind === "sources") return writeActors(row, value);
  if (kind === "span" || kind === "spans") return writeSpans(row, kind === "span" ? [value] : value);
  const controls = [...row.querySelectorAll("select, input")];
  controls.forEach((control, at) => (control.value = (Array.isArray(value) ? value[at] : value) ?? ""));
}

function writeSpans(row, spans) {
  const buttons = [...row.querySelectorAll(".spanning")];
  buttons.forEach((button, at) => button.dispatchEvent(new CustomEvent("span", { detail: spanFrom(spans[at]) })));
}

// Actors: one input each, and an empty one for another.

const actorInputs = (row) => [...row.querySelectorAll("input.actor")];
const idsByName = new Map();

function actorOf(input) {
  const written = input.value.trim();
  if (!written) return null;
  return written === input.dataset.name ? input.dataset.id : idsByName.get(written) ?? written;
}

function writeActors(row, wanted) {
  const known = new Map(actorInputs(row).map((input) => [input.dataset.id, input.dataset.name]));
  const inputs = actorInputs(row);
  inputs.slice(1).forEach((input) => input.remove());
  const names = wanted.map((id) => ({ id, name: known.get(id) ?? namesById.get(id) ?? id }));
  [...names, { id: "", name: "" }].forEach((actor, at) => {
    const input = at ? row.querySelector(".entry-of").insertBefore(inputs[0].cloneNode(), null) : inputs[0];
    Object.assign(input.dataset, actor);
    input.value = actor.name;
    name(input, row, at);
  });
}

const namesById = new Map();
const name = (input, row, at) =>
  input.setAttribute("aria-label", `${row.querySelector("label, .label").textContent} ${at + 1}`);

function completing(row) {
  row.addEventListener("input", (event) => {
    const input = event.target.closest("input.actor");
    if (!input) return;
    const all = actorInputs(row);
    if (input === all.at(-1) && input.value.trim()) {
      const one = input.cloneNode();
      Object.assign(one.dataset, { id: "", name: "" });
      one.value = "";
      one.removeAttribute("id");
      name(one, row, all.length);
      input.after(one);
    }
    complete(input);
  });
}

let asking;
function complete(input) {
  clearTimeout(asking);
  const written = input.value.trim();
  if (!input.getAttribute("list") || written.length < 2 || idsByName.has(written)) return;
  asking = setTimeout(async () => {
    const answer = await fetch(`/review/names.json?q=${encodeURIComponent(written)}`).catch(() => null);
    if (!answer?.ok) return;
    document.querySelector("#names").replaceChildren(...(await answer.json()).map(option));
  }, 120);
}

function option(actor) {
  const taken = idsByName.get(actor.name);
  const written = taken && taken !== actor.id ? `${actor.name} (${actor.id})` : actor.name;
  idsByName.set(written, actor.id);
  namesById.set(actor.id, actor.name);
  const made = document.createElement("option");
  made.value = written;
  made.label = [actor.type, actor.country].filter(Boolean).join(", ");
  return made;
}
