// Panels whose answer is still worked out: each asks for it and takes its place on the page.
import { drawCharts } from "./charts.js";

const WAIT = 20; // seconds that the server may take before it is asked again
const AGAIN = 500; // milliseconds between two questions, twice as many after each that failed
const TRIES = 5; // failures in a row after which a person is asked
const asking = new WeakMap();

export function fillPanels(root) {
  for (const panel of root.querySelectorAll("[data-panel]")) fill(panel, panel.dataset.panel);
}

// Ask a panel for its answer of other days; the one that it shows stays until then.
export function refill(panel, parameters) {
  const address = new URL(panel.dataset.url, location.href);
  for (const [name, value] of Object.entries(parameters)) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  return fill(panel, address);
}

async function fill(panel, place) {
  asking.get(panel)?.abort();
  const stop = new AbortController();
  asking.set(panel, stop);
  panel.classList.add("asking");
  const address = new URL(place, location.href);
  address.searchParams.set("wait", WAIT);
  let failures = 0;
  for (;;) {
    let answer;
    try {
      answer = await fetch(address, { headers: { Accept: "text/html" }, signal: stop.signal });
    } catch {
      if (stop.signal.aborted) return;
      if (++failures === TRIES) return unreachable(panel, place);
    }
    if (answer && answer.status !== 202) return show(panel, answer);
    if (answer) {
      failures = 0;
      await part(panel, answer);
    }
    await new Promise((resume) => setTimeout(resume, AGAIN * 2 ** failures));
    if (stop.signal.aborted) return;
  }
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
  again.addEventListener("click", () => fill(panel, place));
  words.append(again);
  panel.querySelector(".inside").replaceChildren(words);
  settle(panel);
}
