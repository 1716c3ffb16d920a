// Places in archived text: spans are counted in code points, the browser counts in UTF-16 units.
// A holder is an element with `data-start`, the place of its first code point in the document; what stands in it and is
// not of the text (names of parts) carries `data-aside`.

export const points = (text) => {
  let n = 0;
  for (const _ of text) n += 1;
  return n;
};

// The index in UTF-16 units of the code point `at`.
export function unitsOf(text, at) {
  let units = 0;
  for (const character of text) {
    if (at <= 0) break;
    at -= 1;
    units += character.length;
  }
  return units;
}

function textNodes(holder) {
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (node.nodeType === Node.ELEMENT_NODE) {
      return node.hasAttribute("data-aside") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    }
    return NodeFilter.FILTER_ACCEPT;
  });
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

const holderOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-start]");

// The text of a holder without its asides.
export const textOf = (holder) => textNodes(holder).map((node) => node.data).join("");

// The place in the document of a point of the page, null outside archived text. A point between the halves of a
// surrogate pair is taken to be before it.
function placeOf(node, offset, root) {
  const holder = holderOf(node);
  if (!holder || !root.contains(holder)) return null;
  const point = document.createRange();
  point.setStart(node, offset);
  let place = Number(holder.dataset.start);
  for (const part of textNodes(holder)) {
    const units = part === node ? offset : point.comparePoint(part, 0) >= 0 ? 0 : part.length;
    place += points(part.data.slice(0, wholeUnits(part.data, units)));
    if (part === node) break;
  }
  return place;
}

const isLow = (unit) => unit >= 0xdc00 && unit <= 0xdfff;
const wholeUnits = (text, units) => (units < text.length && isLow(text.charCodeAt(units)) ? units - 1 : units);

// The words a person has selected within `root` as {start, end, text}, half-open in code points; null for none.
// White space at either end is left out, an end between paragraphs is that of the nearest.
export function selectedIn(root) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const held = [...root.querySelectorAll("[data-start]"), ...(root.matches("[data-start]") ? [root] : [])].filter(
    (holder) => range.intersectsNode(holder),
  );
  if (!held.length) return null;
  const last = held.at(-1);
  const start = placeOf(range.startContainer, range.startOffset, root) ?? Number(held[0].dataset.start);
  const end = placeOf(range.endContainer, range.endOffset, root) ?? Number(last.dataset.start) + points(textOf(last));
  return trimmed(held, start, end);
}

function trimmed(held, start, end) {
  let text = "";
  let at = null;
  for (const holder of held) {
    const first = Number(holder.dataset.start);
    const whole = [...textOf(holder)];
    at ??= first;
    text += " ".repeat(Math.max(0, first - at - points(text)));
    text += whole.join("");
  }
  const characters = [...text].slice(start - at, end - at);
  const blank = (character) => character === undefined || /\s/u.test(character);
  while (characters.length && blank(characters[0])) characters.shift(), (start += 1);
  while (characters.length && blank(characters.at(-1))) characters.pop(), (end -= 1);
  return characters.length ? { start, end, text: characters.join("") } : null;
}

// Select the code points [start, end) within `root`, as far as they stand there.
export function select(root, start, end) {
  const from = pointOf(root, start, false);
  const to = pointOf(root, end, true);
  if (from && to) getSelection().setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

function pointOf(root, place, isEnd) {
  for (const holder of root.querySelectorAll("[data-start]")) {
    let at = Number(holder.dataset.start);
    for (const node of textNodes(holder)) {
      const length = points(node.data);
      const within = isEnd ? place > at && place <= at + length : place >= at && place < at + length;
      if (within) return { node, offset: unitsOf(node.data, place - at) };
      at += length;
    }
  }
  return null;
}

// Where words begin and end within `root`, as places in the document, in order.
export function wordsOf(root) {
  const found = [];
  for (const holder of root.querySelectorAll("[data-start]")) {
    const text = textOf(holder);
    const first = Number(holder.dataset.start);
    for (const word of text.matchAll(/[\p{L}\p{N}\p{M}'’\-]+|[^\s\p{L}\p{N}\p{M}]/gu)) {
      const start = first + points(text.slice(0, word.index));
      found.push({ start, end: start + points(word[0]) });
    }
  }
  return found;
}
