// Why, at once: a link to what is behind a figure opens it beside the page.
import { sideDialog } from "./evidence.js";

const AGAIN = 500; // milliseconds between two questions while it is worked out

export function reasons(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="/why?"]');
    if (!link || link.closest("dialog") || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link);
  });
}

async function open(link) {
  const dialog = sideDialog("reasons", "Why");
  const sheet = dialog.querySelector(".sheet");
  const words = document.createElement("p");
  words.className = "working";
  words.textContent = "Being worked out.";
  sheet.replaceChildren(words);
  dialog.showModal();
  dialog.addEventListener("close", () => link.focus({ preventScroll: true }), { once: true });
  const address = new URL(link.href);
  address.pathname = "/why/piece";
  try {
    sheet.replaceChildren(...(await piece(address, dialog)));
  } catch {
    words.textContent = "The server can't be reached. Close this and try again.";
  }
  sheet.focus({ preventScroll: true });
}

async function piece(address, dialog) {
  for (;;) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status !== 202 || !dialog.open) return (answer.ok ? page.body : (page.querySelector("main") ?? page.body)).childNodes;
    await new Promise((resume) => setTimeout(resume, AGAIN));
  }
}
