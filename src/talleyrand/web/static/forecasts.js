// Resolving a forecast in the register: what became of it, and why, kept at once.
import { send } from "./send.js";

document.addEventListener("submit", async (event) => {
  const form = event.target.closest(".resolve form");
  if (!form) return;
  event.preventDefault();
  const cell = form.closest("[data-record]");
  const problem = cell.querySelector(".problem");
  const outcome = form.elements.outcome;
  problem.hidden = true;
  try {
    await send(`/forecasts/${cell.dataset.record}/outcome`, { outcome: outcome.value, note: form.elements.note.value });
  } catch (refused) {
    problem.textContent = refused.message;
    problem.hidden = false;
    return;
  }
  const kept = document.createElement("b");
  kept.textContent = outcome.selectedOptions[0].textContent;
  kept.setAttribute("role", "status");
  cell.querySelector(".said").replaceChildren(kept);
  const details = cell.querySelector("details");
  details.open = false;
  details.querySelector("summary").focus();
});
