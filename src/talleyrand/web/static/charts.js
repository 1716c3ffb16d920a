// Charts: Vega-Lite specifications drawn when they come into view, in the colours of the page, without eval.
const watcher = new IntersectionObserver(
  (seen) => {
    for (const one of seen) {
      if (!one.isIntersecting) continue;
      watcher.unobserve(one.target);
      draw(one.target);
    }
  },
  { rootMargin: "400px" },
);
let library;

export function drawCharts(root) {
  for (const figure of root.querySelectorAll("[data-chart]:not(.drawn)")) watcher.observe(figure);
}

// The library is large: it is loaded with the first chart.
export async function vega() {
  library ??= import(document.querySelector('meta[name="vega"]').content);
  return (await library).vegaEmbed;
}

async function draw(figure) {
  const [embed, answer] = await Promise.all([vega(), fetch(figure.dataset.chart)]);
  if (!answer.ok) return fallback(figure);
  const holder = document.createElement("div");
  figure.append(holder);
  const { view } = await embed(holder, themed(await answer.json()), OPTIONS);
  figure.classList.add("drawn");
  figure.view = view;
  figure.dispatchEvent(new CustomEvent("drawn", { bubbles: true, detail: view }));
}

// An interpreter in place of eval, and the page's own styles in place of the library's: the policy allows no others.
const OPTIONS = {
  ast: true,
  actions: false,
  renderer: "svg",
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
};

function fallback(figure) {
  const words = document.createElement("p");
  words.className = "nothing";
  words.textContent = "The chart could not be loaded; its figures stand in the table.";
  figure.append(words);
}

// The specification is made for print; on a dark page ink and paper change places.
export function themed(spec) {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const [ink, soft, line] = [token("--ink"), token("--soft"), token("--line")];
  const config = spec.config ?? {};
  return {
    ...spec,
    config: {
      ...config,
      background: "transparent",
      title: { ...config.title, color: ink, subtitleColor: soft },
      axis: { ...config.axis, labelColor: ink, titleColor: soft, domainColor: line, tickColor: line },
      legend: { ...config.legend, labelColor: ink, titleColor: soft },
    },
  };
}
