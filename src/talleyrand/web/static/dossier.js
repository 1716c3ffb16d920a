// The dossier: a brush over its time axis, which marks, lists, tables and panels follow.
import { brush, dayOf, isoOf } from "./brush.js";
import { evidence } from "./evidence.js";
import { refill } from "./panels.js";

const times = document.querySelector(".times[data-axis]");
const form = document.querySelector(".days");
const asked = { since: times?.dataset.since ?? "", until: times?.dataset.until ?? "" };

evidence(document.querySelector("main"));
for (const picture of document.querySelectorAll(".wide")) picture.scrollLeft = picture.scrollWidth;
if (times && form) start();

function start() {
  const [since, until] = [form.elements.since, form.elements.until];
  const state = form.querySelector(".state");
  const clear = form.querySelector(".clear");
  const all = clear.hidden;
  const over = brush(times, { moved, rested });
  let last = "";

  function moved(range) {
    const chosen = range && { since: isoOf(range.first), until: isoOf(range.last) };
    const shown = filter(chosen);
    [since.value, until.value] = chosen ? [chosen.since, chosen.until] : [asked.since, asked.until];
    clear.hidden = all && !chosen;
    state.textContent = chosen ? `${shown.kept} of ${shown.all} events` : "";
  }

  function rested(range) {
    const chosen = range ? { since: isoOf(range.first), until: isoOf(range.last) } : asked;
    const key = `${chosen.since} ${chosen.until}`;
    if (key === last) return;
    last = key;
    address(chosen);
    for (const panel of document.querySelectorAll("section.panel[data-url]")) refill(panel, chosen);
  }

  function typed() {
    if (!since.value && !until.value) return over.set(null);
    if ([since, until].some((field) => field.value && !field.checkValidity())) return;
    const first = since.value ? dayOf(since.value) : over.axis.first;
    const end = until.value ? dayOf(until.value) : over.axis.last;
    if (first <= end) over.set({ first, last: end });
  }
  since.addEventListener("change", typed);
  until.addEventListener("change", typed);
  clear.addEventListener("click", (event) => {
    if (!over.range || asked.since || asked.until) return;
    event.preventDefault();
    over.set(null);
  });
  times.addEventListener("filled", () => {
    over.draw();
    if (over.range) moved(over.range);
  });
  document.addEventListener("filled", () => over.range && filter({ since: isoOf(over.range.first), until: isoOf(over.range.last) }));
}

function address({ since, until }) {
  const here = new URL(location.href);
  for (const [name, value] of Object.entries({ since, until })) {
    if (value) here.searchParams.set(name, value);
    else here.searchParams.delete(name);
  }
  history.replaceState(null, "", here);
}

// Show what touches the days chosen; what has no day is shown with all days alone.
function filter(chosen) {
  const inside = ({ start, end }) =>
    !chosen || (Boolean(start || end) && (start || end) <= chosen.until && (end || start) >= chosen.since);
  for (const node of document.querySelectorAll("svg.timeline [data-start]")) {
    const off = !inside(node.dataset);
    node.classList.toggle("off", off);
    if (node.classList.contains("mark")) node.setAttribute("tabindex", off ? -1 : 0);
  }
  for (const row of document.querySelectorAll("tr[data-start]")) row.hidden = !inside(row.dataset);
  return lists(inside, Boolean(chosen));
}

function lists(inside, chosen) {
  const kept = new Set();
  const known = new Set();
  for (const section of document.querySelectorAll("main > section")) {
    const entries = [...section.querySelectorAll(".entry")];
    if (!entries.length) continue;
    let shown = 0;
    for (const entry of entries) {
      entry.hidden = !inside(entry.dataset);
      known.add(entry.dataset.record);
      if (!entry.hidden) kept.add(entry.dataset.record) && shown++;
    }
    const count = section.querySelector("[data-count]");
    if (count) count.textContent = chosen ? `n = ${shown} of ${entries.length}` : `n = ${entries.length}`;
    const rest = section.querySelector(".rest");
    if (rest) {
      const hidden = [...rest.querySelectorAll(".entry")].filter((entry) => !entry.hidden).length;
      rest.querySelector("summary").textContent = `${hidden} more, earlier`;
      rest.hidden = hidden === 0;
      if (chosen && hidden && hidden === shown) rest.open = true;
    }
    const nothing = section.querySelector(".filtered");
    if (nothing) nothing.hidden = shown > 0;
  }
  return { kept: kept.size, all: known.size };
}
