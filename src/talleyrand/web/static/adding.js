// Adding a record that the machine missed: select its words in the archived text, choose what it is, fill in its fields.
// Used by pages with archived text: an element with `data-document` (its id) around paragraphs with `data-start`.
import { everyValue, fill, makeReady } from "./review_form.js";
import { selectedIn } from "./places.js";
import { Refused, send } from "./send.js";

const KINDS = { statement: "statement", act: "act", vote: "vote", forecast: "forecast", framing: "term for a matter" };
const text = document.querySelector("[data-document]");
const draftKey = text && `adding-draft:${text.dataset.document}`;
let offer; // the bar that offers to add
let form; // the open form
let span; // the words that it is about

const element = (tag, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
};
const clipped = (words) => (words.length > 90 ? `${words.slice(0, 89)}…` : words);

function offered() {
  if (form) return;
  const found = selectedIn(text);
  if (!found) return offer?.remove();
  span = found;
  offer ??= bar();
  offer.querySelector("q").textContent = clipped(found.text);
  if (!offer.isConnected) document.body.append(offer);
}

function bar() {
  const kinds = element("select", { id: "adding-kind" });
  for (const [kind, words] of Object.entries(KINDS)) kinds.append(element("option", { value: kind, textContent: words }));
  const label = element("label", { textContent: "What it is " });
  label.append(kinds);
  const begin = element("button", { type: "button", className: "main", textContent: "Add a record" });
  begin.addEventListener("click", () => open(kinds.value));
  const made = element("div", { className: "adding-offer" }, element("q", { dir: "auto" }), label, begin);
  made.setAttribute("role", "region");
  made.setAttribute("aria-label", "Add a record of the selected words");
  return made;
}

async function open(kind, kept) {
  offer?.remove();
  const address = new URL("/review/form", location.href);
  address.search = new URLSearchParams({ document: text.dataset.document, kind, start: span.start, end: span.end });
  form = shell(kind);
  document.body.append(form);
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  const piece = new DOMParser().parseFromString((await answer?.text()) ?? "", "text/html");
  if (!answer?.ok) return objection(piece.querySelector("h1")?.textContent ?? "the server can't be reached");
  form.querySelector(".fields").replaceChildren(...piece.body.childNodes);
  makeReady(form, text);
  if (kept) {
    fill(form, kept.fields);
    form.querySelector("textarea").value = kept.note;
  }
  form.querySelector(".fields select, .fields input, .fields button")?.focus();
}

function shell(kind) {
  const fields = element("div", { className: "fields" }, element("p", { className: "hint", textContent: "…" }));
  const note = element("textarea", { id: "adding-note", maxLength: 4000 });
  const noting = element("label", { textContent: "Note" }, note);
  const save = element("button", { className: "main", textContent: "Add" });
  const leave = element("button", { type: "button", textContent: "Leave" });
  leave.addEventListener("click", close);
  const made = element(
    "form",
    { className: "adding editing", autocomplete: "off" },
    element("h2", { textContent: `Add a record: ${KINDS[kind]}` }),
    element("blockquote", { textContent: clipped(span.text), dir: "auto" }),
    fields,
    noting,
    element("p", { className: "row" }, save, leave),
  );
  made.dataset.kind = kind;
  made.setAttribute("aria-label", "Add a record");
  made.addEventListener("submit", (event) => (event.preventDefault(), add()));
  made.addEventListener("input", keep);
  made.addEventListener("change", keep);
  made.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) add();
  });
  return made;
}

const note = () => form.querySelector("#adding-note").value;
const who = () => new URLSearchParams(location.search).get("as") ?? undefined;

async function add() {
  const data = { document: text.dataset.document, start: span.start, end: span.end, kind: form.dataset.kind };
  keep();
  try {
    const added = await send("/review/records", { ...data, fields: everyValue(form), note: note(), as: who() });
    sessionStorage.removeItem(draftKey);
    thank(added);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    objection(error.problem.what, error.problem.where, error.problem.hint);
  }
}

function thank(added) {
  const link = element("a", { href: `/records/${added.record}`, textContent: added.words });
  const done = element("div", { className: "adding done", tabIndex: -1 }, element("p", {}, "Added. ", link));
  done.setAttribute("role", "status");
  form.replaceWith(done);
  form = null;
  done.focus();
  text.dispatchEvent(new CustomEvent("added", { bubbles: true, detail: added }));
  setTimeout(() => done.remove(), 12000);
}

function objection(what, field = "", hint = "") {
  form.querySelector(".objection")?.remove();
  const words = element("p", { className: "objection", textContent: [what, hint].filter(Boolean).join(": ") });
  words.setAttribute("role", "alert");
  const row = form.querySelector(`[data-field="${CSS.escape(field)}"]`);
  if (row) row.append(words);
  else form.querySelector(".fields").before(words);
  row?.querySelector("input, select, button")?.focus();
}

function keep() {
  if (!form) return;
  const kept = { span, kind: form.dataset.kind, fields: everyValue(form), note: note() };
  sessionStorage.setItem(draftKey, JSON.stringify(kept));
}

// What was begun is kept until it is added.
function close() {
  keep();
  form.remove();
  form = null;
  begun();
}

function begun() {
  const kept = JSON.parse(sessionStorage.getItem(draftKey) ?? "null");
  if (!kept) return;
  span = kept.span;
  const resume = element("button", { type: "button", textContent: "Go on with the record you began" });
  const drop = element("button", { type: "button", textContent: "Drop it" });
  const bar = element("div", { className: "adding-offer" }, element("q", { textContent: clipped(span.text) }), resume, drop);
  resume.addEventListener("click", () => (bar.remove(), (span = kept.span), open(kept.kind, kept)));
  drop.addEventListener("click", () => (sessionStorage.removeItem(draftKey), bar.remove()));
  document.body.append(bar);
}

function lists() {
  if (document.querySelector("#taking")) return;
  const words =
    "Enter begins to take words from the text: select them there, or move their beginning with the arrow keys and " +
    "their end with Shift and the arrow keys; Enter again ends.";
  document.body.append(element("p", { id: "taking", className: "unseen", textContent: words }));
}

if (text) {
  lists();
  begun();
  document.addEventListener("pointerup", () => setTimeout(offered));
  document.addEventListener("keyup", (event) => event.shiftKey && offered());
  document.addEventListener("selectionchange", () => getSelection().isCollapsed && !form && offer?.remove());
}
