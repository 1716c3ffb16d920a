// Evidence at once: a link to a record opens its sentence in its context beside the page; arrows go to the next.
const pieces = new Map();

export function evidence(root, dialog) {
  const sheet = dialog.querySelector(".sheet");
  const title = dialog.querySelector(".bar p");
  let order = [];
  let current = "";
  let opener = null;

  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-record]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    opener = link;
    order = orderAround(link);
    show(link.dataset.record);
  });

  async function show(id) {
    current = id;
    const place = order.indexOf(id);
    title.textContent = order.length > 1 ? `Evidence ${place + 1} of ${order.length}` : "Evidence";
    dialog.querySelector('[data-go="-1"]').disabled = place <= 0;
    dialog.querySelector('[data-go="1"]').disabled = place < 0 || place === order.length - 1;
    if (!dialog.open) dialog.showModal();
    const found = await piece(id);
    if (current !== id) return;
    sheet.replaceChildren(found.cloneNode(true));
    dialog.scrollTop = 0;
    sheet.querySelector("mark.on")?.scrollIntoView({ block: "nearest" });
    sheet.focus({ preventScroll: true });
    for (const near of [order[place + 1], order[place - 1]]) if (near) piece(near).catch(() => {});
  }

  function go(step) {
    if (step === 0) return dialog.close();
    const next = order[order.indexOf(current) + step];
    if (next) show(next);
  }

  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go]");
    if (button) go(Number(button.dataset.go));
    else if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") go(-1);
    else if (event.key === "ArrowRight") go(1);
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("close", () => {
    const now = root.querySelector(`a[data-record="${CSS.escape(current)}"]:not(.off)`);
    (opener?.isConnected ? opener : now)?.focus({ preventScroll: true });
  });
}

// The records of the list or drawing that a link stands in, in order of time as they are shown.
function orderAround(link) {
  const home = link.closest("svg, section, table") ?? document;
  const links = [...home.querySelectorAll("a[data-record]")].filter((one) => !one.closest(".off, [hidden]"));
  if (home.tagName === "svg") links.sort((one, other) => (one.dataset.start < other.dataset.start ? -1 : 1));
  return [...new Set(links.map((one) => one.dataset.record))];
}

async function piece(id) {
  if (!pieces.has(id)) pieces.set(id, load(id));
  try {
    return await pieces.get(id);
  } catch {
    pieces.delete(id);
    const words = document.createElement("p");
    words.className = "problem";
    words.textContent = "The server can't be reached. Close this and try again.";
    return words;
  }
}

async function load(id) {
  const answer = await fetch(`/evidence/${encodeURIComponent(id)}`, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const piece = document.createElement("div");
  piece.append(...(answer.ok ? page.body : (page.querySelector("main") ?? page.body)).childNodes);
  return piece;
}
