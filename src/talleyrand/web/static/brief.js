// Briefs: the draft becomes a form to write in; what is typed is kept in this window until it is saved.
import { Refused, send } from "./send.js";
import { editorOf } from "./brief_editor.js";

const tools = document.getElementById("tools");
const article = document.getElementById("brief");
const place = document.getElementById("editor");
const message = document.getElementById("message");
const edit = document.getElementById("edit");
const KEY = `brief:${location.pathname}${location.search}`;
const NAMES = { docx: "Word", md: "Markdown", html: "HTML" };
let version = Number(tools?.dataset.version ?? 0);
let id = tools?.dataset.id;

if (tools) {
  edit.hidden = Boolean(article.dataset.panel);
  article.addEventListener("filled", () => (edit.hidden = false));
  edit.addEventListener("click", () => open(null));
  const kept = read();
  if (kept) offer(kept);
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function offer(kept) {
  const take = button("Go on with it", () => open(kept.brief, kept.version));
  const drop = button("Discard it", () => {
    sessionStorage.removeItem(KEY);
    say("");
  });
  say("There are changes of yours that were not saved. ", take, " ", drop);
}

async function open(brief, from) {
  if (!brief) {
    const answer = await fetch(tools.dataset.source, { headers: { Accept: "application/json" } });
    brief = (await answer.json()).brief;
  }
  if (from !== undefined) version = from;
  say("");
  const editor = editorOf(brief, { redraw, record, changed: keep });
  const bar = document.createElement("div");
  bar.className = "bar";
  if (tools.dataset.maySave === "yes") bar.append(button("Save", () => save(editor.brief()), "main"));
  for (const [kind, name] of Object.entries(NAMES)) {
    bar.append(button(name, () => download(editor.brief(), kind)));
  }
  bar.append(button("Leave without saving", leave));
  const heading = document.createElement("h1");
  heading.className = "unseen";
  heading.textContent = "The brief, to be written in";
  place.replaceChildren(heading, bar, editor.element);
  place.hidden = false;
  article.hidden = true;
  for (const one of tools.querySelectorAll(".ask, .files")) one.hidden = true;
  editor.element.querySelector("input").focus();
}

function keep(brief) {
  sessionStorage.setItem(KEY, JSON.stringify({ brief, version }));
}

async function save(brief, over) {
  keep(brief);
  try {
    const saved = id
      ? await send(`/briefs/${id}`, { brief, version: over ?? version }, "PUT")
      : await send("/briefs", { brief, version: 0 });
    sessionStorage.removeItem(KEY);
    location.assign(`/briefs/${saved.id}`);
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    if (refused.problem.status === 409) conflict(refused, brief);
    else problem(refused.message);
  }
}

// Somebody saved meanwhile: both texts are there, and the person decides.
async function conflict(refused, brief) {
  const answer = await fetch(`/briefs/${id}.json`, { headers: { Accept: "application/json" } });
  const latest = answer.ok ? (await answer.json()).saved.version : version;
  const theirs = document.createElement("a");
  theirs.href = `/briefs/${id}`;
  theirs.target = "_blank";
  theirs.textContent = "See that version";
  const over = button("Save mine over it", () => save(brief, latest));
  problem(`${refused.problem.what}. Your text is kept here. `, theirs, " ", over);
}

async function download(brief, kind) {
  keep(brief);
  const token = document.querySelector('meta[name="form-token"]').content;
  const answer = await fetch(`/briefs/export.${kind}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json, */*", "X-Form-Token": token },
    body: JSON.stringify(brief),
  });
  if (!answer.ok) return problem((await answer.json()).what);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `brief.${kind}`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function leave() {
  sessionStorage.removeItem(KEY);
  location.reload();
}

// One section as it is drawn from the ledger now.
async function redraw(key) {
  say("The section is being drawn anew.");
  for (let tries = 0; tries < 40; tries += 1) {
    const address = new URL(tools.dataset.draft, location.href);
    address.searchParams.set("wait", 20);
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return problem((await answer.json()).what);
    const { brief } = await answer.json();
    if (brief) {
      say("");
      return brief.sections.find((section) => section.key === key)?.blocks ?? [];
    }
  }
  return problem("It takes too long; try again later.");
}

async function record(ident) {
  const answer = await fetch(`/records/${encodeURIComponent(ident)}.json`, { headers: { Accept: "application/json" } });
  const found = await answer.json();
  if (!answer.ok) return problem([found.what, found.where, found.hint].filter(Boolean).join(" · "));
  say("");
  return { text: `“${found.evidence.text}”`, records: [found.id], figure: "", quoted: true };
}

function say(...what) {
  message.className = what[0] ? "done" : "";
  message.replaceChildren(...what);
}

function problem(...what) {
  message.className = "problem";
  message.replaceChildren(...what);
  message.scrollIntoView({ block: "nearest" });
}

function button(words, act, look = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.className = look;
  made.addEventListener("click", act);
  return made;
}
