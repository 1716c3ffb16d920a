// Panels whose answer is still worked out: each asks for it and takes its place on the page.
import { drawCharts } from "./charts.js";

const WAIT = 20; // seconds that the server may take before it is asked again
const AGAIN = 500; // milliseconds between two questions

export function fillPanels(root) {
  for (const panel of root.querySelectorAll("[data-panel]")) fill(panel);
}

async function fill(panel) {
  const address = new URL(panel.dataset.panel, location.href);
  address.searchParams.set("wait", WAIT);
  const inside = panel.querySelector(".inside");
  for (;;) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (answer.status === 202) {
      await new Promise((resume) => setTimeout(resume, AGAIN));
      continue;
    }
    const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = answer.ok ? piece.body : piece.querySelector("main");
    inside.replaceChildren(...(found ?? piece.body).childNodes);
    delete panel.dataset.panel;
    drawCharts(panel);
    panel.dispatchEvent(new CustomEvent("filled", { bubbles: true }));
    return;
  }
}
