// Evidence at once: a link to a record opens its sentence in its context beside the page; arrows go to the next.
const pieces = new Map();

// A dialog at the side of the page, made once, with buttons to step and close.
export function sideDialog(id, title) {
  const known = document.getElementById(id);
  if (known) return known;
  const dialog = document.createElement("dialog");
  dialog.id = id;
  dialog.className = "side";
  dialog.setAttribute("aria-labelledby", `${id}-title`);
  const bar = part("div", { className: "bar" });
  const buttons = part("div", { className: "buttons" });
  bar.append(part("p", { id: `${id}-title`, textContent: title }), buttons);
  buttons.append(part("button", { type: "button", textContent: "Close", title: "Close (Esc)" }));
  buttons.firstChild.addEventListener("click", () => dialog.close());
  dialog.append(bar, part("div", { className: "sheet", tabIndex: -1 }));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return dialog;
}

function part(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

function stepping(dialog) {
  const buttons = dialog.querySelector(".buttons");
  const back = part("button", { type: "button", textContent: "←", title: "Previous (left arrow)" });
  const on = part("button", { type: "button", textContent: "→", title: "Next (right arrow)" });
  back.setAttribute("aria-label", "Previous record");
  on.setAttribute("aria-label", "Next record");
  buttons.prepend(back, on);
  return [back, on];
}

export function evidence(root) {
  const dialog = sideDialog("evidence", "Evidence");
  const [back, on] = stepping(dialog);
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
    back.disabled = place <= 0;
    on.disabled = place < 0 || place === order.length - 1;
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
    const next = order[order.indexOf(current) + step];
    if (next) show(next);
  }

  back.addEventListener("click", () => go(-1));
  on.addEventListener("click", () => go(1));
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
