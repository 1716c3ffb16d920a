// Panels whose answer is still worked out: each asks for it and takes its place on the page.
import { drawCharts } from "./charts.js";

const WAIT = 8; // seconds that the server may take before it is asked again
const AGAIN = 500; // milliseconds between two questions, twice as many after each that failed
const TRIES = 5; // failures in a row after which a person is asked
const line = new Map(); // panels that wait, each with where its answer stands
let working = null;

export function fillPanels(root) {
  for (const panel of root.querySelectorAll("[data-panel]")) ask(panel, panel.dataset.panel);
}

// Ask a panel for its answer of other days; the one that it shows stays until then.
export function refill(panel, parameters) {
  const address = new URL(panel.dataset.url, location.href);
  for (const [name, value] of Object.entries(parameters)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  ask(panel, address);
}

// One request at a time: answers are worked out one after the other, and a request that waits keeps others out.
function ask(panel, place) {
  panel.classList.add("asking");
  line.set(panel, new URL(place, location.href));
  working ??= workOff();
}

async function workOff() {
  for (let failures = 0; line.size > 0; ) {
    const [panel, address] = next();
    address.searchParams.set("wait", WAIT);
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    if (line.get(panel) !== address) continue; // other days were chosen meanwhile
    failures = answer ? 0 : failures + 1;
    if (failures === TRIES) {
      for (const [one, place] of line) unreachable(one, place);
      line.clear();
    } else if (answer && answer.status !== 202) {
      line.delete(panel);
      await show(panel, answer);
    } else {
      if (answer) await part(panel, answer);
      await new Promise((resume) => setTimeout(resume, AGAIN * 2 ** failures));
    }
  }
  working = null;
}

// What the reader sees comes first, then the order of the page.
function next() {
  const seen = ([panel]) => {
    const { top, bottom } = panel.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const waiting = [...line];
  return waiting.find(seen) ?? waiting[0];
}

async function show(panel, answer) {
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = answer.ok ? piece.body : problem(piece);
  panel.querySelector(".inside").replaceChildren(...found.childNodes);
  delete panel.dataset.panel;
  settle(panel);
}

// An answer of an earlier state of the ledger, or a part of one, is shown while the rest is worked out.
async function part(panel, answer) {
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
  const inside = panel.querySelector(".inside");
  if (!inside.querySelector(".working") || piece.querySelector(".working")) return;
  inside.replaceChildren(...piece.body.childNodes);
  drawCharts(panel);
  panel.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
}

function settle(panel) {
  panel.classList.remove("asking");
  drawCharts(panel);
  panel.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
}

function problem(page) {
  const found = document.createElement("div");
  for (const words of page.querySelectorAll("main h1, main .lede, main h1 ~ p:not(.lede)")) {
    const line = document.createElement("p");
    line.className = "nothing";
    line.textContent = words.textContent;
    if (!words.querySelector("a")) found.append(line);
  }
  return found;
}

function unreachable(panel, place) {
  const words = document.createElement("p");
  words.className = "problem";
  words.textContent = "The server can't be reached. ";
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Ask again";
  again.addEventListener("click", () => ask(panel, place));
  words.append(again);
  panel.querySelector(".inside").replaceChildren(words);
  settle(panel);
}
