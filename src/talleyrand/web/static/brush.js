// A brush over a time axis that several drawings share: by mouse, by touch on the rail, by keyboard.
const NS = "http://www.w3.org/2000/svg";
const DAY = 86400000;
const FIRST = new Date("0001-01-01T00:00:00Z").getTime();
const LEAST = 3; // pixels that a pointer moves before it brushes

// Day numbers are Python's ordinals: 1 is the first of January of the year 1.
export function dayOf(iso) {
  return Math.round((Date.parse(`${iso}T00:00:00Z`) - FIRST) / DAY) + 1;
}

export function isoOf(day) {
  return new Date(FIRST + (day - 1) * DAY).toISOString().slice(0, 10);
}

// The stretches of an axis as the page names them: first-last-x-scale, joined by "_".
export function axisOf(places) {
  const stretches = places.split("_").map((part) => {
    const [first, last, x, scale] = part.split("-").map(Number);
    return { first, last, x, end: x + (last - first + 1) * scale, scale };
  });
  const [left, right] = [stretches[0], stretches[stretches.length - 1]];
  return {
    first: left.first,
    last: right.last,
    left: left.x,
    right: right.end,
    day(x) {
      const at = stretches.find((one) => x < one.end) ?? right;
      return Math.min(at.last, Math.max(at.first, at.first + Math.floor((x - at.x) / at.scale)));
    },
    place(day) {
      const at = stretches.find((one) => day <= one.last) ?? right;
      const offset = Math.min(Math.max(0, day - at.first), at.last - at.first);
      return [at.x + offset * at.scale, at.x + (offset + 1) * at.scale];
    },
  };
}

// Lay a brush over the drawings in `root`. `moved(range)` is called while it moves, `rested(range)` when it stays for a
// while; a range is {first, last} in day numbers, or null for all days.
export function brush(root, { moved, rested, pause = 450 }) {
  const axis = axisOf(root.dataset.axis);
  const width = Number(root.dataset.width);
  let range = null;
  let drag = null;
  let timer = 0;

  const rail = root.querySelector(".rail");
  const grip = make("rect", { class: "grip", y: rail.getAttribute("y"), height: rail.getAttribute("height"), tabindex: 0 });
  grip.setAttribute("role", "slider");
  grip.setAttribute("aria-label", "Days chosen: arrows move, shift and arrows resize, Escape clears");
  grip.setAttribute("aria-valuemin", axis.first);
  grip.setAttribute("aria-valuemax", axis.last);
  rail.after(grip);
  root.classList.add("brushing");

  function set(next, { quiet = false } = {}) {
    range = next && clamp(next);
    draw();
    moved(range);
    clearTimeout(timer);
    if (!quiet) timer = setTimeout(() => rested(range), pause);
  }

  function clamp({ first, last }) {
    const [from, to] = first <= last ? [first, last] : [last, first];
    return { first: Math.max(axis.first, from), last: Math.min(axis.last, to) };
  }

  function draw() {
    const [left, right] = range ? [axis.place(range.first)[0], axis.place(range.last)[1]] : [axis.left, axis.right];
    grip.setAttribute("x", left);
    grip.setAttribute("width", Math.max(2, right - left));
    grip.classList.toggle("set", Boolean(range));
    const { first, last } = range ?? axis;
    grip.setAttribute("aria-valuenow", first);
    grip.setAttribute("aria-valuetext", range ? `${isoOf(first)} to ${isoOf(last)}` : `all days, ${isoOf(first)} to ${isoOf(last)}`);
    for (const svg of root.querySelectorAll("svg.timeline")) shade(svg, range && { left, right });
  }

  function shade(svg, chosen) {
    svg.querySelector(":scope > .chosen")?.remove();
    if (!chosen) return;
    const tall = svg.viewBox.baseVal.height;
    const group = make("g", { class: "chosen", "aria-hidden": "true" });
    group.append(
      make("rect", { class: "shade", x: axis.left - 2, y: 0, width: Math.max(0, chosen.left - axis.left + 2), height: tall }),
      make("rect", { class: "shade", x: chosen.right, y: 0, width: Math.max(0, axis.right - chosen.right + 2), height: tall }),
      make("line", { class: "edge", x1: chosen.left, x2: chosen.left, y1: 0, y2: tall }),
      make("line", { class: "edge", x1: chosen.right, x2: chosen.right, y1: 0, y2: tall }),
    );
    svg.append(group);
  }

  function dayAt(event) {
    const box = event.currentTarget.getBoundingClientRect();
    return axis.day(((event.clientX - box.left) * width) / box.width);
  }

  root.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest("svg.timeline");
    if (!svg || event.button !== 0 || event.target.closest("a")) return;
    if (event.pointerType !== "mouse" && !event.target.closest(".rail, .grip")) return;
    const start = dayAt({ currentTarget: svg, clientX: event.clientX });
    const moving = range && event.target === grip;
    drag = { svg, x: event.clientX, start, from: moving ? { ...range } : null, going: false, id: event.pointerId };
  });
  root.addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    if (!drag.going && Math.abs(event.clientX - drag.x) < LEAST) return;
    if (!drag.going) root.setPointerCapture(event.pointerId);
    drag.going = true;
    const day = dayAt({ currentTarget: drag.svg, clientX: event.clientX });
    if (drag.from) shift(drag.from, day - drag.start);
    else set({ first: drag.start, last: day });
    event.preventDefault();
  });
  root.addEventListener("pointerup", (event) => {
    if (drag && !drag.going && range && event.target !== grip) set(null);
    drag = null;
  });
  root.addEventListener("pointercancel", () => (drag = null));

  function shift({ first, last }, by) {
    const step = Math.min(axis.last - last, Math.max(axis.first - first, by));
    set({ first: first + step, last: last + step });
  }

  grip.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return range && set(null);
    const sizes = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 };
    if (event.key === "Home" || event.key === "End") {
      const now = range ?? middle();
      const by = event.key === "Home" ? axis.first - now.first : axis.last - now.last;
      shift(now, by);
    } else if (event.key in sizes) {
      const by = sizes[event.key] * step();
      const now = range ?? middle();
      if (!range) set(now);
      else if (event.shiftKey) set({ first: now.first, last: Math.max(now.first, now.last + by) });
      else shift(now, by);
    } else return;
    event.preventDefault();
  });

  // A first brush by keyboard: the latest tenth of the axis, a week at least.
  function middle() {
    const size = Math.max(7, Math.round((axis.last - axis.first + 1) / 10));
    return { first: Math.max(axis.first, axis.last - size + 1), last: axis.last };
  }

  function step() {
    return Math.max(1, Math.round((axis.last - axis.first) / 400));
  }

  draw();
  return { set, draw, get range() { return range; }, axis };
}

function make(name, attributes) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}
