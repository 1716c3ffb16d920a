// The fields of a record as a form, in place: what they hold, what of it was changed, names that complete themselves.
import { completeActors } from "./actors.js";
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
    if (row.dataset.kind === "actors" || row.dataset.kind === "sources") growing(row);
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

// One that the record has goes by its id, another by the words that were typed.
const actorOf = (input) => (input.value.trim() === input.dataset.name ? input.dataset.id : input.value.trim());

function writeActors(row, wanted) {
  const known = new Map(actorInputs(row).map((input) => [input.dataset.id, input.dataset.name]));
  const inputs = actorInputs(row);
  while (inputs.length <= wanted.length) inputs.push(another(row, inputs.at(-1)));
  inputs.forEach((input, at) => {
    const id = wanted[at] ?? "";
    Object.assign(input.dataset, { id, name: known.get(id) ?? id });
    input.value = known.get(id) ?? id;
  });
}

// A further field after one.
function another(row, after) {
  const input = after.cloneNode();
  for (const name of ["id", "list"]) input.removeAttribute(name);
  Object.assign(input.dataset, { id: "", name: "" });
  input.value = "";
  input.setAttribute("aria-label", `${row.querySelector("label").textContent} ${actorInputs(row).length + 1}`);
  row.querySelector(".entry-of").append(input);
  completeActors(row);
  return input;
}

function growing(row) {
  completeActors(row);
  row.addEventListener("input", () => {
    const last = actorInputs(row).at(-1);
    if (last.value.trim()) another(row, last);
  });
}
