"use strict";
(() => {
  const panel = document.getElementById("panel");
  const sheet = panel.querySelector(".sheet");
  const title = document.getElementById("panel-title");
  const order = [...new Set([...document.querySelectorAll("main a.open")].map((link) => link.hash.slice(3)))];
  let current = "";
  let opener = null;

  const anchorOf = (id) => document.getElementById("r-" + id);

  function open(id) {
    const anchor = anchorOf(id);
    const source = anchor && anchor.closest("article");
    if (!source) return false;
    sheet.replaceChildren(cardOf(source, id), contextOf(source, id));
    current = id;
    const place = order.indexOf(id);
    title.textContent = place < 0 ? "Evidence" : `Evidence ${place + 1} of ${order.length}`;
    panel.querySelector('[data-go="-1"]').disabled = place <= 0;
    panel.querySelector('[data-go="1"]').disabled = place < 0 || place === order.length - 1;
    if (!panel.open) panel.showModal();
    const lit = sheet.querySelector("mark.on");
    panel.scrollTop = 0;
    if (lit) lit.scrollIntoView({ block: "nearest" });
    sheet.focus({ preventScroll: true });
    return true;
  }

  function cardOf(source, id) {
    const list = document.createElement("ul");
    list.className = "cards";
    const card = source.querySelector(`[data-card="${CSS.escape(id)}"]`);
    if (card) list.append(card.cloneNode(true));
    return list;
  }

  function contextOf(source, id) {
    const copy = source.cloneNode(true);
    copy.querySelectorAll(".cards").forEach((list) => list.remove());
    copy.removeAttribute("id");
    copy.removeAttribute("aria-labelledby");
    copy.querySelectorAll("[id]").forEach((node) => node.removeAttribute("id"));
    copy.querySelectorAll("mark").forEach((mark) => {
      mark.classList.toggle("on", mark.dataset.r.split(" ").includes(id));
    });
    const whole = document.createElement("p");
    whole.className = "meta";
    const link = document.createElement("a");
    link.href = "#" + source.id;
    link.textContent = "See this source in the page, with all that rests on it";
    whole.append(link);
    copy.append(whole);
    return copy;
  }

  function go(step) {
    if (step === 0) return panel.close();
    const next = order[order.indexOf(current) + step];
    if (next) show(next);
  }

  function show(id) {
    if (open(id)) history.replaceState(null, "", "#r-" + id);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const hash = link.getAttribute("href");
    if (hash.startsWith("#r-") && anchorOf(hash.slice(3))) {
      event.preventDefault();
      opener = link;
      show(hash.slice(3));
    } else if (panel.open) {
      panel.close();
    }
  });
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go]");
    if (button) go(Number(button.dataset.go));
    else if (event.target === panel) panel.close();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") go(-1);
    if (event.key === "ArrowRight") go(1);
  });
  panel.addEventListener("close", () => {
    if (location.hash.startsWith("#r-")) history.replaceState(null, "", location.pathname + location.search);
    if (opener) opener.focus({ preventScroll: true });
  });

  const filters = document.getElementById("filters");
  const controls = [...filters.querySelectorAll("[data-filter]")];
  const state = filters.querySelector(".state");
  const entries = [...document.querySelectorAll("main .entry")].map((node) => ({
    node,
    words: node.textContent.toLowerCase(),
  }));
  const marks = [...document.querySelectorAll(".mark")];

  function passes(entry, wanted) {
    const data = entry.node.dataset;
    return (!wanted.kind || data.kind === wanted.kind)
      && (!wanted.factuality || data.factuality === wanted.factuality)
      && (!wanted.with || data.with.includes("|" + wanted.with + "|"))
      && (!wanted.text || wanted.text.toLowerCase().split(/\s+/).every((word) => entry.words.includes(word)));
  }

  function filter() {
    const wanted = Object.fromEntries(controls.map((control) => [control.dataset.filter, control.value.trim()]));
    const kept = new Set();
    for (const entry of entries) {
      entry.node.hidden = !passes(entry, wanted);
      if (!entry.node.hidden) kept.add(entry.node.dataset.record);
    }
    for (const mark of marks) mark.classList.toggle("off", !kept.has(mark.dataset.record));
    for (const note of document.querySelectorAll(".filtered")) {
      note.hidden = note.previousElementSibling.querySelector(".entry:not([hidden])") !== null;
    }
    const all = new Set(entries.map((entry) => entry.node.dataset.record)).size;
    state.textContent = kept.size === all ? `${all} entries` : `${kept.size} of ${all} entries`;
  }

  // On a narrow screen the picture is wider than the page: begin with the latest.
  for (const picture of document.querySelectorAll(".wide")) picture.scrollLeft = picture.scrollWidth;

  filters.hidden = false;
  filters.addEventListener("input", filter);
  filter();
  window.addEventListener("hashchange", () => location.hash.startsWith("#r-") && open(location.hash.slice(3)));
  if (location.hash.startsWith("#r-")) open(location.hash.slice(3));
})();
