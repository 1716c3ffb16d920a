// Tables of links (data-matrix): one stop for the Tab key, the arrow keys move to the next cell that has something.
const WAYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function make(table) {
  table.dataset.ready = "";
  const cells = [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.querySelector("a")));
  const links = cells.flat().filter(Boolean);
  links.forEach((link, place) => (link.tabIndex = place ? -1 : 0));
  table.addEventListener("focusin", (event) => {
    if (!links.includes(event.target)) return;
    for (const link of links) link.tabIndex = link === event.target ? 0 : -1;
  });
  table.addEventListener("keydown", (event) => {
    const row = cells.findIndex((line) => line.includes(event.target));
    if (row < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = found(cells, row, cells[row].indexOf(event.target), event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

function found(cells, row, column, key) {
  if (key === "Home") return cells[row].find(Boolean);
  if (key === "End") return cells[row].findLast(Boolean);
  const way = WAYS[key];
  if (!way) return null;
  for (;;) {
    row += way[0];
    column += way[1];
    if (!cells[row] || column < 0 || column >= cells[row].length) return null;
    if (cells[row][column]) return cells[row][column];
  }
}

function find() {
  for (const table of document.querySelectorAll("[data-matrix]:not([data-ready])")) make(table);
}

document.addEventListener("filled", find);
find();
