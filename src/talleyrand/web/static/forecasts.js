// Resolving a forecast in the register: what became of it, and why, kept at once.
import { send } from "./send.js";

// What somebody else found meanwhile has been told: whoever keeps theirs again does so knowing it.
async function look(cell) {
  const answer = await fetch(`/records/${cell.dataset.record}.json`, { headers: { Accept: "application/json" } });
  if (answer.ok) cell.dataset.outcome = (await answer.json()).forecast.outcome;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest(".resolve form");
  if (!form) return;
  event.preventDefault();
  const cell = form.closest("[data-record]");
  const problem = cell.querySelector(".problem");
  const outcome = form.elements.outcome;
  problem.hidden = true;
  try {
    const found = { outcome: outcome.value, note: form.elements.note.value, expects: cell.dataset.outcome };
    await send(`/forecasts/${cell.dataset.record}/outcome`, found);
  } catch (refused) {
    problem.textContent = refused.message;
    problem.hidden = false;
    if (refused.problem?.status === 409) await look(cell);
    return;
  }
  cell.dataset.outcome = outcome.value;
  const kept = document.createElement("b");
  kept.textContent = outcome.selectedOptions[0].textContent;
  kept.setAttribute("role", "status");
  cell.querySelector(".said").replaceChildren(kept);
  const details = cell.querySelector("details");
  details.open = false;
  details.querySelector("summary").focus();
});
