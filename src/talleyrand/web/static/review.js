// Review: one record a screen, decided by key. The next two are fetched ahead; a decision is sent while the next record
// is read already, and comes back with its reason when it is refused.
import { keysAreOff, listen, switchKeys } from "./review_keys.js";
import { openForm, values } from "./review_form.js";
import { dropDraft, keepDraft, restoreDraft } from "./review_drafts.js";
import { showTheirs } from "./review_conflict.js";
import { Refused, send } from "./send.js";

const DECISIONS = { accept: "accepted", reject: "rejected", dispute: "disputed" };
const MOST_VISITED = 40;
const desk = document.querySelector("#review");
const said = document.querySelector("#said");
const help = document.querySelector("#keys");
const coming = new Map(); // address of a card -> promise of it
const visited = []; // cards seen, in order
const sending = new Set();
let at = 0;

const card = () => visited[at];
const isRecord = () => Boolean(card()?.dataset.record);
const say = (words) => (said.textContent = words);

// Cards

async function fetchCard(address) {
  let answer;
  try {
    answer = await fetch(address, { headers: { Accept: "text/html" } });
  } catch {
    throw new Refused({ status: 0, what: "the server can't be reached", hint: "try again" });
  }
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = piece.querySelector("[data-card]");
  if (answer.ok && found) return document.adoptNode(found);
  const what = piece.querySelector("h1")?.textContent ?? "the record can't be shown";
  throw new Refused({ status: answer.status, what, hint: piece.querySelector("main p:not([class])")?.textContent });
}

function load(address) {
  if (!coming.has(address)) {
    const promised = fetchCard(address);
    promised.catch(() => coming.delete(address));
    coming.set(address, promised);
  }
  return coming.get(address);
}

function prefetch(from) {
  if (!from.dataset.next) return;
  load(from.dataset.next)
    .then((next) => next.dataset.next && load(next.dataset.next))
    .catch(() => {}); // asked for again when it is wanted, and told then
}

function show(one, { push = true } = {}) {
  desk.replaceChildren(one);
  one.tabIndex = -1;
  one.focus({ preventScroll: true });
  scrollTo(0, 0);
  restoreDraft(one);
  if (push && one.dataset.address) history.pushState({ record: one.dataset.record }, "", one.dataset.address);
  prefetch(one);
}

function visit(one, options) {
  visited.splice(at + 1, visited.length, one);
  if (visited.length > MOST_VISITED) visited.shift();
  at = visited.length - 1;
  show(one, options);
}

async function next() {
  if (at < visited.length - 1) return (at += 1), show(card());
  if (!card()?.dataset.next) return say("This is the end of the queue.");
  const from = card();
  const one = await load(from.dataset.next);
  coming.delete(from.dataset.next);
  if (card() === from) visit(one);
}

function previous() {
  if (at === 0) return history.length > 1 ? say("There is none before it on this page.") : undefined;
  at -= 1;
  show(card());
}

async function again(address) {
  visit(await fetchCard(address));
}

addEventListener("popstate", (event) => {
  const seen = visited.findIndex((one) => one.dataset.record === event.state?.record);
  if (seen < 0) return location.reload();
  at = seen;
  show(card(), { push: false });
});

// Decisions

const who = () => document.querySelector("#review-as")?.value.trim() || undefined;
const address = (one, what) => `/review/records/${one.dataset.record}/${what}`;
const noteOf = (one) => one.querySelector(".noting textarea")?.value.trim() ?? "";

function given(one, more) {
  return { ...more, note: noteOf(one), expects: one.dataset.mark, second: one.dataset.second === "yes", as: who() };
}

// Send a decision on a card; resolves when it is saved, rejects with Refused.
async function post(one, what, more) {
  const promised = send(address(one, what), given(one, more));
  sending.add(promised);
  try {
    const saved = await promised;
    one.dataset.mark = saved.mark;
    dropDraft(one);
    refreshProgress();
    return saved;
  } finally {
    sending.delete(promised);
  }
}

