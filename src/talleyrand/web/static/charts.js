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
  return library;
}

async function draw(figure) {
  const [{ vegaEmbed }, answer] = await Promise.all([vega(), fetch(figure.dataset.chart)]);
  if (!answer.ok) return fallback(figure);
  const holder = document.createElement("div");
  figure.append(holder);
  const { view } = await vegaEmbed(holder, themed(await answer.json()), OPTIONS);
  holder.querySelector("svg")?.setAttribute("aria-hidden", "true"); // the figure has the role and the label
  figure.classList.add("drawn");
  figure.view = view;
  figure.dispatchEvent(new CustomEvent("drawn", { bubbles: true, detail: view }));
}

// An interpreter in place of eval, and the page's own styles in place of the library's: the policy allows no others.
const OPTIONS = {
  ast: true,
  actions: false,
  renderer: "svg",
  logLevel: 1,
  defaultStyle: false,
  tooltip: { disableDefaultStyle: true },
};

function fallback(figure) {
  const words = document.createElement("p");
  words.className = "nothing";
  words.textContent = "The chart could not be loaded; its figures stand in the table.";
  figure.append(words);
}

// The specification is made for print: its colours become those of the page, light or dark, and its title, which the
// page gives as a heading, leaves the subtitle alone.
const INKS = {
  WHITE: "--paper",
  "#FFFFFF": "--paper",
  "#222222": "--ink",
  "#000000": "--ink",
  "#767676": "--neutral",
  "#D9D9D9": "--line",
  "#0072B2": "--friendly",
  "#D55E00": "--hostile",
};

export function themed(spec) {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const [ink, soft, line] = [token("--ink"), token("--soft"), token("--line")];
  const inked = JSON.stringify(spec).replace(/"(#[0-9A-Fa-f]{6}|white)"/g, (whole, colour) => {
    const name = INKS[colour.toUpperCase()];
    return name ? JSON.stringify(token(name)) : whole;
  });
  const { title, config = {}, ...rest } = JSON.parse(inked);
  return {
    ...rest,
    ...(title?.subtitle ? { title: { ...title, text: title.subtitle, subtitle: undefined } } : {}),
    config: {
      ...config,
      background: "transparent",
      title: { ...config.title, color: soft, fontSize: 12, fontWeight: 400 },
      axis: { ...config.axis, labelColor: ink, titleColor: soft, domainColor: line, tickColor: line },
      legend: { ...config.legend, labelColor: ink, titleColor: soft },
    },
  };
}
