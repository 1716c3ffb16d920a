// A document: words and the records beside them light each other; selecting words never follows a link.
const text = document.querySelector("[data-document]");

function light(ids) {
  for (const lit of text.querySelectorAll(".near")) lit.classList.remove("near");
  for (const id of ids) {
    text.querySelector(`[data-note="${CSS.escape(id)}"]`)?.classList.add("near");
    for (const mark of text.querySelectorAll(`mark[data-r~="${CSS.escape(id)}"]`)) mark.classList.add("near");
  }
}

function idsAt(node) {
  const near = node instanceof Element ? node.closest("mark[data-r], [data-note]") : null;
  if (!near) return [];
  return near.dataset.note ? [near.dataset.note] : near.dataset.r.split(" ");
}

if (text) {
  text.addEventListener("pointerover", (event) => light(idsAt(event.target)));
  text.addEventListener("pointerleave", () => light([]));
  text.addEventListener("focusin", (event) => light(idsAt(event.target)));
  text.addEventListener("click", (event) => {
    if (event.target.closest("mark a") && !getSelection().isCollapsed) event.preventDefault();
  });
}
