// The network: pointing at a party, or reaching it with the keyboard, leaves its own ties and dims the others.
function make(figure) {
  figure.dataset.ready = "";
  const svg = figure.querySelector("svg");
  const nodes = [...svg.querySelectorAll("[data-node]")];
  const ties = [...svg.querySelectorAll("[data-one]")];

  function light(node) {
    for (const one of [...nodes, ...ties]) one.classList.remove("lit");
    svg.classList.toggle("dim", Boolean(node));
    if (!node) return;
    const name = node.dataset.node;
    const near = new Set([name]);
    for (const tie of ties) {
      if (tie.dataset.one !== name && tie.dataset.other !== name) continue;
      tie.classList.add("lit");
      near.add(tie.dataset.one).add(tie.dataset.other);
    }
    for (const other of nodes) other.classList.toggle("lit", near.has(other.dataset.node));
  }

  for (const node of nodes) {
    node.addEventListener("mouseenter", () => light(node));
    node.addEventListener("focus", () => light(node));
    node.addEventListener("blur", () => light(null));
  }
  figure.addEventListener("mouseleave", () => light(null));
}

function find() {
  for (const figure of document.querySelectorAll("[data-network]:not([data-ready])")) make(figure);
}

document.addEventListener("filled", find);
find();