async function decide(status) {
  const one = card();
  clear(one);
  const saving = post(one, "verdict", { status });
  const going = next();
  try {
    const saved = await saving;
    remember(one, saved);
    say(`Saved: ${saved.words}`);
  } catch (error) {
    await going.catch(() => {});
    return refused(one, error);
  }
  await going;
  judged(one);
}

async function correct() {
  const one = card();
  clear(one);
  const changes = values(one);
  if (!Object.keys(changes).length) return say("Nothing is changed. Escape leaves, a accepts it as it is.");
  try {
    const saved = await post(one, "correction", { changes });
    remember(one, saved);
    say(`Saved: ${saved.words}`);
  } catch (error) {
    return refused(one, error);
  }
  one.classList.remove("editing");
  judged(one);
  await next();
}

async function annotate() {
  const one = card();
  clear(one);
  if (!noteOf(one)) return say("The note is empty.");
  try {
    const saved = await post(one, "note", {});
    remember(one, saved);
  } catch (error) {
    return refused(one, error);
  }
  await renew(one);
  say("The note is saved.");
}

async function undo() {
  await Promise.allSettled([...sending]);
  const stack = remembered();
  const last = stack.pop() ?? (card()?.dataset.mine === "yes" ? { ...card().dataset } : null);
  if (!last) return say("There is no decision to take back on this page.");
  const saved = await send(`/review/records/${last.record}/undo`, { expects: last.mark, as: who() });
  sessionStorage.setItem(STACK, JSON.stringify(stack));
  refreshProgress();
  await again(last.card);
  say(`Taken back: ${saved.words}`);
}

// What this person decided last, so that it can be taken back after going on, and after a reload.
const STACK = "review-done";
const remembered = () => JSON.parse(sessionStorage.getItem(STACK) ?? "[]");

function remember(one, saved) {
  const stack = [...remembered(), { record: one.dataset.record, mark: saved.mark, card: one.dataset.card }];
  sessionStorage.setItem(STACK, JSON.stringify(stack.slice(-100)));
}

// A decided card that is looked at again is what the ledger says now.
async function judged(one) {
  const fresh = await fetchCard(one.dataset.card).catch(() => null);
  const place = visited.indexOf(one);
  if (fresh && place >= 0) {
    visited[place] = fresh;
    if (at === place) show(fresh, { push: false });
  }
}

async function renew(one) {
  await judged(one);
}

// What was refused comes back with the reason and what was typed. A record on which somebody else decided meanwhile comes
// as it is now, so that who decides again has seen it; one's own changes stay, with the other version beside them.
async function refused(decided, error) {
  if (!(error instanceof Refused)) throw error;
  const { status, what, where, hint } = error.problem;
  const fresh = status === 409 ? await fetchCard(decided.dataset.card).catch(() => null) : null;
  const changed = Object.keys(values(decided)).length > 0;
  const one = fresh && !changed ? replaced(decided, fresh) : decided;
  const busy = card() !== one && card()?.classList.contains("editing");
  if (!busy) bring(one);
  const box = problem(one);
  box.append(line("p", [plainly(what), hint].filter(Boolean).join("; ")));
  if (status === 401) box.append(login());
  if (fresh && changed) showTheirs(one, box, fresh);
  if (status === 422) object(one, where, [what, hint].filter(Boolean).join("; "));
  const words = plainly(what);
  say(busy ? `A decision was refused: ${words}. Leave this record with Escape and go back with k.` : `Not saved: ${words}`);
}

function replaced(old, fresh) {
  const place = visited.indexOf(old);
  if (place >= 0) visited[place] = fresh;
  else visited.splice(at, 0, fresh);
  return fresh;
}

function bring(one) {
  if (visited.indexOf(one) < 0) visited.splice(at, 0, one);
  at = visited.indexOf(one);
  if (one.parentElement !== desk) show(one);
}

// Times as they are read: what the ledger writes in full is told to the minute.
const plainly = (words) => words.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[:\d]*(\+00:00|Z)/g, "$2 UTC on $1");

