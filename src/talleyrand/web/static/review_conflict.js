// Somebody else decided meanwhile: their version beside one's own, and the record can be decided again.
import { wordsIn } from "./review_form.js";

// Show in `box` what the ledger says now, the card `fresh`. One's own decision may be sent again.
export function showTheirs(card, box, fresh) {
  card.dataset.mark = fresh.dataset.mark;
  box.classList.add("theirs");
  const heading = fresh.querySelector(".proposal h2")?.textContent ?? "";
  box.append(element("p", `It says now: ${heading}`));
  const rows = differences(card, fresh);
  if (rows.length) box.append(table(rows));
  const hint = "Decide again if you still think so: a correction puts only what you changed over it. Or go on with j.";
  box.append(element("p", hint, "hint"));
}

function differences(card, fresh) {
  const theirs = new Map(wordsIn(fresh).map((field) => [field.name, field]));
  return wordsIn(card).filter((field) => theirs.has(field.name) && theirs.get(field.name).words !== field.words).map(
    (field) => [field.label, theirs.get(field.name).words, field.words],
  );
}

function table(rows) {
  const made = document.createElement("table");
  made.className = "counts";
  const head = made.createTHead().insertRow();
  for (const words of ["", "Now", "What you have"]) head.append(element("th", words));
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    line.append(element("th", row[0]), element("td", row[1]), element("td", row[2]));
  }
  return made;
}

function element(tag, words, className = "") {
  return Object.assign(document.createElement(tag), { textContent: words, className });
}
