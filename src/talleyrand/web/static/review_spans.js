// Spans of a record taken from its text: by selecting with the pointer, or word by word with the arrow keys.
import { points, select, selectedIn, textOf, wordsOf } from "./places.js";

// Let the buttons of a row take their words from `text`.
export function spanning(row, text) {
  for (const button of row.querySelectorAll(".spanning")) {
    button.addEventListener("click", () => (isTaking(button) ? leave(button) : take(button, text)));
    button.addEventListener("keydown", (event) => step(event, button, text));
    button.addEventListener("blur", () => setTimeout(() => stillThere(button, text) || leave(button)));
    button.addEventListener("span", (event) => write(button, event.detail, text));
  }
  text.addEventListener("pointerup", () => setTimeout(() => taken(row, text)));
}

// A place as it is sent, `412-655`, as {start, end}; null for none.
export function spanFrom(place) {
  const [start, end] = (place ?? "").split("-").map(Number);
  return end > start ? { start, end } : null;
}

// Where taking begins when nothing is marked yet: with the evidence.
function firstWord(button, words) {
  const evidence = button.closest("[data-ready]").querySelector('[data-field="evidence"] .spanning');
  const start = spanFrom(evidence?.dataset.span)?.start ?? 0;
  return words.find((word) => word.end > start) ?? words[0];
}

const isTaking = (button) => button.getAttribute("aria-pressed") === "true";
const spanOf = (button) => spanFrom(button.dataset.span);

const leave = (button) => button.setAttribute("aria-pressed", "false");
const stillThere = (button, text) =>
  document.activeElement === button || (document.activeElement === document.body && selectedIn(text)) || pointing;

let pointing = false;
addEventListener("pointerdown", () => (pointing = true), true);
addEventListener("pointerup", () => setTimeout(() => (pointing = false), 50), true);

function take(button, text) {
  for (const other of document.querySelectorAll(".spanning[aria-pressed=true]")) leave(other);
  button.setAttribute("aria-pressed", "true");
  const span = spanOf(button) ?? firstWord(button, wordsOf(text));
  if (span) select(text, span.start, span.end);
}

function taken(row, text) {
  const button = row.querySelector(".spanning[aria-pressed=true]");
  const found = button && selectedIn(text);
  if (!found) return;
  write(button, { start: found.start, end: found.end }, text);
  leave(button);
  button.focus();
}

// Left and right move where the words begin, with Shift where they end; Delete takes them away.
function step(event, button, text) {
  if (event.key === "Delete" || event.key === "Backspace") return write(button, null, text);
  if (!isTaking(button) || !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  const words = wordsOf(text);
  const by = event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1;
  const span = spanOf(button) ?? firstWord(button, words);
  if (!span) return;
  let first = Math.max(0, words.findIndex((word) => word.end > span.start));
  let last = Math.max(first, words.findLastIndex((word) => word.start < span.end));
  const inside = (at) => Math.min(words.length - 1, Math.max(0, at));
  if (event.shiftKey) last = Math.max(first, inside(last + by));
  else (first = inside(first + by)), (last = Math.max(first, last));
  write(button, { start: words[first].start, end: words[last].end }, text);
  select(text, words[first].start, words[last].end);
}

function write(button, span, text) {
  button.dataset.span = span ? `${span.start}-${span.end}` : "";
  const words = document.createElement("span");
  words.textContent = span ? wordsAt(text, span) || "as marked before" : "none: select words in the text";
  words.className = span ? "" : "none";
  button.replaceChildren(words);
  button.dispatchEvent(new Event("change", { bubbles: true }));
}

function wordsAt(text, span) {
  let found = "";
  for (const holder of text.querySelectorAll("[data-start]")) {
    const start = Number(holder.dataset.start);
    const characters = textOf(holder);
    if (start + points(characters) <= span.start || start >= span.end) continue;
    found += [...characters].slice(Math.max(0, span.start - start), span.end - start).join("");
  }
  return found;
}
