// What was typed and not saved yet, kept for this tab until it is: a lost session, a reload or a closed form loses nothing.
import { fill, openForm, values } from "./review_form.js";

const key = (card) => `review-draft:${card.dataset.record}`;
const noting = (card) => card.querySelector(".noting");

export function keepDraft(card) {
  if (!card?.dataset.record) return;
  const note = noting(card)?.querySelector("textarea").value ?? "";
  const changes = values(card);
  const open = card.classList.contains("editing");
  if (note || Object.keys(changes).length) {
    sessionStorage.setItem(key(card), JSON.stringify({ note, changes, open }));
  } else {
    sessionStorage.removeItem(key(card));
  }
}

export function dropDraft(card) {
  sessionStorage.removeItem(key(card));
}

export function restoreDraft(card) {
  const kept = card.dataset.record && sessionStorage.getItem(key(card));
  if (!kept) return;
  const { note, changes, open } = JSON.parse(kept);
  if (note) {
    noting(card).hidden = false;
    noting(card).querySelector("textarea").value = note;
  }
  fill(card, changes);
  if (open) openForm(card);
}
