// The keyboard of the review: one key, one command. Keys are the person's own while typing, and may be switched off.
const OFF = "review-keys-off";

export const KEYS = {
  a: "accept",
  e: "correct",
  c: "correct",
  r: "reject",
  d: "dispute",
  n: "note",
  u: "undo",
  h: "history",
  j: "next",
  ArrowRight: "next",
  k: "previous",
  ArrowLeft: "previous",
  "?": "help",
};

export const keysAreOff = () => localStorage.getItem(OFF) === "1";
export const switchKeys = (on) => (on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"));

const typing = (target) => target.closest?.("input, select, textarea, [contenteditable], [data-arrows]");
const scrolls = (target, key) => key.startsWith("Arrow") && target.closest?.(".scroll, [role=region]");

// Call `run(command, event)` for every key that means one; "save" and "leave" are those of a form.
export function listen(run) {
  document.addEventListener("keydown", (event) => {
    const command = commandOf(event);
    if (command && run(command, event) !== false) event.preventDefault();
  });
}

function commandOf(event) {
  if (event.defaultPrevented || event.isComposing) return null;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return "save";
  if (event.key === "Escape") return document.querySelector("dialog[open]") ? null : "leave";
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || keysAreOff()) return null;
  if (document.querySelector("dialog[open]") || typing(event.target) || scrolls(event.target, event.key)) return null;
  return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}