const line = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });

function problem(one) {
  const box = one.querySelector(".problem") ?? document.createElement("div");
  box.className = "problem";
  box.setAttribute("role", "alert");
  box.replaceChildren();
  one.querySelector(".proposal").prepend(box);
  return box;
}

function object(one, field, what) {
  const row = one.querySelector(`[data-field="${CSS.escape(field ?? "")}"]`);
  if (!row) return;
  row.append(Object.assign(line("p", what), { className: "objection" }));
  row.querySelector("input, select, textarea, button")?.focus();
}

const clear = (one) => one.querySelectorAll(".problem, .objection").forEach((box) => box.remove());

function login() {
  const words = line("p", "What you typed is kept here. ");
  const link = line("a", "Log in, and come back to it");
  link.href = `/login?next=${encodeURIComponent(location.pathname + location.search)}`;
  words.append(link);
  return words;
}

let waiting;
function refreshProgress() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const shown = document.querySelector("#progress");
    const answer = await fetch(shown.dataset.address, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return;
    const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceChildren(...piece.querySelector("#progress").childNodes);
  }, 300);
}

// Commands

const decides = (run) => () => {
  if (!isRecord() || card().classList.contains("editing")) return say("Save or leave the correction first.");
  if (desk.dataset.may !== "yes") return say("Deciding needs the role coder.");
  return run();
};

const COMMANDS = {
  accept: decides(() => decide(DECISIONS.accept)),
  reject: decides(() => decide(DECISIONS.reject)),
  dispute: decides(() => decide(DECISIONS.dispute)),
  correct: decides(() => openForm(card())),
  note: decides(() => {
    const box = card().querySelector(".noting");
    box.hidden = false;
    box.querySelector("textarea").focus();
  }),
  undo,
  next,
  previous,
  history: () => {
    const past = card()?.querySelector(".past");
    if (!past) return say("In a second reading the history is not shown.");
    past.open = !past.open;
    if (past.open) past.scrollIntoView({ block: "nearest" });
  },
  help: () => help.showModal(),
  save: () => {
    if (card()?.classList.contains("editing")) return correct();
    if (card()?.querySelector(".noting")?.contains(document.activeElement)) return annotate();
    return false;
  },
  leave: () => {
    const one = card();
    if (!one) return false;
    one.classList.remove("editing");
    keepDraft(one);
    one.focus({ preventScroll: true });
    say(noteOf(one) || Object.keys(values(one)).length ? "What you typed is kept until it is saved." : "");
  },
};

function run(command) {
  const done = COMMANDS[command]();
  if (done instanceof Promise) {
    done.catch((error) => {
      if (!(error instanceof Refused)) throw error;
      say(`Not done: ${error.message}`);
    });
  }
  return done;
}

desk.addEventListener("click", (event) => {
  const button = event.target.closest("[data-command]");
  if (button) return run(button.dataset.command);
  const row = event.target.closest(".card:not(.editing) .one:is([data-field], [data-opens])");
  if (row && desk.dataset.may === "yes" && getSelection().isCollapsed) openForm(card(), row.dataset.field ?? row.dataset.opens);
});
document.querySelector(".foot")?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-command]");
  if (button) run(button.dataset.command);
});
desk.addEventListener("input", () => keepDraft(card()));
desk.addEventListener("change", () => keepDraft(card()));
desk.addEventListener("submit", (event) => {
  event.preventDefault();
  run("save");
});
addEventListener("beforeunload", (event) => sending.size && event.preventDefault());

const switched = document.querySelector("#keys-on");
switched.checked = !keysAreOff();
switched.addEventListener("change", () => switchKeys(switched.checked));

const first = desk.querySelector("[data-card]");
if (first) {
  first.tabIndex = -1;
  visited.push(first);
  history.replaceState({ record: first.dataset.record }, "");
  restoreDraft(first);
  prefetch(first);
}
listen(run);
